package io.weft.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A headless Chromium with one page, which a test looks at and acts on through the browser's
 * debugging protocol. What the page logs, and what it throws, is kept.
 */
public final class Browser implements AutoCloseable {
  private static final List<String> PROGRAMS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final int PATIENCE_SECONDS = 60;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Programs programs = new Programs();
  private final Path profile = Files.createTempDirectory("weft-browser");
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> complaints = new ArrayList<>();
  private final WebSocket socket;

  private Browser(String program) throws Exception {
    RunningProgram chromium =
        programs.start(
            program,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank");
    chromium.await("a browser that listens", () -> LISTENING.matcher(chromium.err()).find());
    Matcher address = LISTENING.matcher(chromium.err());
    address.find();
    HttpClient http = HttpClient.newHttpClient();
    URI list = URI.create("http://" + URI.create(address.group(1)).getAuthority() + "/json");
    JsonNode targets =
        mapper.readTree(
            http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    String page = null;
    for (JsonNode each : targets) {
      page =
          each.get("type").asText().equals("page")
              ? each.get("webSocketDebuggerUrl").asText()
              : page;
    }
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(page), new Hearer())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    call("Runtime.enable");
    call("Log.enable");
    call("Page.enable");
  }

  /** Starts a browser; where there is none, the test that calls is skipped and says so. */
  public static Browser start() throws Exception {
    String program = PROGRAMS.stream().filter(Programs::isInstalled).findFirst().orElse(null);
    assumeTrue(program != null, "skipped: there is no Chromium here to look at pages with");
    return new Browser(program);
  }

  /** Hears what the browser says. */
  private final class Hearer implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      text.append(data);
      if (isLast) {
        hear(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void hear(String message) {
    JsonNode json;
    try {
      json = mapper.readTree(message);
    } catch (IOException e) {
      throw new IllegalStateException("the browser says no JSON: " + message, e);
    }
    if (json.has("id")) {
      waiting.remove(json.get("id").asInt()).complete(json);
      return;
    }
    switch (json.path("method").asText()) {
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" -> {
        synchronized (complaints) {
          complaints.add(json.get("params").toString());
        }
      }
      default -> {
        // nothing that a test asks for
      }
    }
  }

  /** All that the page has logged and thrown. */
  public List<String> complaints() {
    synchronized (complaints) {
      return List.copyOf(complaints);
    }
  }

  private JsonNode call(String method, Object... parameters) throws Exception {
    ObjectNode message = mapper.createObjectNode();
    int id = calls.incrementAndGet();
    message.put("id", id).put("method", method);
    ObjectNode values = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      values.set((String) parameters[i], mapper.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket
        .sendText(mapper.writeValueAsString(message), true)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    JsonNode result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (result.has("error")) {
      throw new AssertionError(method + ": " + result.get("error"));
    }
    return result.get("result");
  }

  /** Shows pages in a window of this size, to somebody who likes this theme: light or dark. */
  public void appearance(int width, int height, String theme) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        false);
    call(
        "Emulation.setEmulatedMedia",
        "features",
        List.of(Map.of("name", "prefers-color-scheme", "value", theme)));
  }

  /**
   * Opens a file.
   *
   * @param fragment of the address, with its mark; or nothing
   * @param isReady an expression that is true when the page has been built
   */
  public void open(Path file, String fragment, String isReady) throws Exception {
    call("Page.navigate", "url", "about:blank");
    call("Page.navigate", "url", file.toUri() + fragment);
    awaitTrue(isReady);
  }

  /** The value of an expression in the page; a promise is waited for. */
  public JsonNode value(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            "expression",
            expression,
            "awaitPromise",
            true,
            "returnByValue",
            true,
            "userGesture",
            true);
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Waits until an expression is true in the page. */
  public void awaitTrue(String expression) throws Exception {
    Programs.await(
        expression + "; the page says: " + complaints(), () -> value(expression).asBoolean());
  }

  /** Presses and lets go a key. */
  public void press(String key) throws Exception {
    String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
    call("Input.dispatchKeyEvent", "type", "keyDown", "key", key, "text", text);
    call("Input.dispatchKeyEvent", "type", "keyUp", "key", key);
  }

  /** Presses the mouse at one place, moves it, and lets go at another. */
  public void drag(double fromX, double fromY, double toX, double toY) throws Exception {
    mouse("mouseMoved", fromX, fromY);
    mouse("mousePressed", fromX, fromY);
    mouse("mouseMoved", (fromX + toX) / 2, toY);
    mouse("mouseMoved", toX, toY);
    mouse("mouseReleased", toX, toY);
  }

  private void mouse(String type, double x, double y) throws Exception {
    call(
        "Input.dispatchMouseEvent",
        "type",
        type,
        "x",
        x,
        "y",
        y,
        "button",
        type.equals("mouseMoved") ? "none" : "left",
        "buttons",
        1,
        "clickCount",
        1);
  }

  /** The page as it would be printed, as a PDF. */
  public byte[] printed() throws Exception {
    return Base64.getDecoder().decode(call("Page.printToPDF").get("data").asText());
  }

  /** The window as a PNG. */
  public byte[] picture() throws Exception {
    return Base64.getDecoder().decode(call("Page.captureScreenshot").get("data").asText());
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    // The browser's helpers outlive it for a moment, and still write into the profile.
    List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
    programs.close();
    for (ProcessHandle each : all) {
      each.destroyForcibly();
      each.onExit().join();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
