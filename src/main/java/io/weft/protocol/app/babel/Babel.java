package io.weft.protocol.app.babel;

import static io.weft.dissect.field.FixedFields.at;

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

/** A packet of messages between routers (RFC 8966 section 4). */
public final class Babel extends View {
  public static final Protocol PROTOCOL = Protocol.of("babel", "Babel Routing Protocol");

  private static final int PORT = 6696;

  private static final int HEADER_LENGTH = 4;
  private static final int MESSAGE_HEADER = 2;
  private static final int BODY_LENGTH = 2;

  private static final int MAGIC = 42;
  private static final int VERSION = 2;

  // Types of messages.
  private static final int PAD_1 = 0;
  private static final int ACK_REQUEST = 2;
  private static final int ACK = 3;
  private static final int HELLO = 4;
  private static final int I_HEARD_YOU = 5;
  private static final int ROUTER_ID = 6;
  private static final int UPDATE = 8;
  private static final int SEQUENCE_REQUEST = 10;

  private static final ValueNames TYPES =
      ValueNames.of(
          "0 pad1",
          "1 padn",
          "2 ack-req",
          "3 ack",
          "4 hello",
          "5 ihu",
          "6 router-id",
          "7 nh",
          "8 update",
          "9 request",
          "10 mh-request",
          "11 ts-pc",
          "12 hmac",
          "16 hmac",
          "17 pc");

  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("babel.magic", "Magic")),
          at(1, Field.u8("babel.version", "Version")),
          at(BODY_LENGTH, Field.u16("babel.bodylen", "Body Length")));
  private static final FixedFields MESSAGE =
      FixedFields.of(
          at(0, Field.u8("babel.message", "Message").named(TYPES).repeating()),
          at(0, Field.u8("babel.message.type", "Message Type").named(TYPES).repeating()));
  private static final FixedFields LENGTH =
      FixedFields.of(at(1, Field.u8("babel.message.length", "Message Length").repeating()));

  private static final Field NONCE =
      Field.u16("babel.message.nonce", "Nonce").hexadecimal().repeating();
  private static final Field INTERVAL = Field.u16("babel.message.interval", "Interval").repeating();
  private static final Field SEQUENCE =
      Field.u16("babel.message.seqno", "Seqno").hexadecimal().repeating();
  private static final FixedFields OF_ACK_REQUEST = FixedFields.of(at(4, NONCE), at(6, INTERVAL));
  private static final FixedFields OF_ACK = FixedFields.of(at(2, NONCE));
  private static final FixedFields OF_HELLO = FixedFields.of(at(4, SEQUENCE), at(6, INTERVAL));
  private static final FixedFields OF_HEARD =
      FixedFields.of(
          at(4, Field.u16("babel.message.rxcost", "Rxcost").hexadecimal().repeating()),
          at(6, INTERVAL));
  private static final FixedFields OF_ROUTER =
      FixedFields.of(at(4, 8, Field.bytes("babel.message.routerid", "Router ID").repeating()));
  private static final FixedFields OF_UPDATE =
      FixedFields.of(
          at(3, Field.u8("babel.message.flags", "Flags").hexadecimal().repeating()),
          at(4, Field.u8("babel.message.plen", "Prefix Length").repeating()),
          at(5, Field.u8("babel.message.omitted", "Omitted Bytes").repeating()),
          at(6, INTERVAL),
          at(8, SEQUENCE),
          at(10, Field.u16("babel.message.metric", "Metric").repeating()));
  private static final FixedFields OF_SEQUENCE_REQUEST =
      FixedFields.of(
          at(4, SEQUENCE), at(6, Field.u8("babel.message.hopcount", "Hop Count").repeating()));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(
        PROTOCOL,
        LayerFields.of(
            Babel::read,
            List.of(
                HEAD,
                MESSAGE,
                LENGTH,
                OF_ACK_REQUEST,
                OF_ACK,
                OF_HELLO,
                OF_HEARD,
                OF_ROUTER,
                OF_UPDATE,
                OF_SEQUENCE_REQUEST)));
    chain.info(PROTOCOL, Babel::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, Babel::fit)
            .ports(PORT));
  }

  /** The mark, the version that is in use, and a body that the datagram has room for. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesIf(
        bytes[from] == MAGIC
            && bytes[from + 1] == VERSION
            && BigEndian.u16(bytes, from + BODY_LENGTH) <= wireTo - from - HEADER_LENGTH);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    int first = packet.start(layer) + HEADER_LENGTH;
    String name = first < packet.limit(layer) ? TYPES.name(packet.bytes(layer)[first]) : null;
    text.append(name == null ? "" : name);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    int at = start + HEADER_LENGTH;
    while (at < limit) {
      MESSAGE.read(bytes, at, limit, sink);
      if (bytes[at] == PAD_1) {
        at++;
        continue;
      }
      if (limit - at < MESSAGE_HEADER) {
        return;
      }
      LENGTH.read(bytes, at, limit, sink);
      int end = at + MESSAGE_HEADER + BigEndian.u8(bytes, at + 1);
      FixedFields fields = fields(bytes[at]);
      if (fields != null) {
        fields.read(bytes, at, Math.min(end, limit), sink);
      }
      at = end;
    }
  }

  /** The fields of a type's messages; null where they have none. */
  private static FixedFields fields(int type) {
    return switch (type) {
      case ACK_REQUEST -> OF_ACK_REQUEST;
      case ACK -> OF_ACK;
      case HELLO -> OF_HELLO;
      case I_HEARD_YOU -> OF_HEARD;
      case ROUTER_ID -> OF_ROUTER;
      case UPDATE -> OF_UPDATE;
      case SEQUENCE_REQUEST -> OF_SEQUENCE_REQUEST;
      default -> null;
    };
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Length of the messages that the header counts, in bytes. */
  public int bodyLength() {
    return BigEndian.u16(bytes, at + BODY_LENGTH);
  }
}
