package io.weft.protocol.app.srvloc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.ValueNames;

/** A message of the Service Location Protocol, version 2 (RFC 2608 section 8) or 1 (RFC 2165). */
public final class SrvLoc extends View {
  public static final Protocol PROTOCOL = Protocol.of("srvloc", "Service Location Protocol");

  /** Length of version 1's header, the shorter one, in bytes. */
  static final int MIN_LENGTH = 12;

  private static final int PORT = 427;

  private static final int VERSION = 0;
  private static final int FUNCTION = 1;
  private static final int LENGTH = 2;

  static final int REQUEST = 1;
  static final int REPLY = 2;
  static final int REGISTRATION = 3;
  static final int DEREGISTRATION = 4;
  static final int ACKNOWLEDGEMENT = 5;
  static final int ATTRIBUTE_REQUEST = 6;
  static final int ATTRIBUTE_REPLY = 7;
  static final int DIRECTORY_ADVERTISEMENT = 8;
  static final int TYPE_REQUEST = 9;
  static final int TYPE_REPLY = 10;
  static final int SERVICE_ADVERTISEMENT = 11;

  static final ValueNames FUNCTIONS =
      ValueNames.of(
          "1 Service Request",
          "2 Service Reply",
          "3 Service Registration",
          "4 Service Deregister",
          "5 Service Acknowledge",
          "6 Attribute Request",
          "7 Attribute Reply",
          "8 DA Advertisement",
          "9 Service Type Request",
          "10 Service Type Reply",
          "11 SA Advertisement");

  static int version(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + VERSION);
  }

  static int function(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + FUNCTION);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, SrvLocFields::all);
    chain.info(PROTOCOL, SrvLoc::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), MIN_LENGTH, SrvLoc::fit)
            .ports(PORT));
  }

  /** A version and a function that there are, and the length of the datagram. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int version = version(bytes, from);
    int function = function(bytes, from);
    if (version < 1 || version > 2 || function < REQUEST || function > SERVICE_ADVERTISEMENT) {
      return Fit.NO;
    }
    int length =
        version == 1 ? BigEndian.u16(bytes, from + LENGTH) : BigEndian.u24(bytes, from + LENGTH);
    return length < MIN_LENGTH ? Fit.NO : Fit.yesOrMaybe(length == wireTo - from);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(FUNCTIONS.nameOr(function(packet.bytes(layer), packet.start(layer)), "function"));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 1 or 2. */
  public int version() {
    return version(bytes, at);
  }

  /** 1 to 11: what the message is for. */
  public int function() {
    return function(bytes, at);
  }
}
