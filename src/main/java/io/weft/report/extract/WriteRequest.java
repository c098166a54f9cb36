package io.weft.report.extract;

import io.weft.dissect.Direction;
import io.weft.flow.FlowRecord;

/**
 * Work for the writing thread: a flow that is over, or bytes of a flow that goes on.
 *
 * @param record of the flow that is over; null while it goes on
 * @param wanted whether the flow's files are wanted; always true while it goes on, since the answer
 *     may depend on its application protocol
 * @param ahead bytes of a flow that goes on; null when it is over
 */
record WriteRequest(OutgoingFlow flow, FlowRecord record, boolean wanted, Ahead ahead) {
  /**
   * Bytes of a flow that goes on.
   *
   * @param pages the bytes; the writer gives the pages back
   * @param names of the flow's files, as far as client and server are known
   * @param side of the stream, as far as client and server are known
   */
  record Ahead(OutgoingStream stream, PageList pages, StreamFileNames names, Direction side) {}
}
