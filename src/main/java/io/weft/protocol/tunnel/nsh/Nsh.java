package io.weft.protocol.tunnel.nsh;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/** The header that leads a packet through a chain of services (RFC 8300, section 2). */
public final class Nsh extends View {
  public static final Protocol PROTOCOL = Protocol.of("nsh", "Network Service Header");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 8;

  private static final int LENGTH = 1;
  private static final int NEXT = 3;
  private static final int PATH = 4;
  private static final int INDEX = 7;

  /** Length in bytes; the field counts units of four bytes. */
  static int headerLength(byte[] bytes, int at) {
    return (bytes[at + LENGTH] & 0x3F) << 2;
  }

  static int nextProtocol(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + NEXT);
  }

  static int servicePath(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at + PATH);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(EtherType.TABLE, EtherType.NSH, new NshDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Length with the metadata in bytes, 8 to 252. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /** Service path identifier, 0 to 16,777,215. */
  public int servicePath() {
    return servicePath(bytes, at);
  }

  /** Place in the path, 0 to 255; each service takes one away. */
  public int serviceIndex() {
    return BigEndian.u8(bytes, at + INDEX);
  }
}
