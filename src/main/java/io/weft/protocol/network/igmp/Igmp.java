package io.weft.protocol.network.igmp;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;

/** An IGMP message (RFC 1112, RFC 2236, RFC 3376). */
public final class Igmp extends View {
  public static final Protocol PROTOCOL = Protocol.of("igmp", "Internet Group Management Protocol");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 8;

  public static final int MEMBERSHIP_QUERY = 0x11;
  public static final int MEMBERSHIP_REPORT_V1 = 0x12;
  public static final int MEMBERSHIP_REPORT_V2 = 0x16;
  public static final int LEAVE_GROUP = 0x17;
  public static final int MEMBERSHIP_REPORT_V3 = 0x22;

  private static final int TYPE = 0;
  private static final int MAX_RESPONSE = 1;
  private static final int GROUP = 4;

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, IgmpText::describe);
    chain.fields(PROTOCOL, () -> IgmpFields.FIELDS);
    chain.put(IpProtocol.TABLE, IpProtocol.IGMP, new IgmpDissector());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 255: one of the constants, or a rarer one. */
  public int type() {
    return BigEndian.u8(bytes, at + TYPE);
  }

  /**
   * In tenths of a second, 0 to 255, as sent. Only queries have one (RFC 2236, section 2.2);
   * version 3 gives values of 128 and above another meaning (RFC 3376, section 4.1.1).
   */
  public int maxResponseTime() {
    return BigEndian.u8(bytes, at + MAX_RESPONSE);
  }

  /**
   * IPv4 address in network byte order; 0 in a query for all groups. A report of version 3 has none
   * here: it lists its groups behind the header.
   */
  public int group() {
    return BigEndian.i32(bytes, at + GROUP);
  }

  /** The group's address as {@code 224.0.0.1}. */
  public String groupText() {
    return Addresses.ipv4(group());
  }

  /** A copy that outlives the packet. */
  public Message toRecord() {
    return new Message(type(), group());
  }

  /** The group is an IPv4 address in network byte order. */
  public record Message(int type, int group) {}
}
