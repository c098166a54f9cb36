package io.weft.capture.format;

import io.weft.capture.CaptureInterface;

/**
 * An interface while its file is being read: what the packets need at hand, and what it is called.
 */
public final class InterfaceState {
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
  public InterfaceState(CaptureInterface described, TimestampScale scale, int maxPacketBytes) {
    this.linkType = described.linkType();
    this.snaplen = described.snaplen();
    this.scale = scale;
    this.maxPacketBytes = maxPacketBytes;
    this.described = described;
  }

  public int index() {
    return index;
  }

  public void index(int given) {
    index = given;
    described = copy(described.statistics());
  }

  public int linkType() {
    return linkType;
  }

  /** 0 for no limit. */
  public long snaplen() {
    return snaplen;
  }

  public TimestampScale scale() {
    return scale;
  }

  public int maxPacketBytes() {
    return maxPacketBytes;
  }

  public void statistics(CaptureInterface.Statistics newest) {
    described = copy(newest);
  }

  CaptureInterface describe() {
    return described;
  }

  private CaptureInterface copy(CaptureInterface.Statistics statistics) {
    return described.with(index, described.file(), statistics);
  }
}
