package io.weft.protocol.app.http.hpack;

/** How a header field is written in a block (RFC 7541, section 6), as Wireshark calls it. */
public enum Representation {
  INDEXED("Indexed Header Field"),
  INSERTED("Literal Header Field with Incremental Indexing - Indexed Name"),
  INSERTED_NEW_NAME("Literal Header Field with Incremental Indexing - New Name"),
  LITERAL("Literal Header Field without Indexing - Indexed Name"),
  LITERAL_NEW_NAME("Literal Header Field without Indexing - New Name"),
  NEVER_INDEXED("Literal Header Field never Indexed - Indexed Name"),
  NEVER_INDEXED_NEW_NAME("Literal Header Field never Indexed - New Name");

  private static final int INDEXED_BIT = 0x80;
  private static final int INSERTED_BIT = 0x40;
  private static final int NEVER_BIT = 0x10;

  private final String text;

  Representation(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /**
   * @param first the first byte of the field, which is no update of the table's size
   * @param index that the byte begins; 0 where the name stands behind it
   */
  static Representation of(int first, long index) {
    if ((first & INDEXED_BIT) != 0) {
      return INDEXED;
    }
    boolean isNewName = index == 0;
    if ((first & INSERTED_BIT) != 0) {
      return isNewName ? INSERTED_NEW_NAME : INSERTED;
    }
    if ((first & NEVER_BIT) != 0) {
      return isNewName ? NEVER_INDEXED_NEW_NAME : NEVER_INDEXED;
    }
    return isNewName ? LITERAL_NEW_NAME : LITERAL;
  }
}
