package io.weft.cli.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private keys of servers decrypt, and key logs are written into captures. */
final class TlsKeysTest {
  private static final String BY_RSA = "samples/tls-rsa.pcap";
  private static final String KEY = "samples/tls-rsa.key";
  private static final String TLS = "samples/tls.pcap";
  private static final String LOG = "samples/tls.keylog";

  private final Session weft = new Session();

  @TempDir Path folder;

  private static List<String> applications(String... line) throws IOException {
    Session session = new Session();
    assertEquals(0, session.run(line), session.err());
    List<String> found = new ArrayList<>();
    for (String each : session.out().lines().toList()) {
      JsonNode flow = new JsonMapper().readTree(each);
      found.add(
          flow.path("stream").asText()
              + " "
              + flow.path("application").path("protocol").asText()
              + " "
              + flow.path("http").path(0).path("status").asText());
    }
    return found.stream().sorted().toList();
  }

  @Test
  void aPrivateKeyDecryptsWhatWasEncryptedForIt() throws IOException {
    assertEquals(
        List.of("0 http 200", "1 http 200", "2 http 200", "3 http 200", "4 tls "),
        applications("flows", "--json", BY_RSA, "--rsa-key", KEY));
    assertEquals(
        List.of("0 tls ", "1 tls ", "2 tls ", "3 tls ", "4 tls "),
        applications("flows", "--json", BY_RSA));
  }

  @Test
  void theOlderFormOfKeysIsRead() throws Exception {
    // In PKCS#8 the key in PKCS#1 is the last part.
    String pem = Files.readString(Path.of(KEY));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
    byte[] older = java.util.Arrays.copyOfRange(der, 26, der.length);
    Path file = folder.resolve("older.pem");
    Files.writeString(
        file,
        "-----BEGIN RSA PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(older)
            + "\n-----END RSA PRIVATE KEY-----\n");
    assertEquals(
        "0 http 200", applications("flows", "--json", BY_RSA, "--rsa-key", file.toString()).get(0));
  }

  @Test
  void aKeyThatFitsNothingGivesNothing() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    Path other = folder.resolve("other.pem");
    Files.writeString(
        other,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    assertEquals(
        List.of("0 tls ", "1 tls ", "2 tls ", "3 tls ", "4 tls "),
        applications("flows", "--json", BY_RSA, "--rsa-key", other.toString()));
  }

  @Test
  void whatIsNoKeyIsRefused() throws IOException {
    Path file = folder.resolve("no.pem");
    Files.writeString(
        file, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    assertEquals(2, weft.run("flows", BY_RSA, "--rsa-key", file.toString()));
    assertTrue(weft.err().contains("the key is encrypted"), weft.err());
    assertEquals(2, new Session().run("flows", BY_RSA, "--rsa-key", BY_RSA));
    assertEquals(2, new Session().run("flows", BY_RSA, "--rsa-key", "nowhere.pem"));
  }

  @Test
  void aCopyBringsItsKeys() throws IOException {
    String copy = folder.resolve("copy.pcapng").toString();
    assertEquals(0, weft.run("capture", TLS, "--keylog", LOG, "-w", copy), weft.err());
    assertEquals(
        applications("flows", "--json", TLS, "--keylog", LOG),
        applications("flows", "--json", copy));
  }

  @Test
  void onlyKeysOfSessionsInTheFileAreWritten() throws IOException {
    String copy = folder.resolve("one.pcapng").toString();
    assertEquals(
        0,
        weft.run("packets", TLS, "--keylog", LOG, "-Y", "tcp.stream == 5", "-w", copy),
        weft.err());
    List<CaptureInfo.Secrets> secrets = new ArrayList<>();
    try (PacketSource source = Captures.open(Path.of(copy))) {
      CapturedPacket packet = new CapturedPacket();
      int before = 0;
      while (source.next(packet) && source.info().secrets().isEmpty()) {
        before++;
      }
      assertEquals(3, before, "they stand before the client's hello");
      secrets.addAll(source.info().secrets());
    }
    assertEquals(1, secrets.size());
    String lines = new String(secrets.get(0).bytes(), US_ASCII);
    assertEquals(1, lines.lines().count(), lines);
    assertTrue(lines.startsWith("CLIENT_RANDOM "), lines);
    assertTrue(Files.readString(Path.of(LOG)).contains(lines.strip()));
    assertEquals(List.of("0 http 200"), applications("flows", "--json", copy));
  }

  @Test
  void pcapHasNoRoomForKeys() {
    String copy = folder.resolve("copy.pcap").toString();
    assertEquals(2, weft.run("capture", TLS, "--keylog", LOG, "-w", copy));
    assertTrue(weft.err().contains("pcapng"), weft.err());
  }
}
