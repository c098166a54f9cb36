package io.weft.capture;

/**
 * Bounds of reading.
 *
 * @param maxPacketBytes longest packet taken for real; 0 for what its link type allows: 262,144
 *     bytes, D-Bus and USBPcap 128 MiB, EBHSCR 32 MiB. A longer one is damage.
 * @param maxSideDataBytes most memory for names, secrets and comments; what comes after is counted
 */
public record CaptureOptions(int maxPacketBytes, long maxSideDataBytes) {
  private static final CaptureOptions DEFAULTS = new CaptureOptions(0, 64L << 20);

  /** Largest {@link #maxPacketBytes}. */
  public static final int LARGEST_PACKET = 256 << 20;

  public CaptureOptions {
    if (maxPacketBytes < 0 || maxPacketBytes > LARGEST_PACKET) {
      throw new IllegalArgumentException(
          "maxPacketBytes must be between 0 and " + LARGEST_PACKET + ": " + maxPacketBytes);
    }
    if (maxSideDataBytes < 0) {
      throw new IllegalArgumentException("maxSideDataBytes is negative: " + maxSideDataBytes);
    }
  }

  /** As Wireshark reads: packets by link type, 64 MiB of side data. */
  public static CaptureOptions defaults() {
    return DEFAULTS;
  }

  public int maxPacketBytes(int linkType) {
    return maxPacketBytes > 0 ? maxPacketBytes : LinkType.maxPacketBytes(linkType);
  }
}
