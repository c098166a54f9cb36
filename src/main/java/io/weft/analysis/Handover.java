package io.weft.analysis;

/** Takes the batches of the reading stage to the tracking stage. */
interface Handover {
  /**
   * Gives a batch away.
   *
   * @param full has packets, an event, or both
   * @return an empty batch
   */
  Batch exchange(Batch full);
}
