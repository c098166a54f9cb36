package io.weft.dissect;

/** What a probe says of the first bytes of a stream. */
public enum Verdict {
  YES,
  /** It is the protocol, and the sender of these bytes is the server. */
  YES_REVERSED,
  /** Nothing against it so far; more bytes decide. */
  MORE,
  NO
}
