package io.weft.protocol.network.esp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.IpProtocol;

/** IPsec's encryption: what it carries cannot be seen (RFC 4303, section 2). */
public final class Esp extends View {
  public static final Protocol PROTOCOL = Protocol.of("esp", "Encapsulating Security Payload");

  public static final int HEADER_LENGTH = 8;

  private static final int SPI = 0;
  private static final int SEQUENCE = 4;

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(IpProtocol.TABLE, IpProtocol.ESP, new EspDissector());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Security parameters index. */
  public int spi() {
    return BigEndian.i32(bytes, at + SPI);
  }

  public int sequence() {
    return BigEndian.i32(bytes, at + SEQUENCE);
  }
}
