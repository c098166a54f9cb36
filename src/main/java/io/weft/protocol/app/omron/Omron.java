package io.weft.protocol.app.omron;

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
 * A message of OMRON's factory interface network service. Source: OMRON, "Communications Commands
 * Reference Manual" (W342), section 3-1.
 */
public final class Omron extends View {
  public static final Protocol PROTOCOL = Protocol.of("omron", "OMRON FINS Protocol");

  private static final int PORT = 9600;

  /** Length of the header with the command, in bytes. */
  private static final int HEADER_LENGTH = 12;

  private static final int RESERVED_BITS = 0x3E;
  private static final int RESPONSE = 0x40;
  private static final int RESERVED = 1;
  private static final int GATEWAYS = 2;
  private static final int MAX_GATEWAYS = 7;
  private static final int COMMAND = 10;

  private static final int READ_MEMORY = 0x0101;

  private static final ValueNames COMMANDS =
      ValueNames.of(
          "257 Memory Area Read",
          "258 Memory Area Write",
          "259 Memory Area Fill",
          "260 Multiple Memory Area Read",
          "261 Memory Area Transfer",
          "513 Parameter Area Read",
          "514 Parameter Area Write",
          "515 Parameter Area Clear",
          "1025 Run",
          "1026 Stop",
          "1281 Controller Data Read",
          "1282 Connection Data Read",
          "1537 Controller Status Read",
          "1568 Cycle Time Read",
          "1793 Clock Read",
          "1794 Clock Write",
          "8449 Error Clear",
          "8450 Error Log Read");

  private static final Field FLAGS = Field.u8("omron.icf", "OMRON ICF Field").hexadecimal();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, FLAGS),
          at(0, bit("omron.icf.gwb", "Gateway bit", 0x80)),
          at(0, bit("omron.icf.dtb", "Data Type bit", RESPONSE)),
          at(0, bit("omron.icf.rb0", "Reserved bit 0", 0x20)),
          at(0, bit("omron.icf.rb1", "Reserved bit 1", 0x10)),
          at(0, bit("omron.icf.rb2", "Reserved bit 2", 0x08)),
          at(0, bit("omron.icf.rb3", "Reserved bit 3", 0x04)),
          at(0, bit("omron.icf.rb4", "Reserved bit 4", 0x02)),
          at(0, bit("omron.icf.rsb", "Response setting bit", 0x01)),
          at(RESERVED, Field.u8("omron.rsv", "Reserved").hexadecimal()),
          at(GATEWAYS, Field.u8("omron.gct", "Gateway Count").hexadecimal()),
          at(3, Field.u8("omron.dna", "Destination network address").hexadecimal()),
          at(4, Field.u8("omron.da1", "Destination node number").hexadecimal()),
          at(5, Field.u8("omron.da2", "Destination unit address").hexadecimal()),
          at(6, Field.u8("omron.sna", "Source network address").hexadecimal()),
          at(7, Field.u8("omron.sa1", "Source node number").hexadecimal()),
          at(8, Field.u8("omron.sa2", "Source unit address").hexadecimal()),
          at(9, Field.u8("omron.sid", "Service ID").hexadecimal()),
          at(COMMAND, Field.u16("omron.command", "Command CODE").hexadecimal().named(COMMANDS)));
  private static final FixedFields OF_RESPONSE =
      FixedFields.of(
          at(HEADER_LENGTH, Field.u16("omron.response.code", "Response code").hexadecimal()));
  private static final FixedFields OF_READ =
      FixedFields.of(
          at(12, Field.u8("omron.memory.area.read", "Memory Area Code").hexadecimal()),
          at(13, Field.u16("omron.memory.address", "Beginning address").hexadecimal()),
          at(15, Field.u8("omron.memory.address.bits", "Beginning address bits").hexadecimal()),
          at(16, Field.u16("omron.memory.numitems", "Number of items")));

  private static Field bit(String name, String label, int mask) {
    return Field.u8(name, label).masked(mask).hexadecimal().within(FLAGS);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, LayerFields.of(Omron::read, List.of(HEAD, OF_RESPONSE, OF_READ)));
    chain.info(PROTOCOL, Omron::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, Omron::fit)
            .ports(PORT));
  }

  /** What is reserved is zero, and no more gateways may be passed than there can be. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    boolean fits =
        (bytes[from] & RESERVED_BITS) == 0
            && bytes[from + RESERVED] == 0
            && bytes[from + GATEWAYS] >= 0
            && bytes[from + GATEWAYS] <= MAX_GATEWAYS;
    return Fit.maybeIf(fits);
  }

  private static int command(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + COMMAND);
  }

  private static boolean isResponse(byte[] bytes, int at) {
    return (bytes[at] & RESPONSE) != 0;
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    text.append(COMMANDS.nameOr(command(bytes, at), "command"));
    text.append(isResponse(bytes, at) ? " response" : "");
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    HEAD.read(bytes, at, end, sink);
    if (isResponse(bytes, at)) {
      OF_RESPONSE.read(bytes, at, end, sink);
    } else if (command(bytes, at) == READ_MEMORY) {
      OF_READ.read(bytes, at, end, sink);
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** The command, 0 to 65,535, which a response repeats. */
  public int command() {
    return command(bytes, at);
  }
}
