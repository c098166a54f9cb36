package io.weft.protocol.app.iax;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** A frame of IAX2 (RFC 5456 section 8.1). */
public final class Iax extends View {
  public static final Protocol PROTOCOL = Protocol.of("iax2", "Inter-Asterisk eXchange v2");

  private static final int PORT = 4569;

  private static final int MINI_LENGTH = 4;
  private static final int FULL_LENGTH = 12;

  private static final int FULL = 0x8000;
  private static final int TYPE = 10;
  private static final int SUBCLASS = 11;

  // Types of full frames.
  private static final int VOICE = 2;
  private static final int CONTROL = 4;
  private static final int OF_PROTOCOL = 6;
  private static final int LAST_TYPE = 12;

  private static final ValueNames TYPES =
      ValueNames.from0(
          "(0?)",
          "DTMF End",
          "Voice",
          "Video",
          "Control",
          "NULL",
          "IAX",
          "Text",
          "Image",
          "HTML",
          "Comfort Noise",
          "Modem",
          "DTMF Begin");
  private static final Field KIND =
      Field.u8("iax2.packet_type", "Packet type")
          .named(ValueNames.from0("Mini voice packet", "Full packet"));
  private static final Field TIMESTAMP = Field.u32("iax2.timestamp", "Timestamp");
  private static final FixedFields CALL =
      FixedFields.of(at(0, Field.u16("iax2.src_call", "Source call").masked(0x7FFF)));
  private static final FixedFields FULL_HEADER =
      FixedFields.of(
          at(2, Field.u16("iax2.dst_call", "Destination call").masked(0x7FFF)),
          at(2, Field.flag("iax2.retransmission", "Retransmission", 16, 0x8000)),
          at(4, TIMESTAMP),
          at(8, Field.u8("iax2.oseqno", "Outbound seq.no.")),
          at(9, Field.u8("iax2.iseqno", "Inbound seq.no.")),
          at(TYPE, Field.u8("iax2.type", "Type").named(TYPES)));
  private static final ValueNames COMMANDS =
      ValueNames.from0(
          "(0?)",
          "NEW",
          "PING",
          "PONG",
          "ACK",
          "HANGUP",
          "REJECT",
          "ACCEPT",
          "AUTHREQ",
          "AUTHREP",
          "INVAL",
          "LAGRQ",
          "LAGRP",
          "REGREQ",
          "REGAUTH",
          "REGACK",
          "REGREJ",
          "REGREL",
          "VNAK",
          "DPREQ",
          "DPREP",
          "DIAL",
          "TXREQ",
          "TXCNT",
          "TXACC",
          "TXREADY",
          "TXREL",
          "TXREJ",
          "QUELCH",
          "UNQULCH",
          "POKE",
          "PAGE",
          "MWI",
          "UNSUPPORTED",
          "TRANSFER",
          "PROVISION",
          "FWDOWNL",
          "FWDATA",
          "TXMEDIA",
          "RTKEY",
          "CALLTOKEN");
  private static final FixedFields COMMAND =
      FixedFields.of(at(SUBCLASS, Field.u8("iax2.iax.subclass", "IAX subclass").named(COMMANDS)));
  private static final FixedFields CONTROL_SUBCLASS =
      FixedFields.of(
          at(
              SUBCLASS,
              Field.u8("iax2.control.subclass", "Control subclass")
                  .named(
                      ValueNames.of(
                          "1 HANGUP",
                          "2 RING",
                          "3 RINGING",
                          "4 ANSWER",
                          "5 BUSY",
                          "6 TKOFFHK",
                          "7 OFFHOOK",
                          "255 stop sounds"))));
  private static final FixedFields CODEC =
      FixedFields.of(
          at(SUBCLASS, Field.u8("iax2.voice.subclass", "Voice Subclass (compressed codec no)")));
  private static final FixedFields PAYLOAD =
      FixedFields.of(rest(0, Field.bytes("iax2.payload_data", "IAX2 payload")));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(
        PROTOCOL,
        LayerFields.of(
            Iax::read,
            List.of(CALL, FULL_HEADER, COMMAND, CONTROL_SUBCLASS, CODEC, PAYLOAD),
            KIND));
    chain.info(PROTOCOL, Iax::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MINI_LENGTH), MINI_LENGTH, Iax::fit)
            .ports(PORT));
  }

  /** A full frame of a type that there is, or a mini frame of a call, which always has a number. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int call = BigEndian.u16(bytes, from);
    if ((call & FULL) == 0) {
      return Fit.yesIf(call != 0);
    }
    return Fit.yesIf(
        to - from >= FULL_LENGTH && bytes[from + TYPE] > 0 && bytes[from + TYPE] <= LAST_TYPE);
  }

  private static boolean isFull(byte[] bytes, int start, int limit) {
    return (bytes[start] & 0x80) != 0 && limit - start >= FULL_LENGTH;
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    if (!isFull(bytes, start, packet.limit(layer))) {
      text.append("Mini packet");
    } else if (bytes[start + TYPE] == OF_PROTOCOL) {
      text.append(COMMANDS.nameOr(bytes[start + SUBCLASS], "IAX"));
    } else {
      text.append(TYPES.nameOr(bytes[start + TYPE], "type"));
    }
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    boolean isFull = isFull(bytes, start, limit);
    if (sink.wants(KIND)) {
      sink.number(KIND, isFull ? 1 : 0, start, 2);
    }
    CALL.read(bytes, start, limit, sink);
    if (!isFull) {
      if (sink.wants(TIMESTAMP)) {
        sink.number(TIMESTAMP, BigEndian.u16(bytes, start + 2), start + 2, 2);
      }
      PAYLOAD.read(bytes, start + MINI_LENGTH, limit, sink);
      return;
    }
    FULL_HEADER.read(bytes, start, limit, sink);
    switch (bytes[start + TYPE]) {
      case VOICE -> {
        CODEC.read(bytes, start, limit, sink);
        PAYLOAD.read(bytes, start + FULL_LENGTH, limit, sink);
      }
      case CONTROL -> CONTROL_SUBCLASS.read(bytes, start, limit, sink);
      case OF_PROTOCOL -> COMMAND.read(bytes, start, limit, sink);
      default -> {}
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** The sender's number of the call, 1 to 32,767. */
  public int call() {
    return BigEndian.u16(bytes, at) & ~FULL;
  }
}
