package io.weft.protocol.app.tls;

import io.weft.protocol.app.tls.certificate.Certificate;
import io.weft.protocol.app.tls.certificate.CertificateCache;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates of one side, out of the body of a Certificate message (RFC 5246 section 7.4.2,
 * RFC 8446 section 4.4.2).
 */
final class CertificateList {
  private CertificateList() {}

  /**
   * Reads at most {@link TlsLimits#MAX_CERTIFICATES}.
   *
   * @param tls13 does the message have a context, and extensions of each certificate?
   * @param nanos when it was captured, in nanoseconds since the epoch
   * @param cache knows certificates that were read before
   */
  static List<Certificate> read(
      byte[] bytes, int from, int to, boolean tls13, long nanos, CertificateCache cache) {
    List<Certificate> certificates = new ArrayList<>(2);
    WireReader message = new WireReader(bytes, from, to);
    if (tls13) {
      message.skip(message.u8());
    }
    WireReader list = message.part(message.u24());
    while (list.hasMore() && certificates.size() < TlsLimits.MAX_CERTIFICATES) {
      int length = list.u24();
      int first = list.at();
      list.skipAtMost(length);
      int last = list.at();
      if (tls13) {
        list.skip(list.u16());
      }
      if (last > first) {
        certificates.add(cache.read(bytes, first, last, nanos));
      }
    }
    return certificates;
  }
}
