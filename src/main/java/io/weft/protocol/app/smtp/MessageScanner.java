package io.weft.protocol.app.smtp;

import io.weft.protocol.app.DialogLimits;
import io.weft.protocol.app.DialogText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds the end of a message, which is a line with nothing but a dot (RFC 5321 section 4.5.2), or
 * stands where a length says, and reads a few of its headers on the way.
 */
final class MessageScanner {
  /** Memory of this object with a full line, estimated in bytes. */
  static final int BYTES = 64 + DialogLimits.MAX_TEXT;

  /** Bytes of the message's headers that are looked at. */
  private static final int MAX_HEADER_BYTES = 64 << 10;

  /** Stands for a message that ends with a dot. */
  static final long TO_DOT = -1;

  private final byte[] line = new byte[DialogLimits.MAX_TEXT];
  private int lineLength;
  private long left;
  private boolean isOver;
  private boolean isInHeaders;
  private long bytes;
  private String from;
  private String to;
  private String subject;
  private String messageId;

  /** Begins a message, or one more part of it. */
  void begin(long length, boolean isNew) {
    left = length;
    isOver = length == 0;
    lineLength = 0;
    if (isNew) {
      bytes = 0;
      isInHeaders = true;
      from = null;
      to = null;
      subject = null;
      messageId = null;
    }
  }

  /**
   * Reads on.
   *
   * @return behind the last byte that belongs to the message, with the dot that ends it
   */
  int read(byte[] array, int start, int end) {
    int at = start;
    while (at < end && !isOver) {
      if (left == TO_DOT || isInHeaders) {
        take(array[at]);
      } else { // nothing of what follows is looked at
        int most = (int) Math.min(left, end - at);
        at += most - 1;
        bytes += most - 1;
        left -= most - 1;
      }
      at++;
      bytes++;
      if (left > 0) {
        left--;
        isOver = left == 0;
      }
    }
    return at;
  }

  private void take(byte value) {
    if (value != '\n') {
      if (lineLength < line.length) {
        line[lineLength] = value;
      }
      lineLength++;
      return;
    }
    int length = Math.min(lineLength, line.length);
    int trimmed = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    if (left == TO_DOT && trimmed == 1 && line[0] == '.' && lineLength <= 2) {
      isOver = true;
      bytes -= lineLength; // the dot does not count; its line feed is counted by the caller
      bytes--;
    } else if (isInHeaders) {
      header(trimmed);
    }
    lineLength = 0;
  }

  private void header(int length) {
    if (length == 0 || bytes > MAX_HEADER_BYTES) {
      isInHeaders = false;
      return;
    }
    int colon = 0;
    while (colon < length && line[colon] != ':') {
      colon++;
    }
    if (colon == length) {
      return;
    }
    int value = DialogText.argumentFrom(line, colon + 1, length);
    switch (new String(line, 0, colon, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)) {
      case "from" -> from = from == null ? DialogText.shortened(line, value, length) : from;
      case "to" -> to = to == null ? DialogText.shortened(line, value, length) : to;
      case "subject" ->
          subject = subject == null ? DialogText.shortened(line, value, length) : subject;
      case "message-id" ->
          messageId = messageId == null ? DialogText.shortened(line, value, length) : messageId;
      default -> {}
    }
  }

  /** Counts bytes of the message that were not captured; they may hold its end. */
  void pass(long missing) {
    bytes += missing;
    lineLength = line.length; // what follows is no line of its own
    if (left > 0) {
      left = Math.max(0, left - missing);
      isOver = left == 0;
    }
  }

  boolean isOver() {
    return isOver;
  }

  /** Bytes of the message so far, without the dot that ends it. */
  long bytes() {
    return bytes;
  }

  String from() {
    return from;
  }

  String to() {
    return to;
  }

  String subject() {
    return subject;
  }

  String messageId() {
    return messageId;
  }
}
