package io.weft.protocol.app.tls.dtls;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.FlowContext;

/**
 * Reads what the records of one association say. Directions are those of the handshake: its client
 * is who sends the client's hello, which may be the server of the flow.
 */
public interface RecordReader {
  /**
   * A record has come.
   *
   * @param contentType 20 to 26, or 23 where the type is encrypted with the rest
   * @param length of its body on the wire, in bytes
   */
  void onRecord(Direction direction, int contentType, int length, Arrival arrival);

  /**
   * A handshake message that is not encrypted. A message that is sent again is not given again.
   *
   * @param from its first byte, behind a header of 12 bytes, which is that of one fragment
   * @param packet number of the packet with its first byte
   * @param nanos that packet's time, in nanoseconds since the epoch
   */
  void onMessage(
      Direction direction,
      int type,
      byte[] bytes,
      int from,
      int to,
      long packet,
      long nanos,
      FlowContext context);

  /** A message, or a part of one, was not captured, or it is longer than can be kept. */
  void onMessageLost();

  /** A record contradicts itself. */
  void onBadRecord();

  /**
   * A side begins to encrypt.
   *
   * @param isWhole have all messages been given that it sent before?
   */
  void onChangeCipherSpec(Direction direction, boolean isWhole);

  /**
   * An alert.
   *
   * @param level 0 where it is encrypted
   */
  void onAlert(Direction direction, int level, int description, Arrival arrival);

  /**
   * An encrypted record that is no alert.
   *
   * @param length of its body on the wire, in bytes
   */
  void onSealed(Direction direction, int length, Arrival arrival);

  /**
   * Decrypts a record; false where that cannot be done.
   *
   * @param record index of its header
   * @param body index behind its header
   * @param to index behind its last byte
   */
  boolean open(
      Direction direction, byte[] bytes, int record, int body, int to, FlowContext context);

  /** Length of the connection identifier in a side's records, in bytes; 0 for none. */
  int connectionIdLength(Direction direction);

  /**
   * Decrypts a record of DTLS 1.3; false where that cannot be done.
   *
   * @param record index of its header
   * @param numberAt index of its number in the header
   * @param numberLength of that number in bytes: 1 or 2
   * @param body index behind its header
   * @param to index behind its last byte
   */
  boolean openUnified(
      Direction direction,
      byte[] bytes,
      int record,
      int numberAt,
      int numberLength,
      int body,
      int to,
      FlowContext context);

  /** The record that was decrypted last: its header, and its text behind it. */
  byte[] clear();

  /** Index behind the text in {@link #clear}. */
  int clearTo();

  /**
   * Data that has been decrypted.
   *
   * @param from its first byte, behind the record's header
   */
  void onData(Direction direction, byte[] bytes, int from, int to, FlowContext context);

  /**
   * The association is over.
   *
   * @param reversed is the client of the handshake the server of the flow?
   */
  void onEnd(boolean reversed, FlowContext context);

  /** Estimated memory in bytes. */
  int memory();
}
