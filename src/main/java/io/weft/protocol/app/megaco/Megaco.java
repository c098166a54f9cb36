package io.weft.protocol.app.megaco;

import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import java.nio.charset.StandardCharsets;

/** A message of MEGACO in its text form. */
public final class Megaco extends View {
  public static final Protocol PROTOCOL = Protocol.of("megaco", "MEGACO");

  private static final int[] PORTS = {2944, 2945};

  /**
   * The token that each message begins with, in its long and its short form, before the version.
   */
  static final byte[][] STARTS = {
    "MEGACO/".getBytes(StandardCharsets.US_ASCII), "!/".getBytes(StandardCharsets.US_ASCII)
  };

  private static final int MIN_LENGTH = 8;

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, MegacoFields::all);
    chain.info(PROTOCOL, Megaco::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), MIN_LENGTH, Megaco::fit)
            .ports(PORTS));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    return Fit.yesIf(versionAt(bytes, from, to) >= 0);
  }

  /** Index of the version behind the start token; below 0 where no message begins. */
  static int versionAt(byte[] bytes, int from, int to) {
    for (byte[] start : STARTS) {
      int at = 0;
      while (at < start.length && from + at < to && bytes[from + at] == start[at]) {
        at++;
      }
      int version = from + start.length;
      if (at == start.length && version < to && bytes[version] >= '0' && bytes[version] <= '9') {
        return version;
      }
    }
    return -1;
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(MegacoFields.firstTransaction(packet, layer));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** The version of the protocol, 0 to 9. */
  public int version() {
    return bytes[versionAt(bytes, at, limit)] - '0';
  }
}
