package io.weft.protocol.app.http.body;

/** Undoes one coding. It takes bytes as they come, and gives what they mean to the next. */
interface Decoder {
  /** Takes decoded bytes. */
  interface Output {
    /**
     * Takes the next bytes.
     *
     * @return false where no more are wanted
     */
    boolean take(byte[] bytes, int from, int to) throws DamagedBodyException;
  }

  /**
   * Decodes the next bytes.
   *
   * @return false where no more are wanted
   * @throws DamagedBodyException where the bytes are not of this coding
   */
  boolean decode(byte[] bytes, int from, int to, Output next) throws DamagedBodyException;

  /**
   * The coded bytes are over, and none was missing.
   *
   * @return false where the end of the coding has not come
   */
  boolean end(Output next) throws DamagedBodyException;

  /** Lets go of what is held outside of the heap; nothing is called after it. */
  void close();

  /** Memory that the decoder takes now, in bytes. */
  int memory();
}
