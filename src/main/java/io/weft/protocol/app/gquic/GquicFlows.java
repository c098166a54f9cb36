package io.weft.protocol.app.gquic;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Flows in which a packet has named a version: what follows belongs to them as well. */
final class GquicFlows implements DatagramProtocol {
  @Override
  public Protocol protocol() {
    return Gquic.PROTOCOL;
  }

  @Override
  public DatagramDissector create() {
    return new OfFlow();
  }

  @Override
  public boolean goesOnWith(byte[] bytes, int from, int to) {
    return Gquic.fitsFlow(bytes, from, to);
  }

  private static final class OfFlow implements DatagramDissector {
    /** Memory of this object with both sides, estimated in bytes. */
    private static final int BYTES = 72;

    private GquicSide client;
    private GquicSide server;

    @Override
    public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
      byte[] bytes = packet.bytes(layer);
      int at = packet.start(layer);
      if (Gquic.isLong(bytes, at, packet.limit(layer))) {
        learn(Gquic.LATEST);
      } else if (Gquic.namesVersion(bytes, at, packet.limit(layer))) {
        learn(Gquic.version(bytes, at + 1 + Gquic.CONNECTION_LENGTH));
      }
      if (client != null && context.attaches()) {
        GquicSide side = direction == Direction.FROM_CLIENT ? client : server;
        if (packet.protocol(layer) == Gquic.PROTOCOL) {
          context.attach(layer, side);
        } else if (Gquic.isShort(bytes, at) == (side.version() == Gquic.LATEST)) {
          context.identify(layer, Gquic.PROTOCOL, side);
        }
      }
    }

    private void learn(int version) {
      if (client == null || client.version() != version) {
        client = new GquicSide(version, false);
        server = new GquicSide(version, true);
      }
    }

    @Override
    public int memory() {
      return BYTES;
    }
  }
}
