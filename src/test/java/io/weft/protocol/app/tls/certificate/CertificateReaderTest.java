package io.weft.protocol.app.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.Hex;
import io.weft.protocol.app.Asn1Time;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Held against the JDK's own reader, on the certificates that the JDK trusts. */
class CertificateReaderTest {
  private static final long NOW = Instant.parse("2026-11-28T00:00:00Z").getEpochSecond();

  /** Attributes that RFC 2253 has no names for, as the JDK would give them in base 16. */
  private static final Map<String, String> NAMES =
      Map.of(
          "2.5.4.5", "serialNumber",
          "2.5.4.97", "organizationIdentifier",
          "1.2.840.113549.1.9.1", "emailAddress");

  static List<X509Certificate> trusted() throws Exception {
    Path store = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    List<X509Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(keys.aliases())) {
      certificates.add((X509Certificate) keys.getCertificate(alias));
    }
    return certificates;
  }

  private static Certificate read(byte[] der) {
    // An odd place in a larger array, so that an index taken for an offset is found out.
    byte[] bytes = new byte[der.length + 9];
    System.arraycopy(der, 0, bytes, 5, der.length);
    return CertificateReader.read(bytes, 5, 5 + der.length, NOW * 1_000_000_000);
  }

  @Test
  void whatTheJdkReads() throws Exception {
    int count = 0;
    for (X509Certificate expected : trusted()) {
      byte[] der = expected.getEncoded();
      Certificate found = read(der);
      String which = expected.getSubjectX500Principal().toString();
      assertNull(found.malformed(), which);
      assertEquals(expected.getSubjectX500Principal().getName("RFC2253", NAMES), found.subject());
      assertEquals(expected.getIssuerX500Principal().getName("RFC2253", NAMES), found.issuer());
      assertEquals(Hex.of(expected.getSerialNumber().toByteArray()), found.serial(), which);
      assertEquals(expected.getVersion(), found.version(), which);
      assertEquals(expected.getNotBefore().toInstant(), Instant.parse(found.notBefore()), which);
      assertEquals(expected.getNotAfter().toInstant(), Instant.parse(found.notAfter()), which);
      assertEquals(
          expected.getNotAfter().toInstant().getEpochSecond() < NOW ? "expired" : "valid",
          found.validity(),
          which);
      assertEquals(
          expected.getSigAlgName().toLowerCase(Locale.ROOT),
          found
                  .signature()
                  .replace("Encryption", "")
                  .replace("ecdsa-with-", "")
                  .toLowerCase(Locale.ROOT)
              + (found.signature().startsWith("ecdsa") ? "withecdsa" : ""),
          which);
      if (expected.getPublicKey() instanceof RSAPublicKey rsa) {
        assertEquals("rsaEncryption", found.key().algorithm(), which);
        assertEquals(rsa.getModulus().bitLength(), found.key().bits(), which);
        assertEquals(rsa.getPublicExponent().longValue(), found.key().exponent(), which);
      } else if (expected.getPublicKey() instanceof ECPublicKey elliptic) {
        assertEquals(
            elliptic.getParams().getCurve().getField().getFieldSize(), found.key().bits(), which);
        assertTrue(elliptic.getParams().toString().contains(found.key().curve()), which);
      }
      int constraints = expected.getBasicConstraints();
      assertEquals(constraints >= 0, Boolean.TRUE.equals(found.ca()), which);
      assertEquals(
          constraints >= 0 && constraints < Integer.MAX_VALUE ? constraints : null,
          found.pathLength(),
          which);
      assertTrue(found.selfIssued(), which);
      assertEquals(Hex.of(MessageDigest.getInstance("SHA-1").digest(der)), found.sha1());
      assertEquals(Hex.of(MessageDigest.getInstance("SHA-256").digest(der)), found.sha256());
      count++;
    }
    assertTrue(count > 50, count + " certificates");
  }

  /** A certificate cut anywhere gives what comes before the cut, and says that it is damaged. */
  @Test
  void cutAnywhere() throws Exception {
    byte[] der = trusted().get(0).getEncoded();
    Certificate whole = read(der);
    for (int length = 0; length < der.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(der, length);
      assertTrue(read(cut).malformed(), length + " bytes");
    }
    // The outer lengths are right again: what is missing is at the end.
    byte[] inner = java.util.Arrays.copyOf(der, der.length - 40);
    inner[2] = (byte) ((inner.length - 4) >> 8);
    inner[3] = (byte) (inner.length - 4);
    assertEquals(0x82, inner[1] & 0xFF);
    Certificate damaged = read(inner);
    assertTrue(damaged.malformed());
    assertEquals(whole.subject(), damaged.subject());
    assertEquals(whole.notAfter(), damaged.notAfter());
    assertEquals(whole.key(), damaged.key());
  }

  @Test
  void flippedBytes() throws Exception {
    Random random = new Random(5280);
    List<X509Certificate> certificates = trusted();
    int subjects = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] der = certificates.get(random.nextInt(certificates.size())).getEncoded();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        der[random.nextInt(der.length)] = (byte) random.nextInt(256);
      }
      Certificate read = read(der);
      assertNotNull(read.sha256());
      subjects += read.subject() == null ? 0 : 1;
    }
    assertTrue(subjects > 12_000, subjects + " subjects were read");
  }

  /** Nesting that exhausts the stack of a reader that calls itself. */
  @Test
  void nestedLengths() {
    byte[] nested = new byte[200_000];
    for (int at = 0; at + 6 < nested.length; at += 6) {
      int inside = nested.length - at - 6;
      nested[at] = 0x30;
      nested[at + 1] = (byte) 0x84;
      for (int i = 0; i < 4; i++) {
        nested[at + 2 + i] = (byte) (inside >> (24 - 8 * i));
      }
    }
    assertTrue(read(nested).malformed());
  }

  private static byte[] element(int tag, byte[]... contents) {
    ByteArrayOutputStream inside = new ByteArrayOutputStream();
    for (byte[] content : contents) {
      inside.writeBytes(content);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    element.write(0x82);
    element.write(inside.size() >> 8);
    element.write(inside.size());
    element.writeBytes(inside.toByteArray());
    return element.toByteArray();
  }

  private static byte[] text(int tag, String text) {
    return element(tag, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static DistinguishedName name(byte[]... parts) {
    byte[] all = element(0x30, parts);
    DerReader reader = new DerReader(all, 0, all.length);
    assertTrue(reader.next());
    return DistinguishedName.read(reader.inside());
  }

  private static byte[] attribute(int last, byte[] value) {
    return element(0x30, element(6, new byte[] {0x55, 4, (byte) last}), value);
  }

  @Test
  void namesOfTheDirectory() {
    byte[] country = element(0x31, attribute(6, text(19, "KR")));
    byte[] two = element(0x31, attribute(3, text(12, "a,b")), attribute(10, text(22, "#x ")));
    assertEquals("CN=a\\,b+O=\\#x\\ ,C=KR", name(country, two).text());
    byte[] wide = element(0x31, attribute(3, text(30, "\0G\0r\0\374")));
    assertEquals("CN=Gr\374", name(wide).text());
    assertEquals("CN=#00ff", name(element(0x31, attribute(3, text(4, "\0\377")))).text());
    assertTrue(name(element(0x31, element(0x30, new byte[2]))).isBad());
    assertEquals("", name().text());
  }

  private static Long time(int tag, String digits) {
    byte[] element = text(tag, digits);
    DerReader reader = new DerReader(element, 0, element.length);
    assertTrue(reader.next());
    long seconds = Asn1Time.seconds(reader.tag(), reader.bytes(), reader.from(), reader.to());
    return seconds == Asn1Time.NONE ? null : seconds;
  }

  private static long seconds(String time) {
    return Instant.parse(time).getEpochSecond();
  }

  @Test
  void times() {
    assertEquals(seconds("2049-12-31T23:59:59Z"), time(0x17, "491231235959Z"));
    assertEquals(seconds("1950-01-01T00:00:00Z"), time(0x17, "500101000000Z"));
    assertEquals(seconds("2026-02-03T04:05:00Z"), time(0x17, "2602030405Z"));
    assertEquals(seconds("2026-02-03T02:05:06Z"), time(0x17, "260203040506+0200"));
    assertEquals(seconds("9999-12-31T23:59:59Z"), time(0x18, "99991231235959Z"));
    assertNull(time(0x17, "260230040506Z"));
    assertNull(time(0x17, "26023"));
    assertNull(time(0x18, "2026x203040506Z"));
    assertNull(time(0x04, "260203040506Z"));
  }

  private static Certificate forNames(String subject, List<String> dns) {
    return new Certificate(
        subject,
        null,
        null,
        3,
        null,
        null,
        null,
        dns == null ? null : new Certificate.Names(dns, null, null, null),
        null,
        null,
        null,
        null,
        null,
        "",
        "",
        null);
  }

  @Test
  void forWhichHostsItIs() {
    Certificate many = forNames("CN=other.test", List.of("*.shop.test", "shop.test"));
    assertTrue(many.isFor("www.SHOP.test"));
    assertTrue(many.isFor("shop.test"));
    assertFalse(many.isFor("a.www.shop.test"));
    assertFalse(many.isFor("other.test"));
    assertEquals("shop.test", many.hostName());
    Certificate old = forNames("CN=shop.test,O=Shop", null);
    assertTrue(old.isFor("shop.test"));
    assertEquals("shop.test", old.hostName());
    assertNull(forNames("O=Shop", null).hostName());
    assertEquals("b.test", forNames("O=Shop,CN=b.test", null).hostName());
  }
}
