package io.weft.protocol.app.rtp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** Reads flows of media, as a call has announced them. */
final class RtpFlows implements DatagramProtocol {
  @Override
  public Protocol protocol() {
    return Rtp.PROTOCOL;
  }

  @Override
  public DatagramDissector create() {
    return new OfFlow();
  }

  @Override
  public boolean leadsToOthers() {
    return true; // its reports may share the flow
  }

  private static final class OfFlow implements DatagramDissector {
    /** Memory of this object with both directions, estimated in bytes. */
    private static final int BYTES = 64;

    private final Side client = new Side();
    private final Side server = new Side();

    @Override
    public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
      byte[] bytes = packet.bytes(layer);
      int start = packet.start(layer);
      int limit = packet.limit(layer);
      if (!context.attaches()) {
        return;
      }
      if (Rtp.fits(bytes, start, limit)) {
        Side side = direction == Direction.FROM_CLIENT ? client : server;
        long sequence = side.next(BigEndian.u16(bytes, start + Rtp.SEQUENCE));
        RtpStream known = new RtpStream(context.announcedIn(), context.announcedBy(), sequence);
        context.identify(layer, Rtp.PROTOCOL, known);
      } else if (Rtcp.fits(bytes, start, limit)) {
        context.identify(layer, Rtcp.PROTOCOL, null); // encrypted, or it would be known by itself
      }
    }

    @Override
    public int memory() {
      return BYTES;
    }
  }

  /** One direction: counts on beyond the 16 bits that packets have. */
  private static final class Side {
    private long latest = 1 << Short.SIZE;

    /** The number nearest to the latest one whose lowest 16 bits were sent. */
    long next(int sent) {
      latest += (short) (sent - (int) latest);
      return latest;
    }
  }
}
