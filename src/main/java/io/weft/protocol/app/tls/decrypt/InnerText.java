package io.weft.protocol.app.tls.decrypt;

/**
 * A text behind which the type of its content stands, and maybe zeros that hide its length: of TLS
 * and DTLS 1.3 (RFC 8446 section 5.4), and of DTLS 1.2 with connection identifiers (RFC 9146
 * section 4).
 */
final class InnerText {
  private InnerText() {}

  /**
   * Index of the type, which is the last byte that is not 0; -1 where there is none.
   *
   * @param to index behind the zeros
   */
  static int typeAt(byte[] bytes, int from, int to) {
    int at = to - 1;
    while (at >= from && bytes[at] == 0) {
      at--;
    }
    return at < from ? -1 : at;
  }
}
