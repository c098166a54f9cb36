package io.weft.dissect;

/** What a probe says of the first bytes of a stream. */
public enum ProbeResult {
  YES,
  /** It is the protocol, and client and server are the other way round than was supposed. */
  YES_REVERSED,
  /** Nothing against it so far; more bytes decide. */
  MORE,
  NO
}
