package io.weft.flow;

/** What few flows have to be noted beside their counts. */
final class FlowNotes {
  /** The first ICMP error that quotes a packet of the flow, or null. */
  FlowRecord.Icmp icmp;

  private long clientErrors;
  private long clientOffloads;
  private long serverErrors;
  private long serverOffloads;

  /**
   * Counts a packet whose checksum is not right.
   *
   * @param isError or was it only to be filled in by the network card?
   */
  void addChecksum(boolean fromClient, boolean isError) {
    if (fromClient && isError) {
      clientErrors++;
    } else if (fromClient) {
      clientOffloads++;
    } else if (isError) {
      serverErrors++;
    } else {
      serverOffloads++;
    }
  }

  /** Null where there is nothing to tell. */
  EndpointRecord.Checksums checksums(boolean client) {
    long errors = client ? clientErrors : serverErrors;
    long offloads = client ? clientOffloads : serverOffloads;
    return errors + offloads == 0 ? null : new EndpointRecord.Checksums(errors, offloads);
  }

  void swap() {
    long errors = clientErrors;
    long offloads = clientOffloads;
    clientErrors = serverErrors;
    clientOffloads = serverOffloads;
    serverErrors = errors;
    serverOffloads = offloads;
  }
}
