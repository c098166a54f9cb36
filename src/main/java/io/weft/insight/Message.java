package io.weft.insight;

import java.io.Serializable;
import java.util.List;

/**
 * A sentence by its name, with what stands in it.
 *
 * @param key of the sentence among the words of each language
 * @param arguments in the order of the sentence's places: {@link Long} for a number, {@link
 *     io.weft.dissect.Span} for a time, {@link ByteCount}, {@link BitRate}, {@link Share}, or
 *     {@link String} for a name. A name may be from packets and hold any character
 */
public record Message(String key, List<Object> arguments) implements Serializable {
  public Message {
    arguments = List.copyOf(arguments);
  }

  /** A message with its arguments. */
  public static Message of(String key, Object... arguments) {
    return new Message(key, List.of(arguments));
  }

  /** Bits a second. */
  public record BitRate(double bitsPerSecond) implements Serializable {}

  /** A number of bytes. */
  public record ByteCount(long bytes) implements Serializable {}

  /**
   * A part of a whole.
   *
   * @param ratio 0 to 1; above 1 where more than the whole was needed
   */
  public record Share(double ratio) implements Serializable {
    /** One number divided by another; 0 where the other is 0. */
    public static Share of(long part, long whole) {
      return new Share(whole == 0 ? 0 : part / (double) whole);
    }
  }
}
