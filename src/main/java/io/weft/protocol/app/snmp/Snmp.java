package io.weft.protocol.app.snmp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.protocol.app.BerElement;
import io.weft.protocol.app.PairingDatagrams;

/**
 * A message of the Simple Network Management Protocol: a sequence of the version, the community or
 * the security parameters, and a protocol data unit (RFC 1157 section 4, RFC 3412 section 6).
 */
public final class Snmp extends View {
  public static final Protocol PROTOCOL = Protocol.of("snmp", "Simple Network Management Protocol");

  /** Tag and length of the message, and tag, length and value of its version, in bytes. */
  static final int MIN_LENGTH = 5;

  /** The version field of version 3; version 1 has 0 there, 2c has 1. */
  static final int V3 = 3;

  /** Tag of the first kind of protocol data unit; those of the others follow (RFC 3416). */
  static final int FIRST_UNIT = 0xA0;

  static final int RESPONSE = 2;
  static final int TRAP = 4;
  static final int BULK = 5;
  static final int TRAP_V2 = 7;
  static final int REPORT = 8;

  private static final int[] PORTS = {161, 162};

  private static final String[] UNITS = {
    "get-request",
    "get-next-request",
    "get-response",
    "set-request",
    "trap",
    "getBulkRequest",
    "informRequest",
    "snmpV2-trap",
    "report"
  };

  /** Name of a kind of protocol data unit, or null. */
  static String unitName(long unit) {
    return unit >= 0 && unit < UNITS.length ? UNITS[(int) unit] : null;
  }

  /** Name of the version whose number a message has, or null. */
  static String versionName(long version) {
    return switch ((int) version) {
      case 0 -> "1";
      case 1 -> "2c";
      case 2 -> "2u";
      case V3 -> "3";
      default -> null;
    };
  }

  /** The version's number in a message, 0 to 3; {@link BerElement#NONE} where it has none. */
  static int version(byte[] bytes, int at, int to) {
    int version = BerElement.content(bytes, at, to);
    if (!BerElement.is(bytes, version, to, BerElement.INTEGER)) {
      return BerElement.NONE;
    }
    int content = BerElement.content(bytes, version, to);
    long value = BerElement.integer(bytes, content, BerElement.end(bytes, version, to));
    return value >= 0 && value <= V3 ? (int) value : BerElement.NONE;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, SnmpFields::all);
    chain.info(PROTOCOL, SnmpText::describe);
    chain.udp(UdpPayload.of(new SnmpDissector(), MIN_LENGTH, Snmp::fit).ports(PORTS));
    chain.datagram(new PairingDatagrams<>(new SnmpConversation()));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int content = BerElement.content(bytes, from, to);
    return isMessage(bytes, from, to)
        ? Fit.yesOrMaybe(
            version(bytes, from, to) != BerElement.NONE
                && BerElement.length(bytes, from, content) <= wireTo - content)
        : Fit.NO;
  }

  /** Does a sequence begin here whose first element may be a version? */
  static boolean isMessage(byte[] bytes, int at, int to) {
    int version = BerElement.content(bytes, at, to);
    return version != BerElement.NONE
        && BigEndian.u8(bytes, at) == BerElement.SEQUENCE
        && BerElement.is(bytes, version, to, BerElement.INTEGER);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Number of the version: 0 for version 1, 1 for 2c, 3 for 3; -1 where the message has none. */
  public int version() {
    return version(bytes, at, limit());
  }
}
