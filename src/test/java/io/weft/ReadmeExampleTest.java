package io.weft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReadmeExampleTest {
  @Test
  void itDoesWhatTheReadmeSays() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReadmeExample.run(Path.of("samples/fast-open.pcap"), new PrintStream(out, true, UTF_8));
    assertEquals(
        """
        10.1.0.2 calls 10.1.0.80
        tcp:0 FROM_CLIENT: 73 bytes
        tcp:0 FROM_SERVER: 284 bytes
        tcp:1 FROM_CLIENT: 73 bytes
        10.1.0.2 calls 10.1.0.80
        tcp:1 FROM_SERVER: 284 bytes
        tcp:0 ended: SF
        tcp:1 ended: SF
        """,
        out.toString(UTF_8));
  }
}
