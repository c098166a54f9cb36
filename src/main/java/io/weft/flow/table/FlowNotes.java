package io.weft.flow.table;

import io.weft.dissect.Packet;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;

/**
 * What only few flows have beside their counts: an ICMP error that quotes them, packets whose
 * checksums are not right, and conversations in which Wireshark sees more than one stream.
 */
public final class FlowNotes {
  private FlowRecord.Icmp icmp;
  private long firstErrors;
  private long firstOffloads;
  private long otherErrors;
  private long otherOffloads;
  private long streamStartNanos = Packet.NO_TIME;
  private FlowConversations conversations;

  /** The first ICMP error that quotes a packet of the flow, or null. */
  public FlowRecord.Icmp icmp() {
    return icmp;
  }

  public void icmp(FlowRecord.Icmp error) {
    icmp = error;
  }

  /**
   * Of a flow that goes on with an earlier one: when the first packet of their number came, in
   * nanoseconds since the epoch; {@link Packet#NO_TIME} where nobody asked for it.
   */
  public long streamStartNanos() {
    return streamStartNanos;
  }

  public void streamStartNanos(long nanos) {
    streamStartNanos = nanos;
  }

  /** What Wireshark's streams in the flow are; null where it is one stream, its own. */
  public FlowConversations conversations() {
    return conversations;
  }

  public void conversations(FlowConversations all) {
    conversations = all;
  }

  /**
   * Counts a packet whose checksum is not right.
   *
   * @param isError true where the checksum is wrong, false where the packet was captured before the
   *     network card filled the checksum in
   */
  void addChecksum(boolean fromFirst, boolean isError) {
    if (fromFirst && isError) {
      firstErrors++;
    } else if (fromFirst) {
      firstOffloads++;
    } else if (isError) {
      otherErrors++;
    } else {
      otherOffloads++;
    }
  }

  /** How many packets of one end had checksums that are not right; null where all were right. */
  public EndpointRecord.ChecksumErrors checksums(boolean first) {
    long errors = first ? firstErrors : otherErrors;
    long offloads = first ? firstOffloads : otherOffloads;
    return errors + offloads == 0 ? null : new EndpointRecord.ChecksumErrors(errors, offloads);
  }
}
