package io.weft.protocol.app.sflow;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;

/** A datagram of samples, which an agent in a switch sends to a collector. */
public final class Sflow extends View {
  public static final Protocol PROTOCOL = Protocol.of("sflow", "InMon sFlow");

  /** The port that is registered at IANA. */
  static final int UDP_PORT = 6343;

  /** Bytes of version and type of the agent's address, which each version begins with. */
  public static final int MIN_HEADER_LENGTH = 8;

  private static final int VERSION = 0;
  private static final int ADDRESS_TYPE = 4;

  public static final LayerFields FIELDS =
      FixedFields.of(
          at(VERSION, Field.u32("sflow_245.version", "Datagram version")),
          at(ADDRESS_TYPE, Field.u32("sflow_245.agenttype", "Agent address type")));

  static int version(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + VERSION);
  }

  static int addressType(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + ADDRESS_TYPE);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS);
    chain.udp(
        UdpPayload.of(new SflowDissector(chain), MIN_HEADER_LENGTH, SflowDissector::fit)
            .ports(UDP_PORT));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 2, 4 or 5. */
  public int version() {
    return version(bytes, at);
  }
}
