package io.weft.protocol.link.chdlc;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.protocol.link.LinkDissectors;

/** Cisco's HDLC framing of a serial line (RFC 1547, section 4.3.1). */
public final class CiscoHdlc extends View {
  public static final Protocol PROTOCOL = Protocol.of("chdlc", "Cisco HDLC");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 4;

  /** Cisco's keep-alives. The same number means reverse ARP among the ethertypes. */
  static final int SLARP = 0x8035;

  private static final int NUMBER = 2;

  private static final FixedFields FIELDS =
      FixedFields.of(
          at(
              0,
              Field.u8("chdlc.address", "Address")
                  .hexadecimal()
                  .named(ValueNames.of("15 Unicast", "143 Multicast"))),
          at(1, Field.u8("chdlc.control", "Control").hexadecimal()),
          at(NUMBER, Field.u16("chdlc.protocol", "Protocol").hexadecimal()),
          at(HEADER_LENGTH, Field.u8("chdlc.clns_padding", "CLNS Padding").hexadecimal()));

  static int number(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + NUMBER);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS);
    CiscoHdlcDissector hdlc = new CiscoHdlcDissector(chain);
    chain.name(LinkDissectors.CISCO_HDLC, hdlc).put(Chain.LINK_TYPES, LinkHeaderType.C_HDLC, hdlc);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** The protocol of the payload, 0 to 65,535: mostly an ethertype. */
  public int number() {
    return number(bytes, at);
  }
}
