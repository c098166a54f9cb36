package io.weft.protocol.app.stun;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.chain.UdpPayloads;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;

/**
 * The header before the datagrams that a TURN server relays in a channel (RFC 8656 section 12.4).
 * They are read on, by their content.
 */
public final class Channel extends View {
  public static final Protocol PROTOCOL = Protocol.of("turnchannel", "TURN Channel");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 4;

  private static final int LENGTH = 2;
  private static final int FIRST = 0x4000;
  private static final int LAST = 0x4FFF;

  /** The number of bytes to which some pad what they send. */
  private static final int ALIGNED = 4;

  private static final FixedFields FIELDS =
      FixedFields.of(
          at(0, Field.u16("turnchannel.id", "TURN Channel ID").hexadecimal()),
          at(LENGTH, Field.u16("turnchannel.length", "Data Length")));

  private record Relay(UdpPayloads payloads) implements Dissector {
    @Override
    public Protocol protocol() {
      return PROTOCOL;
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      if (!cursor.require(HEADER_LENGTH)) {
        return null;
      }
      int length = BigEndian.u16(cursor.bytes(), cursor.offset() + LENGTH);
      cursor.narrow(HEADER_LENGTH + length, PROTOCOL);
      return cursor.enter(PROTOCOL, HEADER_LENGTH) ? payloads.choose(cursor, 0, 0) : null;
    }
  }

  static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS);
    chain.udp(
        UdpPayload.of(new Relay(chain.udpPayloads()), HEADER_LENGTH, Channel::fit)
            .ports(Stun.PORT));
  }

  /** A number of a channel, and a length that is that of the datagram. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int channel = BigEndian.u16(bytes, from);
    int padding = wireTo - from - HEADER_LENGTH - BigEndian.u16(bytes, from + LENGTH);
    return Fit.yesIf(channel >= FIRST && channel <= LAST && padding >= 0 && padding < ALIGNED);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Number of the channel, 0x4000 to 0x4FFF. */
  public int channel() {
    return BigEndian.u16(bytes, at);
  }
}
