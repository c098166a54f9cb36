package io.weft.protocol.app.tls.dtls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import java.util.function.Supplier;

/**
 * The records of DTLS in a datagram (RFC 6347 section 4.1), of which the first is not encrypted. A
 * handshake message that came in fragments is a layer of its own, of the packet that completed it:
 * a record that holds all of it.
 */
public final class Dtls extends View {
  public static final Protocol PROTOCOL = Protocol.of("dtls", "Datagram Transport Layer Security");

  /** What a layer holds that is not the records of a datagram; is attached to it. */
  enum Content {
    /** A message that was put together. */
    JOINED,
    /** A record that was decrypted; its header was told with the encrypted one. */
    DECRYPTED
  }

  /** Bytes of a record's header. */
  static final int HEADER = 13;

  static final int EPOCH = 3;
  static final int LENGTH = 11;

  static final int CHANGE_CIPHER_SPEC = 20;
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int APPLICATION_DATA = 23;

  private static final int HEARTBEAT = 24;
  private static final int ALERT_BYTES = 2;

  /** An encrypted record with a connection identifier, of a length that is not told (RFC 9146). */
  private static final int WITH_CID = 25;

  /** Where the identifier begins in such a record. */
  static final int CID = 11;

  private static final int ACKNOWLEDGEMENT = 26;

  private static final int VERSION_1 = 0xFEFF;
  private static final int VERSION_1_2 = 0xFEFD;

  /** What OpenSSL has called version 1 before it was one, and Cisco's programs still do. */
  private static final int VERSION_BEFORE = 0x0100;

  /** The longest body of a record, with what encryption adds, in bytes. */
  private static final int MOST = (1 << 14) + 2048;

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> new DtlsFields().all());
    chain.info(PROTOCOL, DtlsText::describe);
    Dissector records = new MessageDissector(PROTOCOL, HEADER);
    chain.name(PROTOCOL.name(), records);
    chain.udp(UdpPayload.of(records, HEADER, Dtls::fit).onAnyPort());
  }

  /**
   * The protocol with its memory of each flow.
   *
   * @param readers makes one for each handshake
   */
  public static DatagramProtocol flows(Supplier<RecordReader> readers) {
    return new DtlsFlows(readers);
  }

  /** Do records stand there one behind the other, up to the end or to one of version 1.3? */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int at = from;
    while (isRecord(bytes, at, to)) {
      at = next(bytes, at);
      if (at >= to) {
        return Fit.yesIf(at <= wireTo);
      }
      if (isShort(bytes[at])) {
        return Fit.YES;
      }
    }
    boolean isCut = to < wireTo && to - at < HEADER;
    return Fit.yesIf(at > from && isCut);
  }

  /** Does the whole header of a record stand there, which may be right? */
  static boolean isRecord(byte[] bytes, int at, int to) {
    if (to - at < HEADER || !isContent(bytes[at])) {
      return false;
    }
    int version = BigEndian.u16(bytes, at + 1);
    boolean isKnown = version == VERSION_1 || version == VERSION_1_2 || version == VERSION_BEFORE;
    return isKnown && isLength(BigEndian.u16(bytes, at + LENGTH));
  }

  /**
   * Index behind the header of the record that begins there; -1 where none does, or it is no whole
   * header.
   *
   * @param cidLength of the connection identifier in records that have one, in bytes; 0 where that
   *     is not known
   */
  static int body(byte[] bytes, int at, int to, int cidLength) {
    if (isRecord(bytes, at, to)) {
      return at + HEADER;
    }
    int body = at + HEADER + cidLength;
    boolean isOne =
        cidLength > 0
            && body <= to
            && bytes[at] == WITH_CID
            && BigEndian.u16(bytes, at + 1) == VERSION_1_2;
    return isOne && isLength(BigEndian.u16(bytes, body - 2)) ? body : -1;
  }

  private static boolean isLength(int length) {
    return length > 0 && length <= MOST;
  }

  /** Index behind a record with or without a connection identifier, from that of its body. */
  static int behind(byte[] bytes, int body) {
    return body + BigEndian.u16(bytes, body - 2);
  }

  private static boolean isContent(int type) {
    return (type >= CHANGE_CIPHER_SPEC && type <= HEARTBEAT) || type == ACKNOWLEDGEMENT;
  }

  /** Index behind a record. */
  static int next(byte[] bytes, int at) {
    return at + HEADER + BigEndian.u16(bytes, at + LENGTH);
  }

  /** Is it a record with parts of handshake messages that are not encrypted, as in epoch 0? */
  static boolean isClearHandshake(byte[] bytes, int at) {
    return bytes[at] == HANDSHAKE && BigEndian.u16(bytes, at + EPOCH) == 0;
  }

  /** Is it an alert that is not encrypted? Such a one has two bytes. */
  static boolean isClearAlert(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + EPOCH) == 0 && isAlert(bytes, at);
  }

  /** Is it an alert, if nothing hides it? */
  static boolean isAlert(byte[] bytes, int at) {
    return bytes[at] == ALERT && BigEndian.u16(bytes, at + LENGTH) == ALERT_BYTES;
  }

  /**
   * Can an encrypted record begin with this byte whose header is not that of {@link #isRecord}: one
   * of version 1.3, or one with a connection identifier?
   */
  static boolean isShort(byte first) {
    return UnifiedHeader.isOne(first) || first == WITH_CID;
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Of the first record: 20 to 26, 22 for a handshake. */
  public int contentType() {
    return bytes[at];
  }
}
