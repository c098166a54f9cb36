package io.weft.report.follow;

/** Which bytes of a stream are printed. */
enum Shown {
  /** Those of the connection, as they were sent. */
  SENT,
  /** Those of the connection, which are encrypted. */
  ENCRYPTED,
  /** Those that were decrypted. */
  DECRYPTED
}
