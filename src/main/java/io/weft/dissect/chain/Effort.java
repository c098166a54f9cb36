package io.weft.dissect.chain;

/**
 * What has to be done with a capture, besides dissecting each packet by itself, before a field has
 * its values.
 */
public enum Effort {
  /** Flows are tracked, and their TCP analysed. */
  ANALYSIS,
  /** Application protocols are read in streams and conversations, for which flows are tracked. */
  APPLICATIONS
}
