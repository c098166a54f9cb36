package io.weft.protocol.link.netbios;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.LlcSap;
import java.util.List;

/** A frame of NetBIOS over LLC. */
public final class NetbiosFrame extends View {
  public static final Protocol PROTOCOL = Protocol.of("netbios", "NetBIOS");

  /** Length of the shortest header, that of a session's frames, in bytes. */
  private static final int MIN_LENGTH = 14;

  /** It stands in every header, here as the number that its bytes make in network order. */
  private static final int DELIMITER = 0xFFEF;

  private static final int COMMAND = 4;
  private static final int DESTINATION = 12;
  private static final int SOURCE = 28;

  /** Length of a name without its last byte, which is its type. */
  private static final int NAME_LENGTH = 15;

  // Commands.
  private static final int ADD_GROUP_NAME = 0x00;
  private static final int ADD_NAME = 0x01;
  private static final int DATAGRAM = 0x08;
  private static final int NAME_QUERY = 0x0A;
  private static final int NAME_RECOGNIZED = 0x0E;
  private static final int FIRST_OF_SESSIONS = 0x14;
  private static final int DATA_ACKNOWLEDGED = 0x14;
  private static final int DATA_ONLY_LAST = 0x16;
  private static final int CONFIRM = 0x17;
  private static final int INITIALIZE = 0x19;

  private static final ValueNames COMMANDS =
      ValueNames.of(
          "0 Add Group Name Query",
          "1 Add Name Query",
          "2 Name In Conflict",
          "3 Status Query",
          "7 Terminate Trace",
          "8 Datagram",
          "9 Broadcast Datagram",
          "10 Name Query",
          "13 Add Name Response",
          "14 Name Recognized",
          "15 Status Response",
          "19 Terminate Trace",
          "20 Data Ack",
          "21 Data First Middle",
          "22 Data Only Last",
          "23 Session Confirm",
          "24 Session End",
          "25 Session Initialize",
          "26 No Receive",
          "27 Receive Outstanding",
          "28 Receive Continue",
          "31 Session Alive");

  private static final FixedFields HEAD =
      FixedFields.of(
          littleEndian(0, Field.u16("netbios.hdr_len", "Length")),
          littleEndian(2, Field.u16("netbios.delimiter", "Delimiter").hexadecimal()),
          at(COMMAND, Field.u8("netbios.command", "Command").hexadecimal().named(COMMANDS)));
  private static final FixedFields SENT =
      FixedFields.of(
          littleEndian(8, Field.u16("netbios.xmit_corrl", "Transmit Correlator").hexadecimal()));
  private static final FixedFields ANSWERED =
      FixedFields.of(
          littleEndian(10, Field.u16("netbios.resp_corrl", "Response Correlator").hexadecimal()));
  private static final FixedFields OF_NAMES =
      FixedFields.of(
          at(6, Field.u8("netbios.local_session_no", "Local Session No.").hexadecimal()));
  private static final FixedFields SESSION =
      FixedFields.of(
          at(12, Field.u8("netbios.remote_session", "Remote Session No.").hexadecimal()),
          at(13, Field.u8("netbios.local_session", "Local Session No.").hexadecimal()));
  private static final Field NAME = Field.text("netbios.nb_name", "NetBIOS Name").repeating();
  private static final FixedFields NAME_TYPE =
      FixedFields.of(
          at(
              NAME_LENGTH,
              Field.u8("netbios.nb_name_type", "NetBIOS Name Type").hexadecimal().repeating()));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(
        PROTOCOL,
        LayerFields.of(
            NetbiosFrame::read, List.of(HEAD, SENT, ANSWERED, OF_NAMES, SESSION, NAME_TYPE), NAME));
    chain.info(PROTOCOL, NetbiosFrame::describe);
    chain.put(LlcSap.TABLE, LlcSap.NETBIOS, new ByDelimiter(chain));
  }

  /** Each frame has the delimiter; what has it not, is none. */
  private static final class ByDelimiter implements Dissector {
    private final Dissector frame = new MessageDissector(PROTOCOL, MIN_LENGTH);
    private final Dissector data;

    ByDelimiter(Chain.Builder chain) {
      data = chain.data();
    }

    @Override
    public Protocol protocol() {
      return PROTOCOL;
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      boolean isFrame =
          cursor.available() >= MIN_LENGTH
              && BigEndian.u16(cursor.bytes(), cursor.offset() + 2) == DELIMITER;
      return isFrame ? frame.dissect(cursor) : data;
    }
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    int command = BigEndian.u8(packet.bytes(layer), packet.start(layer) + COMMAND);
    text.append(COMMANDS.nameOr(command, "command"));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    int command = BigEndian.u8(bytes, start + COMMAND);
    if (isSent(command)) {
      SENT.read(bytes, start, limit, sink);
    }
    if (isAnswered(command)) {
      ANSWERED.read(bytes, start, limit, sink);
    }
    if (command >= FIRST_OF_SESSIONS) {
      SESSION.read(bytes, start, limit, sink);
      return;
    }
    if (command == NAME_QUERY || command == NAME_RECOGNIZED) {
      OF_NAMES.read(bytes, start, limit, sink);
    }
    if (command == DATAGRAM || command == NAME_QUERY || command == NAME_RECOGNIZED) {
      name(bytes, start + DESTINATION, limit, sink);
    }
    if (command <= ADD_NAME || (command >= DATAGRAM && command <= NAME_RECOGNIZED)) {
      name(bytes, start + SOURCE, limit, sink);
    }
  }

  /** Has the frame a number that answers repeat? */
  private static boolean isSent(int command) {
    return switch (command) {
      case NAME_RECOGNIZED, DATA_ACKNOWLEDGED, DATA_ONLY_LAST, CONFIRM, INITIALIZE -> true;
      default -> false;
    };
  }

  /** Has the frame a number for the answer to it? */
  private static boolean isAnswered(int command) {
    return switch (command) {
      case ADD_GROUP_NAME,
          ADD_NAME,
          NAME_QUERY,
          NAME_RECOGNIZED,
          DATA_ONLY_LAST,
          CONFIRM,
          INITIALIZE ->
          true;
      default -> false;
    };
  }

  private static void name(byte[] bytes, int at, int limit, FieldSink sink) {
    if (at + NAME_LENGTH >= limit) {
      return;
    }
    int end = at + NAME_LENGTH;
    while (end > at && bytes[end - 1] == ' ') {
      end--;
    }
    if (sink.wants(NAME)) {
      sink.text(NAME, bytes, at, end - at);
    }
    NAME_TYPE.read(bytes, at, limit, sink);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 255: 8 for a datagram. */
  public int command() {
    return BigEndian.u8(bytes, at + COMMAND);
  }
}
