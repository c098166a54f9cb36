package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionKeysTest {
  @TempDir Path folder;

  /** As a browser does it: the keys are logged when the handshake has been captured. */
  @Test
  void keysThatAreLoggedLateAreToldAtTheEnd() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "");
    KeyLog log = KeyLog.of(file);
    try (PacketSource source = Captures.open(Path.of("samples/tls.pcap"))) {
      SessionKeys keys = new SessionKeys(source, log);
      CapturedPacket packet = new CapturedPacket();
      for (int i = 0; i < 20; i++) {
        source.next(packet);
        keys.look(packet);
      }
      assertEquals(0, keys.info().secrets().size());
      Files.copy(
          Path.of("samples/tls.keylog"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      while (log.sizeNow() == 0) {
        Thread.onSpinWait();
      }
      keys.finish();
      assertEquals(1, keys.info().secrets().size());
      while (source.next(packet)) {
        keys.look(packet);
      }
      assertEquals(34 - 1, keys.info().secrets().size(), "all sessions but the one that failed");
    }
  }
}
