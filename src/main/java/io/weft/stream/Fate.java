package io.weft.stream;

/** What became of a piece offered to a stream. */
public enum Fate {
  /** It continued the stream. */
  IN_ORDER,
  /** It waits behind a hole. */
  BUFFERED,
  /** All of it was there before. */
  RETRANSMITTED,
  /** It began with what was there before and went on with new bytes. */
  PARTLY_NEW,
  /** It lies so far ahead that it cannot belong here, and was left. */
  OUTSIDE_WINDOW
}
