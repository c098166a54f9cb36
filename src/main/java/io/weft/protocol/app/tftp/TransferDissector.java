package io.weft.protocol.app.tftp;

import io.weft.bytes.BigEndian;
import io.weft.bytes.MemorySize;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;

/**
 * Reads the packets of one transfer, which the server sends from a port of its own (RFC 1350
 * section 4).
 */
final class TransferDissector implements DatagramDissector {
  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 80;

  private final Transfer transfer;

  /** Number of the latest block, counted on beyond 16 bits. */
  private long latest;

  TransferDissector(Transfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    if (limit - start < Tftp.HEADER_LENGTH) {
      return;
    }
    int operation = Tftp.operation(bytes, start);
    boolean hasBlock = operation == Tftp.DATA || operation == Tftp.ACKNOWLEDGEMENT;
    boolean isWhole = hasBlock && limit - start >= Tftp.BLOCK_END;
    Transfer known =
        isWhole
            ? transfer.withBlock(count(BigEndian.u16(bytes, start + Tftp.HEADER_LENGTH)))
            : transfer;
    context.identify(layer, Tftp.PROTOCOL, known);
  }

  /** The number of a block near the latest one, whose lowest 16 bits were sent. */
  private long count(int sent) {
    long block = Math.max(sent, latest + (short) (sent - (int) latest));
    latest = Math.max(latest, block);
    return block;
  }

  @Override
  public int memory() {
    return BYTES + MemorySize.of(transfer.file());
  }
}
