package io.weft.protocol.app.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the cache gives is what the reader gives, on the certificates that come with the JDK. */
final class CertificateCacheTest {
  private static final long SECOND = 1_000_000_000L;

  private final CertificateCache cache = new CertificateCache();

  private Certificate read(byte[] der, long nanos) {
    byte[] around = new byte[der.length + 2];
    System.arraycopy(der, 0, around, 1, der.length);
    Certificate read = cache.read(around, 1, 1 + der.length, nanos);
    Arrays.fill(around, (byte) 0); // the cache must not keep the array
    return read;
  }

  @Test
  void theSameBytesGiveTheSameCertificate() throws Exception {
    long now = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * SECOND;
    for (X509Certificate authority : CertificateReaderTest.trusted()) {
      byte[] der = authority.getEncoded();
      Certificate read = CertificateReader.read(der, 0, der.length, now);
      Certificate first = read(der, now);
      assertEquals(read, first);
      assertSame(first, read(der.clone(), now + 1));
    }
  }

  @Test
  void validityIsJudgedEachTime() throws Exception {
    X509Certificate authority = CertificateReaderTest.trusted().get(0);
    byte[] der = authority.getEncoded();
    long begin = authority.getNotBefore().toInstant().getEpochSecond() * SECOND;
    Certificate early = read(der, begin - SECOND);
    Certificate then = read(der, begin);
    assertEquals("not_yet_valid", early.validity());
    assertEquals("valid", then.validity());
    assertNotSame(early, then);
    assertEquals("not_yet_valid", read(der, begin - SECOND).validity());
  }
}
