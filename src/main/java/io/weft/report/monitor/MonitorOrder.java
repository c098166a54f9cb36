package io.weft.report.monitor;

/** An order of open flows. */
public enum MonitorOrder {
  /** The highest rate of bits first. */
  RATE,
  /** The most bytes first. */
  BYTES,
  /** The most packets first. */
  PACKETS,
  /** The newest first. */
  START
}
