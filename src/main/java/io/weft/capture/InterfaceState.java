package io.weft.capture;

/**
 * An interface while its file is being read: what the packets need at hand, and what it is called.
 */
final class InterfaceState {
  private final int linkType;
  private final long snaplen;
  private final TimestampScale scale;
  private final int maxPacketBytes;
  private int index;
  private CaptureInterface described;

  /**
   * Not yet part of a capture.
   *
   * @param described all but the index, which {@link CaptureSession#add} gives
   */
  InterfaceState(CaptureInterface described, TimestampScale scale, int maxPacketBytes) {
    this.linkType = described.linkType();
    this.snaplen = described.snaplen();
    this.scale = scale;
    this.maxPacketBytes = maxPacketBytes;
    this.described = described;
  }

  int index() {
    return index;
  }

  void index(int given) {
    index = given;
    described = copy(described.statistics());
  }

  int linkType() {
    return linkType;
  }

  /** 0 for no limit. */
  long snaplen() {
    return snaplen;
  }

  TimestampScale scale() {
    return scale;
  }

  int maxPacketBytes() {
    return maxPacketBytes;
  }

  void statistics(CaptureInterface.Statistics newest) {
    described = copy(newest);
  }

  CaptureInterface describe() {
    return described;
  }

  private CaptureInterface copy(CaptureInterface.Statistics statistics) {
    return described.with(index, described.file(), statistics);
  }
}
