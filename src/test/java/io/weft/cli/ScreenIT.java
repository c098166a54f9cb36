package io.weft.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program on a real terminal, which tmux plays, watching what this test exchanges. */
final class ScreenIT {
  private static final String WEFT =
      Path.of(System.getProperty("weft.build.directory"), "weft").toString();
  private static final int COLUMNS = 160;
  private static final int ROWS = 24;

  private final String server = "weft-test-" + ProcessHandle.current().pid();
  private final String link = "weft" + ProcessHandle.current().pid() + "-";

  @TempDir Path folder;

  private record Result(int code, String out) {}

  private static Result run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), String.join(" ", command));
    return new Result(process.exitValue(), out);
  }

  private String tmux(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tmux", "-L", server, "-f", "/dev/null"));
    command.addAll(List.of(arguments));
    return run(command.toArray(new String[0])).out();
  }

  @BeforeEach
  void openTerminal() throws IOException, InterruptedException {
    try {
      assumeTrue(run("tmux", "-V").code() == 0, "no tmux, which plays the terminal");
    } catch (IOException e) {
      assumeTrue(false, "no tmux, which plays the terminal: " + e.getMessage());
    }
    Result live = run(WEFT, "flows", "-i", "lo", "--json", "--duration", "1ms");
    assumeTrue(live.code() == 0, "no live capture on loopback: " + live.out());
    String size = COLUMNS + "x" + ROWS;
    tmux(
        "new-session",
        "-d",
        "-x",
        "" + COLUMNS,
        "-y",
        "" + ROWS,
        "/bin/sh",
        ";",
        "set",
        "-g",
        "status",
        "off",
        ";",
        "set",
        "-g",
        "default-size",
        size);
    tmux("resize-window", "-x", "" + COLUMNS, "-y", "" + ROWS);
    type("PS1='ready> ' LC_ALL=C.UTF-8 JAVA_HOME=" + System.getProperty("java.home"));
    type("export LC_ALL JAVA_HOME; cd " + folder + "; clear");
    await(screen -> screen.strip().equals("ready>"));
  }

  @AfterEach
  void closeTerminal() throws IOException, InterruptedException {
    try {
      tmux("kill-server");
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("tmux"), "there was none: " + e);
    }
  }

  private void type(String line) throws IOException, InterruptedException {
    tmux("send-keys", line, "Enter");
  }

  private String screen() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p");
  }

  private String await(Predicate<String> wanted) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    String screen = screen();
    while (!wanted.test(screen)) {
      assertTrue(System.nanoTime() < deadline, screen);
      TimeUnit.MILLISECONDS.sleep(100);
      screen = screen();
    }
    return screen;
  }

  /** Starts the program so that the terminal's state before and behind it can be compared. */
  private void start(String options) throws IOException, InterruptedException {
    type("stty -g >before; " + WEFT + " flows " + options + "; echo code=$?; stty -g >after");
    await(screen -> screen.contains("r [rate]  b bytes"));
    assertEquals("1 0", tmux("display", "-p", "#{alternate_on} #{cursor_flag}").strip());
  }

  /** Awaits the end; returns what is to be seen then. */
  private String awaitEnd(int code) throws IOException, InterruptedException {
    String screen =
        await(each -> each.contains("code=") && each.stripTrailing().endsWith("ready>"));
    assertTrue(screen.contains("code=" + code), screen);
    assertEquals("0 1", tmux("display", "-p", "#{alternate_on} #{cursor_flag}").strip());
    assertEquals(
        Files.readString(folder.resolve("before")), Files.readString(folder.resolve("after")));
    return screen;
  }

  private long pid() throws IOException, InterruptedException {
    String shell = tmux("display", "-p", "#{pane_pid}").strip();
    return ProcessHandle.of(Long.parseLong(shell))
        .orElseThrow()
        .children()
        .findFirst()
        .orElseThrow()
        .pid();
  }

  @Test
  void showsWhatGoesByFollowsKeysAndTheWindowAndEndsWithATable() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = listening.getLocalPort();
      start("-i lo --process -f 'tcp port " + port + "'");
      try (Socket client = new Socket(listening.getInetAddress(), port);
          Socket accepted = listening.accept()) {
        client
            .getOutputStream()
            .write("GET /seen HTTP/1.1\r\nHost: a.test\r\n\r\n".getBytes(US_ASCII));
        assertTrue(accepted.getInputStream().read(new byte[100]) > 0);
        accepted
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII));
        assertTrue(client.getInputStream().read(new byte[100]) > 0);
        String java = "java:" + ProcessHandle.current().pid();
        String screen =
            await(
                each ->
                    each.contains("GET a.test/seen 200")
                        && each.contains("  " + java + " → " + java + "  http "));
        assertTrue(screen.startsWith("lo (tcp port " + port + ")  0:00:"), screen);
        assertTrue(screen.contains("1 flow open, 0 ended"), screen);
        tmux("send-keys", "b");
        await(each -> each.contains("r rate  b [bytes]"));
        tmux("resize-window", "-x", "70", "-y", "12");
        await(
            each ->
                each.lines().count() == 12
                    && each.contains("EXCHANGE")
                    && each.contains("b [bytes]"));
        tmux("resize-window", "-x", "" + COLUMNS, "-y", "" + ROWS);
        tmux("send-keys", "q");
        String end = awaitEnd(0);
        assertTrue(
            end.contains("\ntcp:0  ") && end.contains("  " + java + " → " + java + "  "), end);
        assertTrue(end.contains("1 flow, "), end);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C-c", "TERM", "HUP"})
  void aSignalGivesTheTerminalBack(String how) throws Exception {
    start("-i lo -f 'tcp port 9'");
    if (how.equals("C-c")) {
      tmux("send-keys", how);
    } else {
      assertEquals(0, run("kill", "-" + how, "" + pid()).code());
    }
    assertTrue(awaitEnd(0).contains("0 flows, 0 packets"));
  }

  @Test
  void twoSignalsEndItAtOnceAndStillGiveTheTerminalBack() throws Exception {
    start("-i lo -f 'tcp port 9'");
    String pid = "" + pid();
    // One right behind the other. (Stopping the program in between would have the shell take the
    // terminal back, and the program stopped once more when it sets that in order.)
    Result both = run("sh", "-c", "kill -INT " + pid + " && { kill -TERM " + pid + " || :; }");
    assertEquals(0, both.code(), both.out());
    String end = await(each -> each.contains("code=") && each.stripTrailing().endsWith("ready>"));
    assertTrue(end.matches("(?s).*code=(130|143|0)\\n.*"), end);
    assertEquals("0 1", tmux("display", "-p", "#{alternate_on} #{cursor_flag}").strip());
    assertEquals(
        Files.readString(folder.resolve("before")), Files.readString(folder.resolve("after")));
  }

  @Test
  void aLostInterfaceGivesTheTerminalBackAndFails() throws Exception {
    run("ip", "link", "del", link + "0"); // what a run that was killed left behind
    Result made = run("ip", "link", "add", link + "0", "type", "veth", "peer", "name", link + "1");
    assumeTrue(made.code() == 0, "no right to make a veth pair: " + made.out());
    try {
      assertEquals(0, run("ip", "link", "set", link + "0", "up").code());
      start("-i " + link + "0");
    } finally {
      assertEquals(0, run("ip", "link", "del", link + "0").code());
    }
    assertTrue(awaitEnd(1).contains("weft: " + link + "0: "));
  }
}
