package io.weft.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Main;
import io.weft.cli.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Key logs are used where the line asks for them, and nowhere else. */
final class KeyLogOptionTest {
  private static String run(String variable, String... more) throws Exception {
    String[] command = {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-XX:TieredStopAtLevel=1",
      "-cp",
      System.getProperty("java.class.path"),
      Main.class.getName(),
      "http",
      "--all",
      "samples/tls.pcap"
    };
    String[] all = new String[command.length + more.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.remove("SSLKEYLOGFILE");
    if (variable != null) {
      environment.put("SSLKEYLOGFILE", variable);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() + " " + out;
  }

  @Test
  void theVariableIsReadWhenAskedFor() throws Exception {
    String decrypted = run("samples/tls.keylog", "--keylog-env");
    assertTrue(decrypted.startsWith("0 ") && decrypted.contains("note.txt"), decrypted);
    String closed = run("samples/tls.keylog");
    assertTrue(closed.startsWith("0 ") && !closed.contains("note.txt"), closed);
    String unset = run(null, "--keylog-env");
    assertTrue(unset.startsWith("2 ") && unset.contains("SSLKEYLOGFILE is not set"), unset);
  }

  @Test
  void twoLogsContradictEachOther() throws IOException {
    Session weft = new Session();
    assertEquals(
        2, weft.run("http", "--keylog", "samples/tls.keylog", "--keylog-env", "samples/tls.pcap"));
    assertTrue(weft.err().contains("contradict"), weft.err());
  }
}
