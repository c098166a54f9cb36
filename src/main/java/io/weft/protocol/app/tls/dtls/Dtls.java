package io.weft.protocol.app.tls.dtls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.ValueNames;
import io.weft.protocol.app.WholeDatagram;

/**
 * The records of DTLS in a datagram (RFC 6347 section 4.1), of which the first is not encrypted.
 */
public final class Dtls extends View {
  public static final Protocol PROTOCOL = Protocol.of("dtls", "Datagram Transport Layer Security");

  /** Bytes of a record's header. */
  static final int HEADER = 13;

  /** Bytes of the header of a part of a handshake message (section 4.2.2). */
  static final int FRAGMENT_HEADER = 12;

  static final int EPOCH = 3;
  static final int LENGTH = 11;
  static final int HANDSHAKE = 22;

  private static final int FIRST_TYPE = 20;
  private static final int LAST_TYPE = 24;
  private static final int VERSION_1 = 0xFEFF;
  private static final int VERSION_1_2 = 0xFEFD;

  /** What OpenSSL has called version 1 before it was one, and Cisco's programs still do. */
  private static final int VERSION_BEFORE = 0x0100;

  /** The longest body of a record, with what encryption adds, in bytes. */
  private static final int MOST = (1 << 14) + 2048;

  /** Bits that a record of version 1.3 begins with, once it is encrypted. */
  private static final int UNIFIED = 0x20;

  private static final int UNIFIED_BITS = 0xE0;

  /**
   * Adds the protocol to a chain.
   *
   * @param contents names of the types of records
   * @param handshakes names of the types of handshake messages
   */
  public static void register(Chain.Builder chain, ValueNames contents, ValueNames handshakes) {
    chain.fields(PROTOCOL, () -> new DtlsFields(contents, handshakes).all());
    chain.info(PROTOCOL, new DtlsText(contents, handshakes));
    chain.udp(UdpPayload.of(new WholeDatagram(PROTOCOL, HEADER), HEADER, Dtls::fit).onAnyPort());
  }

  /** Do records stand there one behind the other, up to the end or to one of version 1.3? */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int at = from;
    while (isRecord(bytes, at, to)) {
      at = next(bytes, at);
      if (at >= to) {
        return Fit.yesIf(at <= wireTo);
      }
      if ((bytes[at] & UNIFIED_BITS) == UNIFIED) {
        return Fit.YES;
      }
    }
    boolean isCut = to < wireTo && to - at < HEADER;
    return Fit.yesIf(at > from && isCut);
  }

  /** Does the whole header of a record stand there, which may be right? */
  static boolean isRecord(byte[] bytes, int at, int to) {
    if (to - at < HEADER || bytes[at] < FIRST_TYPE || bytes[at] > LAST_TYPE) {
      return false;
    }
    int version = BigEndian.u16(bytes, at + 1);
    int length = BigEndian.u16(bytes, at + LENGTH);
    boolean isKnown = version == VERSION_1 || version == VERSION_1_2 || version == VERSION_BEFORE;
    return isKnown && length > 0 && length <= MOST;
  }

  /** Index behind a record. */
  static int next(byte[] bytes, int at) {
    return at + HEADER + BigEndian.u16(bytes, at + LENGTH);
  }

  /** Is it a record with parts of handshake messages that are not encrypted, as in epoch 0? */
  static boolean isClearHandshake(byte[] bytes, int at) {
    return bytes[at] == HANDSHAKE && BigEndian.u16(bytes, at + EPOCH) == 0;
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Of the first record: 20 to 24, 22 for a handshake. */
  public int contentType() {
    return bytes[at];
  }
}
