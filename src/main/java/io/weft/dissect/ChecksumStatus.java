package io.weft.dissect;

/**
 * What verifying a layer's checksum gave, attached to the layer or to what is attached there;
 * reused for later packets. Protocols with a checksum share it, and its fields: {@code
 * tcp.checksum.status} and its like.
 */
public final class ChecksumStatus implements ChecksumHolder {
  // Wireshark's numbers.

  public static final int BAD = 0;
  public static final int GOOD = 1;

  /** The capture does not hold all that the checksum covers, or it stands in a quote. */
  public static final int UNVERIFIED = 2;

  /** The sender computed none, and need not have. */
  public static final int NOT_PRESENT = 3;

  /** The sender computed none, but had to. */
  public static final int ILLEGAL = 4;

  public static final Field STATUS =
      Field.of(
          "checksum.status",
          "Checksum Status",
          Field.Type.NUMBER,
          (packet, layer, sink) -> {
            ChecksumStatus status = of(packet, layer);
            if (status != null) {
              sink.number(status.value, 0, 0);
            }
          });

  public static final Field LEFT_TO_CARD =
      Field.of(
          "weft.checksum_offload",
          "Checksum left to the network card",
          Field.Type.FLAG,
          (packet, layer, sink) -> {
            ChecksumStatus status = of(packet, layer);
            if (status != null && status.leftToCard) {
              sink.flag(true, 0, 0);
            }
          });

  // Public, as this is a row of values that one stage fills in and others read.

  /** One of the constants above. */
  public int value;

  /** A bad one is no error: the packet was captured before its sender's card filled it in. */
  public boolean leftToCard;

  /** Null where checksums are not verified. */
  public static ChecksumStatus of(Packet packet, int layer) {
    return packet.attached(layer) instanceof ChecksumHolder holder ? holder.checksum() : null;
  }

  @Override
  public ChecksumStatus checksum() {
    return this;
  }
}
