package io.weft.flow;

/** What few flows have to be noted beside their counts. */
final class FlowNotes {
  /** The first ICMP error that quotes a packet of the flow, or null. */
  FlowRecord.Icmp icmp;
}
