package io.weft.protocol.app.rtp;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/**
 * Flows of reports, which need no memory. Where there is media beside them, that names the flow.
 */
final class RtcpFlows implements DatagramProtocol {
  private static final DatagramDissector SHARED =
      new DatagramDissector() {
        @Override
        public void onDatagram(
            Direction direction, Packet packet, int layer, DatagramContext context) {
          if (Rtcp.fits(packet.bytes(layer), packet.start(layer), packet.limit(layer))) {
            context.identify(layer, Rtcp.PROTOCOL, null);
          }
        }

        @Override
        public int memory() {
          return 0;
        }
      };

  @Override
  public Protocol protocol() {
    return Rtcp.PROTOCOL;
  }

  @Override
  public DatagramDissector create() {
    return SHARED;
  }

  @Override
  public boolean isBeside() {
    return true;
  }
}
