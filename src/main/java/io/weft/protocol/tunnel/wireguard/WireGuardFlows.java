package io.weft.protocol.tunnel.wireguard;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Flows of WireGuard on any port: behind a handshake, what is carried is known as well. */
final class WireGuardFlows implements DatagramProtocol {
  private static final DatagramDissector SHARED =
      new DatagramDissector() {
        @Override
        public void onDatagram(
            Direction direction, Packet packet, int layer, DatagramContext context) {
          context.identify(layer, WireGuard.PROTOCOL, null);
        }

        @Override
        public int memory() {
          return 0;
        }
      };

  @Override
  public Protocol protocol() {
    return WireGuard.PROTOCOL;
  }

  @Override
  public DatagramDissector create() {
    return SHARED;
  }

  @Override
  public boolean goesOnWith(byte[] bytes, int from, int to) {
    return to - from >= WireGuard.MIN_LENGTH && WireGuard.isData(bytes, from, to);
  }
}
