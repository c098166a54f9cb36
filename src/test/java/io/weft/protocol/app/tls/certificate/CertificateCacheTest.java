package io.weft.protocol.app.tls.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the cache gives is what the reader gives, on the certificates that come with the JDK. */
final class CertificateCacheTest {
  private static final long SECOND = 1_000_000_000L;

  private final CertificateCache cache = new CertificateCache();

  @Test
  void theSameBytesGiveTheSameCertificate() throws Exception {
    long now = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * SECOND;
    for (X509Certificate authority : CertificateReaderTest.trusted()) {
      byte[] der = authority.getEncoded();
      Certificate read = CertificateReader.read(der, 0, der.length, now);
      Certificate first = cache.read(der, now);
      assertEquals(read, first);
      assertSame(first, cache.read(der.clone(), now + 1));
    }
  }

  @Test
  void validityIsJudgedEachTime() throws Exception {
    X509Certificate authority = CertificateReaderTest.trusted().get(0);
    byte[] der = authority.getEncoded();
    long begin = authority.getNotBefore().toInstant().getEpochSecond() * SECOND;
    Certificate early = cache.read(der, begin - SECOND);
    Certificate then = cache.read(der, begin);
    assertEquals("not_yet_valid", early.validity());
    assertEquals("valid", then.validity());
    assertNotSame(early, then);
    assertEquals("not_yet_valid", cache.read(der, begin - SECOND).validity());
  }
}
