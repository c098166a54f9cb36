package io.weft.capture;

/**
 * How a capture is read, and within which bounds.
 *
 * @param maxPacketBytes the length of the longest packet that is believed, in bytes, up to {@link
 *     #LARGEST_PACKET}; a longer one counts as damage of the file. 0 stands for the bound of the
 *     packet's link type: 128 MiB for D-Bus and USBPcap, 32 MiB for EBHSCR, and 262,144 bytes for
 *     all others.
 * @param maxSideDataBytes the most memory for names, secrets and comments of sections, in bytes;
 *     {@link CaptureInfo#dropped} counts what does not fit
 * @param strict whether the reading of a file stops at its first damage. Otherwise it goes on at
 *     the next place where the file makes sense again, if there is one.
 */
public record CaptureOptions(int maxPacketBytes, long maxSideDataBytes, boolean strict) {
  private static final CaptureOptions DEFAULTS = new CaptureOptions(0, 64L << 20, false);

  /** The largest value of {@link #maxPacketBytes()}, in bytes. */
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

  /**
   * The defaults: packets as long as Wireshark allows them, 64 MiB of side data, and the reading
   * goes on behind damage.
   */
  public static CaptureOptions defaults() {
    return DEFAULTS;
  }

  /** The same options with another {@link #strict}. */
  public CaptureOptions withStrict(boolean stops) {
    return new CaptureOptions(maxPacketBytes, maxSideDataBytes, stops);
  }

  /**
   * The length of the longest packet of a link type that is believed, in bytes.
   *
   * @param linkType a number of {@link LinkType}
   */
  public int maxPacketBytes(int linkType) {
    return maxPacketBytes > 0 ? maxPacketBytes : LinkType.maxPacketBytes(linkType);
  }
}
