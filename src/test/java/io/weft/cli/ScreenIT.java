package io.weft.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.testing.Programs;
import io.weft.testing.Programs.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program on a real terminal, which tmux plays, watching what this test exchanges. */
final class ScreenIT {
  private static final String WEFT = Programs.weft().toString();
  private static final int COLUMNS = 160;
  private static final int ROWS = 24;

  private final String server = "weft-test-" + ProcessHandle.current().pid();
  private final String link = "weft" + ProcessHandle.current().pid() + "-";

  @TempDir Path folder;

  @RegisterExtension final Programs programs = new Programs();

  private Result run(String... command) throws IOException {
    return programs.run(command);
  }

  private String tmux(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("tmux", "-L", server, "-f", "/dev/null"));
    command.addAll(List.of(arguments));
    return run(command.toArray(new String[0])).out();
  }

  @BeforeEach
  void openTerminal() throws Exception {
    assumeTrue(Programs.isInstalled("tmux"), "no tmux, which plays the terminal");
    Result live = run(WEFT, "flows", "-i", "lo", "--json", "--duration", "1ms");
    assumeTrue(live.code() == 0, "no live capture on loopback: " + live.err());
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
  void closeTerminal() throws Exception {
    if (Programs.isInstalled("tmux")) {
      tmux("kill-server");
    }
  }

  private void type(String line) throws Exception {
    tmux("send-keys", line, "Enter");
  }

  private String screen() throws Exception {
    return tmux("capture-pane", "-p");
  }

  private String await(Predicate<String> wanted) throws Exception {
    String[] last = {""};
    try {
      Programs.await(
          "what is wanted on the screen",
          () -> {
            last[0] = screen();
            return wanted.test(last[0]);
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ", which shows:\n" + last[0], e);
    }
    return last[0];
  }

  /** Starts the program so that the terminal's state before and behind it can be compared. */
  private void start(String options) throws Exception {
    type("stty -g >before; " + WEFT + " flows " + options + "; echo code=$?; stty -g >after");
    await(screen -> screen.contains("r [rate]  b bytes"));
    assertEquals("1 0", tmux("display", "-p", "#{alternate_on} #{cursor_flag}").strip());
  }

  /** Awaits the end; returns what is to be seen then. */
  private String awaitEnd(int code) throws Exception {
    String screen =
        await(each -> each.contains("code=") && each.stripTrailing().endsWith("ready>"));
    assertTrue(screen.contains("code=" + code), screen);
    assertEquals("0 1", tmux("display", "-p", "#{alternate_on} #{cursor_flag}").strip());
    assertEquals(
        Files.readString(folder.resolve("before")), Files.readString(folder.resolve("after")));
    return screen;
  }

  private long pid() throws Exception {
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
  void twoSignalsOneBehindTheOtherStillGiveTheTerminalBack() throws Exception {
    start("-i lo -f 'tcp port 9'");
    String pid = "" + pid();
    // One right behind the other. (Stopping the program in between would have the shell take the
    // terminal back, and the program stopped once more when it sets that in order.)
    Result both = run("sh", "-c", "kill -INT " + pid + " && { kill -TERM " + pid + " || :; }");
    assertEquals(0, both.code(), both.err());
    String end = await(each -> each.contains("code=") && each.stripTrailing().endsWith("ready>"));
    assertTrue(end.contains("code=0\n"), end);
    assertEquals("0 1", tmux("display", "-p", "#{alternate_on} #{cursor_flag}").strip());
    assertEquals(
        Files.readString(folder.resolve("before")), Files.readString(folder.resolve("after")));
  }

  @Test
  void aLostInterfaceGivesTheTerminalBackAndFails() throws Exception {
    run("ip", "link", "del", link + "0"); // what a run that was killed left behind
    Result made = run("ip", "link", "add", link + "0", "type", "veth", "peer", "name", link + "1");
    assumeTrue(made.code() == 0, "no right to make a veth pair: " + made.err());
    try {
      assertEquals(0, run("ip", "link", "set", link + "0", "up").code());
      start("-i " + link + "0");
    } finally {
      assertEquals(0, run("ip", "link", "del", link + "0").code());
    }
    assertTrue(awaitEnd(1).contains("weft: " + link + "0: "));
  }
}
