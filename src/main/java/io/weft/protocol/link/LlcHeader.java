package io.weft.protocol.link;

/** What others than the dissector of logical link control know of its header (IEEE 802.2). */
public final class LlcHeader {
  /** In bytes: two service access points and the shorter control field. */
  public static final int MIN_LENGTH = 3;

  private LlcHeader() {}
}
