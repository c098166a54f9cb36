package io.weft.report.extract;

import io.weft.dissect.Direction;
import io.weft.flow.FlowRecord;

/**
 * What the thread that writes stream files is given: a flow that is over, or pages of one that goes
 * on.
 *
 * @param record null while the flow goes on
 * @param wanted are its files? Known when it is over
 * @param ahead pages that are sent ahead; null when the flow is over
 */
record StreamWork(OutgoingFlow flow, FlowRecord record, boolean wanted, Ahead ahead) {
  /**
   * @param names as far as client and server are known
   */
  record Ahead(OutgoingStream stream, PageList pages, StreamFileNames names, Direction side) {}
}
