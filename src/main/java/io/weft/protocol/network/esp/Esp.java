package io.weft.protocol.network.esp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.number.IpProtocol;

/** The header before a payload that IPsec encrypted (RFC 4303, section 2). */
public final class Esp extends View {
  public static final Protocol PROTOCOL = Protocol.of("esp", "Encapsulating Security Payload");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 8;

  private static final int SPI = 0;
  private static final int SEQUENCE = 4;

  private static final FixedFields FIELDS =
      FixedFields.of(
          at(SPI, Field.u32("esp.spi", "ESP SPI").hexadecimal()),
          at(SEQUENCE, Field.u32("esp.sequence", "ESP Sequence")));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS).put(IpProtocol.TABLE, IpProtocol.ESP, new EspDissector());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /**
   * Security parameters index, which names the security association; an unsigned number of 32 bits.
   */
  public int spi() {
    return BigEndian.i32(bytes, at + SPI);
  }

  /** Number of the packet in its security association, from 1; an unsigned number of 32 bits. */
  public int sequence() {
    return BigEndian.i32(bytes, at + SEQUENCE);
  }
}
