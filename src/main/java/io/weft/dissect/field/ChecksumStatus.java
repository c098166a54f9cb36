package io.weft.dissect.field;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/**
 * The result of verifying a layer's checksum. It is attached to the layer, or held by the object
 * that is attached there, and reused for later packets. All protocols with a checksum share this
 * class.
 */
public final class ChecksumStatus implements ChecksumHolder {
  // Wireshark's numbers.

  public static final int BAD = 0;
  public static final int GOOD = 1;

  /**
   * The capture does not hold all bytes that the checksum covers, or the layer is quoted in an
   * error message.
   */
  public static final int UNVERIFIED = 2;

  /** The sender computed none, and need not have. */
  public static final int NOT_PRESENT = 3;

  /** The sender computed none, but had to. */
  public static final int ILLEGAL = 4;

  private static final ValueNames NAMES =
      ValueNames.from0("Bad", "Good", "Unverified", "Not present", "Illegal");

  private static final Field LEFT_TO_CARD =
      Field.flag("weft.checksum_offload", "Checksum left to the network card")
          .generated()
          .tracked();

  private int value;
  private boolean isLeftToCard;

  /**
   * The fields that tell of a protocol's checksum: {@code tcp.checksum.status} and, shared by all
   * protocols, {@code weft.checksum_offload}.
   */
  public static LayerFields fields(Protocol protocol) {
    Field status =
        Field.u8(protocol.name() + ".checksum.status", "Checksum Status")
            .named(NAMES)
            .generated()
            .tracked();
    return LayerFields.of(
        (packet, layer, sink) -> read(status, packet, layer, sink), status, LEFT_TO_CARD);
  }

  private static void read(Field field, Packet packet, int layer, FieldSink sink) {
    ChecksumStatus status = of(packet, layer);
    if (status == null) {
      return;
    }
    if (sink.wants(field)) {
      sink.number(field, status.value, 0, 0);
    }
    if (status.isLeftToCard && sink.wants(LEFT_TO_CARD)) {
      sink.flag(LEFT_TO_CARD, true, 0, 0);
    }
  }

  /** What is known of the layer's checksum; null where checksums are not verified. */
  public static ChecksumStatus of(Packet packet, int layer) {
    return packet.attached(layer) instanceof ChecksumHolder holder ? holder.checksum() : null;
  }

  /**
   * Sets the result.
   *
   * @param value one of the constants above
   * @param isLeftToCard true where a bad checksum is no error, because the packet was captured
   *     before its sender's network card filled the checksum in
   */
  public void set(int value, boolean isLeftToCard) {
    this.value = value;
    this.isLeftToCard = isLeftToCard;
  }

  /** One of the constants above. */
  public int value() {
    return value;
  }

  /** Was the packet captured before its sender's network card filled the checksum in? */
  public boolean isLeftToCard() {
    return isLeftToCard;
  }

  @Override
  public ChecksumStatus checksum() {
    return this;
  }
}
