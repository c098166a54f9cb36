package io.weft.protocol.app.synphasor;

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

/**
 * A frame of measurements of a power grid, or about them (IEEE C37.118-2005 section 6).
 *
 * <pre>
 * sync (16) | size (16) | source (16) | seconds (32) | quality (8) | fraction (24) | ... | CRC (16)
 * </pre>
 */
public final class Synphasor extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("synphasor", "IEEE C37.118 Synchrophasor Protocol");

  private static final int PORT = 4713;

  private static final int HEADER_LENGTH = 14;
  private static final int CHECK_LENGTH = 2;
  private static final int MIN_LENGTH = HEADER_LENGTH + CHECK_LENGTH;

  private static final int MARK = 0xAA;
  private static final int KIND = 1;
  private static final int SIZE = 2;
  private static final int MAX_TYPE = 5;
  private static final int COMMAND = 4;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private static final ValueNames TYPES =
      ValueNames.from0(
          "Data Frame",
          "Header Frame",
          "Configuration Frame 1",
          "Configuration Frame 2",
          "Command Frame",
          "Configuration Frame 3");

  private static final Field SYNC =
      Field.u16("synphasor.sync", "Synchronization word").hexadecimal();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, SYNC),
          at(
              0,
              Field.u16("synphasor.frtype", "Frame Type")
                  .masked(0x70)
                  .hexadecimal()
                  .named(TYPES)
                  .within(SYNC)),
          at(0, Field.u16("synphasor.version", "Version").masked(0x0F).within(SYNC)),
          at(SIZE, Field.u16("synphasor.frsize", "Framesize")),
          at(
              4,
              Field.u16("synphasor.idcode_stream_source", "PMU/DC ID number (Stream source ID)")));
  private static final Field TIME = Field.absoluteTime("synphasor.soc", "SOC time stamp");
  private static final FixedFields QUALITY =
      FixedFields.of(
          at(10, Field.flag("synphasor.timeqal.lsdir", "Leap second direction", 8, 0x40)),
          at(10, Field.flag("synphasor.timeqal.lsocc", "Leap second occurred", 8, 0x20)),
          at(10, Field.flag("synphasor.timeqal.lspend", "Leap second pending", 8, 0x10)),
          at(
              10,
              Field.u8("synphasor.timeqal.timequalindic", "Message Time Quality indicator code")
                  .masked(0x0F)
                  .hexadecimal()),
          at(11, Field.u24("synphasor.fracsec_raw", "Fraction of second (raw)")));
  private static final Field DATA = Field.bytes("synphasor.data", "Data");
  private static final FixedFields OF_COMMAND =
      FixedFields.of(
          at(
              HEADER_LENGTH,
              Field.u16("synphasor.command", "Command")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "1 data transmission off",
                          "2 data transmission on",
                          "3 send HDR frame",
                          "4 send CFG-1 frame",
                          "5 send CFG-2 frame",
                          "6 send CFG-3 frame",
                          "8 extended frame"))));
  private static final FixedFields CHECK =
      FixedFields.of(at(0, Field.u16("synphasor.checksum", "Checksum").hexadecimal()));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(
        PROTOCOL,
        LayerFields.of(Synphasor::read, List.of(HEAD, QUALITY, OF_COMMAND, CHECK), TIME, DATA));
    chain.info(PROTOCOL, Synphasor::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), MIN_LENGTH, Synphasor::fit)
            .ports(PORT));
  }

  /** The mark, a type that there is, and the length of the datagram. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesIf(
        BigEndian.u8(bytes, from) == MARK
            && bytes[from + KIND] >= 0
            && type(bytes, from) <= MAX_TYPE
            && BigEndian.u16(bytes, from + SIZE) == wireTo - from);
  }

  private static int type(byte[] bytes, int at) {
    return bytes[at + KIND] >> 4 & 7;
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(TYPES.nameOr(type(packet.bytes(layer), packet.start(layer)), "type"));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    int check = packet.wireLimit(layer) - CHECK_LENGTH;
    int dataEnd = Math.min(limit, check);
    HEAD.read(bytes, start, limit, sink);
    if (sink.wants(TIME)) {
      sink.time(TIME, BigEndian.u32(bytes, start + 6) * NANOS_PER_SECOND, start + 6, 4);
    }
    QUALITY.read(bytes, start, limit, sink);
    if (start + HEADER_LENGTH < dataEnd && sink.wants(DATA)) {
      sink.bytes(DATA, bytes, start + HEADER_LENGTH, dataEnd - start - HEADER_LENGTH);
    }
    if (type(bytes, start) == COMMAND) {
      OF_COMMAND.read(bytes, start, dataEnd, sink);
    }
    CHECK.read(bytes, check, limit, sink);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 5: 0 for data, 4 for a command. */
  public int type() {
    return type(bytes, at);
  }
}
