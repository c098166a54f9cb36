package io.weft.flow.table;

import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;

/** What few flows have to be noted beside their counts. */
public final class FlowNotes {
  private FlowRecord.Icmp icmp;
  private long firstErrors;
  private long firstOffloads;
  private long otherErrors;
  private long otherOffloads;

  /** The first ICMP error that quotes a packet of the flow, or null. */
  public FlowRecord.Icmp icmp() {
    return icmp;
  }

  public void icmp(FlowRecord.Icmp error) {
    icmp = error;
  }

  /**
   * Counts a packet whose checksum is not right.
   *
   * @param isError or was it only to be filled in by the network card?
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

  /** Of packets that one end sent; null where there is nothing to tell. */
  public EndpointRecord.ChecksumErrors checksums(boolean first) {
    long errors = first ? firstErrors : otherErrors;
    long offloads = first ? firstOffloads : otherOffloads;
    return errors + offloads == 0 ? null : new EndpointRecord.ChecksumErrors(errors, offloads);
  }
}
