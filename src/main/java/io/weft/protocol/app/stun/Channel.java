package io.weft.protocol.app.stun;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.chain.UdpPayloads;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;

/**
 * The header before the datagrams that a TURN server relays in a channel (RFC 8656 section 12.4),
 * which is a layer of STUN's. They are read on, by their content.
 */
final class Channel {
  /** Length of the header in bytes. */
  static final int HEADER_LENGTH = 4;

  private static final int FIRST = 0x4000;
  private static final int LAST = 0x4FFF;

  /** The number of bytes to which some pad what they send. */
  private static final int ALIGNED = 4;

  static final FieldSequence FIELDS =
      FieldSequence.of(
          Field.u16("stun.channel", "Channel Number").hexadecimal(), StunFields.LENGTH);

  private record Relay(UdpPayloads payloads) implements Dissector {
    @Override
    public Protocol protocol() {
      return Stun.PROTOCOL;
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      if (!cursor.require(HEADER_LENGTH)) {
        return null;
      }
      int length = BigEndian.u16(cursor.bytes(), cursor.offset() + Stun.LENGTH);
      cursor.narrow(HEADER_LENGTH + length, Stun.PROTOCOL);
      return cursor.enter(Stun.PROTOCOL, HEADER_LENGTH) ? payloads.choose(cursor, 0, 0) : null;
    }
  }

  private Channel() {}

  static void register(Chain.Builder chain) {
    chain.udp(
        UdpPayload.of(new Relay(chain.udpPayloads()), HEADER_LENGTH, Channel::fit)
            .ports(Stun.PORT));
  }

  /** Does the header of a channel stand here, where that of a message has two bits of 0? */
  static boolean is(byte[] bytes, int at) {
    return (bytes[at] & 0xC0) == 0x40;
  }

  /** A number of a channel, and a length that is that of the datagram. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int channel = BigEndian.u16(bytes, from);
    int padding = wireTo - from - HEADER_LENGTH - BigEndian.u16(bytes, from + Stun.LENGTH);
    return Fit.yesIf(channel >= FIRST && channel <= LAST && padding >= 0 && padding < ALIGNED);
  }
}
