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

/** A packet of media (RFC 3550 section 5.1). */
public final class Rtp extends View {
  public static final Protocol PROTOCOL = Protocol.of("rtp", "Real-Time Transport Protocol");

  /** Length of the header in bytes, without contributing sources and extension. */
  public static final int HEADER_LENGTH = 12;

  static final int SEQUENCE = 2;
  static final int TIMESTAMP = 4;
  static final int SOURCE = 8;

  static final int PADDING = 0x20;
  static final int EXTENSION = 0x10;

  /** The payload types that need no description (RFC 3551 section 6). */
  static final ValueNames PAYLOADS =
      ValueNames.of(
          "0 ITU-T G.711 PCMU",
          "3 GSM 06.10",
          "4 ITU-T G.723",
          "5 DVI4 8000 samples/s",
          "6 DVI4 16000 samples/s",
          "7 Experimental linear predictive encoding from Xerox PARC",
          "8 ITU-T G.711 PCMA",
          "9 ITU-T G.722",
          "10 16-bit uncompressed audio, stereo",
          "11 16-bit uncompressed audio, monaural",
          "12 Qualcomm Code Excited Linear Predictive coding",
          "13 Comfort noise",
          "14 MPEG-I/II Audio",
          "15 ITU-T G.728",
          "16 DVI4 11025 samples/s",
          "17 DVI4 22050 samples/s",
          "18 ITU-T G.729",
          "25 Sun CellB video encoding",
          "26 JPEG-compressed video",
          "28 'nv' program",
          "31 ITU-T H.261",
          "32 MPEG-I/II Video",
          "33 MPEG-II transport streams",
          "34 ITU-T H.263");

  /** Adds RTP and RTCP to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, RtpFields::all);
    chain.info(PROTOCOL, Rtp::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, Rtp::unproven));
    chain.datagram(new RtpFlows());
    Rtcp.register(chain);
  }

  /** Any other protocol may look like it. */
  private static Fit unproven(byte[] bytes, int from, int to, int wireTo) {
    return Fit.NO;
  }

  /** May these bytes be a packet of media? */
  static boolean fits(byte[] bytes, int from, int to) {
    return to - from >= HEADER_LENGTH && version(bytes, from) == 2 && !Rtcp.isType(bytes, from);
  }

  static int version(byte[] bytes, int from) {
    return bytes[from] >> 6 & 3;
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int type = bytes[start + 1] & 0x7F;
    String name = PAYLOADS.name(type);
    text.append("PT=").append(name == null ? "DynamicRTP-Type-" + type : name);
    text.append(", SSRC=0x").append(Integer.toHexString(BigEndian.i32(bytes, start + SOURCE)));
    text.append(", Seq=").append(BigEndian.u16(bytes, start + SEQUENCE));
    text.append(", Time=").append(BigEndian.u32(bytes, start + TIMESTAMP));
    text.append(bytes[start + 1] < 0 ? ", Mark" : "");
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** What the payload is, 0 to 127. */
  public int payloadType() {
    return bytes[at + 1] & 0x7F;
  }

  /** 0 to 65,535; each packet has the next one. */
  public int sequence() {
    return BigEndian.u16(bytes, at + SEQUENCE);
  }

  /** The source that the packet belongs to, as an unsigned number of 32 bits. */
  public long source() {
    return BigEndian.u32(bytes, at + SOURCE);
  }
}
