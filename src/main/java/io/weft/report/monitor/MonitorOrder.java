package io.weft.report.monitor;

/** By what a screen sorts flows that are under way: the largest of each first, and the newest. */
public enum MonitorOrder {
  RATE,
  BYTES,
  PACKETS,
  START
}
