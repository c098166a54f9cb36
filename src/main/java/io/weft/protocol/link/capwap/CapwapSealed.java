package io.weft.protocol.link.capwap;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;

/** The four bytes before the records of DTLS in the control channel (RFC 5415, section 4.2). */
public final class CapwapSealed extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("capwap", "Control And Provisioning of Wireless Access Points - Control");

  /** Length in bytes. */
  public static final int HEADER_LENGTH = 4;

  /** The port of the control channel, registered at IANA. */
  private static final int PORT = 5246;

  /** Version 0, encrypted, with reserved bits of 0. */
  private static final int HEADER = 0x01_00_00_00;

  private static final FixedFields FIELDS =
      FixedFields.of(
          at(0, Field.u8("capwap.preamble.version", "Version").masked(0xF0)),
          at(0, Field.u8("capwap.preamble.type", "Type").masked(0x0F)),
          at(1, Field.u24("capwap.preamble.reserved", "Reserved")));

  private record Behind(Dissector records) implements Dissector {
    @Override
    public Protocol protocol() {
      return PROTOCOL;
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      return cursor.require(HEADER_LENGTH) && cursor.enter(PROTOCOL, HEADER_LENGTH)
          ? records
          : null;
    }
  }

  static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS);
    Dissector dissector = new Behind(chain.named("dtls"));
    chain.udp(UdpPayload.of(dissector, HEADER_LENGTH, CapwapSealed::fit).ports(PORT));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesIf(BigEndian.i32(bytes, from) == HEADER);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 1: records of DTLS follow. */
  public int type() {
    return bytes[at] & 0x0F;
  }
}
