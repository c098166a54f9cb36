package io.weft.protocol.app.tls.decrypt;

import java.security.GeneralSecurityException;

/** Takes the encryption off the records of one direction, under one key. */
interface Protection {
  /** The record was not made with this key and this number. */
  int REFUSED = -1;

  /**
   * Decrypts a record and checks that it is whole.
   *
   * @param header index of the record's header, which begins with its type and version
   * @param body index behind the header
   * @param to index behind its last byte
   * @param sequence number of the record under this key, from 0; that of DTLS has the number of the
   *     key in its highest 16 bits
   * @param clear takes the text from {@code at} on; it has room for the whole record
   * @return the length of the text, or {@link #REFUSED}
   */
  int open(byte[] bytes, int header, int body, int to, long sequence, byte[] clear, int at)
      throws GeneralSecurityException;

  /**
   * Passes over a record that is not decrypted.
   *
   * @param to index behind its last byte
   */
  default void pass(byte[] bytes, int to) {}

  /** How many bytes of a record's body are no text; with {@link Suite.Mode#CBC} at least. */
  int overhead();
}
