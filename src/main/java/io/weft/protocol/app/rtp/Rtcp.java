package io.weft.protocol.app.rtp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.ValueNames;

/** Reports about media, several in a datagram (RFC 3550 section 6). */
public final class Rtcp extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("rtcp", "Real-time Transport Control Protocol");

  /** Length of the header of each report in bytes. */
  public static final int HEADER_LENGTH = 4;

  static final int LENGTH = 2;

  static final int SENDER = 200;
  static final int RECEIVER = 201;
  static final int DESCRIPTION = 202;
  static final int BYE = 203;
  static final int APPLICATION = 204;
  static final int TRANSPORT_FEEDBACK = 205;
  static final int PAYLOAD_FEEDBACK = 206;

  /** Length of the shortest report that has a sender. */
  private static final int SHORTEST = 8;

  /** Length of a sender's report without blocks. */
  private static final int SENDER_LENGTH = 28;

  /** Length of a block about one source. */
  static final int BLOCK_LENGTH = 24;

  static final ValueNames TYPES =
      ValueNames.of(
          "192 Full INTRA-frame Request (H.261)",
          "193 Negative acknowledgements (H.261)",
          "200 Sender Report",
          "201 Receiver Report",
          "202 Source description",
          "203 Goodbye",
          "204 Application specific",
          "205 Generic RTP Feedback",
          "206 Payload-specific",
          "207 Extended report (RFC 3611)");

  static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, RtcpFields::all);
    chain.info(PROTOCOL, Rtcp::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), SHORTEST, Rtcp::fit)
            .onAnyPort());
    chain.datagram(new RtcpFlows());
  }

  /**
   * The first is a report of a sender or a receiver, and the lengths of all add up; or it is as
   * long as its count of blocks says, for the others may be encrypted (RFC 3711 section 3.4).
   */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int type = type(bytes, from);
    if (!fits(bytes, from, to) || type > RECEIVER) {
      return Fit.NO;
    }
    int first = (type == SENDER ? SENDER_LENGTH : SHORTEST) + count(bytes, from) * BLOCK_LENGTH;
    if (length(bytes, from) == first && first <= wireTo - from) {
      return Fit.YES;
    }
    int at = from;
    while (at + HEADER_LENGTH <= to && isReport(bytes, at)) {
      at += length(bytes, at);
    }
    return Fit.yesIf(at == wireTo);
  }

  /** Blocks or sources in a report, or what else its first byte tells; 0 to 31. */
  static int count(byte[] bytes, int from) {
    return bytes[from] & 0x1F;
  }

  static boolean isReport(byte[] bytes, int from) {
    return Rtp.version(bytes, from) == 2 && isType(bytes, from);
  }

  /** May these bytes be a report, whose rest may be encrypted? */
  static boolean fits(byte[] bytes, int from, int to) {
    return to - from >= SHORTEST && isReport(bytes, from);
  }

  /** Is the second byte a type of reports? Payload types of media leave these out (RFC 5761). */
  static boolean isType(byte[] bytes, int from) {
    return type(bytes, from) >= SENDER && type(bytes, from) <= 207;
  }

  static int type(byte[] bytes, int from) {
    return BigEndian.u8(bytes, from + 1);
  }

  /** Length of a report with its header in bytes, at least 4. */
  static int length(byte[] bytes, int from) {
    return (BigEndian.u16(bytes, from + LENGTH) + 1) * Integer.BYTES;
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    for (int at = packet.start(layer); at + HEADER_LENGTH <= limit; at += length(bytes, at)) {
      String name = isReport(bytes, at) ? TYPES.name(type(bytes, at)) : null;
      if (name == null) {
        return; // it is encrypted from here on
      }
      text.append(at == packet.start(layer) ? "" : ", ").append(name);
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Type of the first report, 0 to 255. */
  public int type() {
    return type(bytes, at);
  }
}
