package io.weft.capture.reader;

import io.weft.capture.CaptureInterface;

/**
 * An interface while its file is being read: the values that reading a packet needs, and the
 * description, whose statistics change as the file goes on.
 */
public final class InterfaceState {
  private final int linkType;
  private final long snaplen;
  private final TimestampScale scale;
  private final int maxPacketBytes;
  private int index;
  private CaptureInterface described;

  /**
   * An interface that no capture has taken up yet.
   *
   * @param described everything but the index, which {@link CaptureSession#add(InterfaceState)}
   *     gives
   * @param scale converts the interface's timestamps
   * @param maxPacketBytes the length of the longest packet that is believed, in bytes
   */
  public InterfaceState(CaptureInterface described, TimestampScale scale, int maxPacketBytes) {
    this.linkType = described.linkType();
    this.snaplen = described.snaplen();
    this.scale = scale;
    this.maxPacketBytes = maxPacketBytes;
    this.described = described;
  }

  /** The interface's place among those of the capture, from 0. */
  public int index() {
    return index;
  }

  void index(int given) {
    index = given;
    described = copy(described.statistics());
  }

  /** A number of {@link io.weft.capture.LinkType}. */
  public int linkType() {
    return linkType;
  }

  /** The most bytes that were captured of a packet; 0 for no limit. */
  public long snaplen() {
    return snaplen;
  }

  /** Converts the interface's timestamps. */
  public TimestampScale scale() {
    return scale;
  }

  /** The length of the longest packet that is believed, in bytes. */
  public int maxPacketBytes() {
    return maxPacketBytes;
  }

  /** Replaces the interface's counters by newer ones. */
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
