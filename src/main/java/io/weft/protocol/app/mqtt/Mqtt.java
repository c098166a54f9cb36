package io.weft.protocol.app.mqtt;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** MQTT on any port, recognised by the packet with which a client begins. */
public final class Mqtt {
  public static final Protocol PROTOCOL = Protocol.of("mqtt", "MQ Telemetry Transport");

  private static final int PORT = 1883;
  private static final byte CONNECT = 0x10;

  /** The protocol's name with its length before it. */
  private static final String NAME = "\0\4MQTT";

  private static final String OLD_NAME = "\0\6MQIsdp";

  private Mqtt() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(StreamProtocol.of(PROTOCOL, Mqtt::probe, MqttDissector::new).ports(PORT));
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    if (bytes[from] != CONNECT) {
      return ProbeResult.NO;
    }
    int body = MqttDissector.bodyFrom(bytes, from, to);
    if (body <= 0) {
      return body == 0 ? ProbeResult.MORE : ProbeResult.NO;
    }
    boolean isNamed = is(NAME, bytes, body, to) || is(OLD_NAME, bytes, body, to);
    if (!isNamed) {
      return ProbeResult.NO;
    }
    if (to - body < NAME.length()) {
      return ProbeResult.MORE;
    }
    return ProbeResult.yes(direction == Direction.FROM_CLIENT);
  }

  private static boolean is(String name, byte[] bytes, int from, int to) {
    for (int i = 0; i < Math.min(name.length(), to - from); i++) {
      if (bytes[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
