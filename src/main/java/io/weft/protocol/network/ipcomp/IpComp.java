package io.weft.protocol.network.ipcomp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.IpProtocol;

/** The header before a compressed payload (RFC 3173, section 3.3). */
public final class IpComp extends View {
  public static final Protocol PROTOCOL = Protocol.of("ipcomp", "IP Payload Compression");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 4;

  private static final int NEXT_HEADER = 0;
  private static final int FLAGS = 1;
  private static final int INDEX = 2;

  public static final LayerFields FIELDS =
      FixedFields.of(
          at(NEXT_HEADER, Field.u8("ipcomp.next_header", "Next Header").hexadecimal()),
          at(FLAGS, Field.u8("ipcomp.flags", "IPComp Flags").hexadecimal()),
          at(INDEX, Field.u16("ipcomp.cpi", "IPComp CPI").hexadecimal()));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS);
    chain.put(IpProtocol.TABLE, IpProtocol.IP_COMPRESSION, new IpCompDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** IP protocol of the payload once it is decompressed, 0 to 255. */
  public int nextHeader() {
    return BigEndian.u8(bytes, at + NEXT_HEADER);
  }

  /** Compression parameter index, 0 to 65,535; those below 64 name an algorithm: 2 is DEFLATE. */
  public int parameterIndex() {
    return BigEndian.u16(bytes, at + INDEX);
  }
}
