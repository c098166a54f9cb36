package io.weft.protocol.app.tftp;

import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.PairingDatagrams;

/** Reads the flows to which clients send their requests, and announces those of the transfers. */
final class RequestDatagrams implements DatagramProtocol {
  private final DatagramProtocol pairing = new PairingDatagrams<>(new TftpConversation());

  @Override
  public Protocol protocol() {
    return Tftp.PROTOCOL;
  }

  @Override
  public DatagramDissector create() {
    return new OfFlow(pairing.create());
  }

  private record OfFlow(DatagramDissector pairing) implements DatagramDissector {
    @Override
    public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
      pairing.onDatagram(direction, packet, layer, context);
      byte[] bytes = packet.bytes(layer);
      int start = packet.start(layer);
      int operation = Tftp.operation(bytes, start);
      if (operation == Tftp.READ_REQUEST || operation == Tftp.WRITE_REQUEST) {
        String file = Tftp.text(bytes, start + Tftp.HEADER_LENGTH, packet.limit(layer));
        Transfer transfer = new Transfer(file, context.arrival().number(), -1);
        context.expect(direction, () -> new TransferDissector(transfer));
      }
    }

    @Override
    public void onEnd(DatagramContext context) {
      pairing.onEnd(context);
    }

    @Override
    public int memory() {
      return pairing.memory();
    }
  }
}
