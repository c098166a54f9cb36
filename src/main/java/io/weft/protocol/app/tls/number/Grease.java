package io.weft.protocol.app.tls.number;

/**
 * The numbers that clients send at random places so that servers learn to pass over what they do
 * not know (RFC 8701 section 2).
 */
public final class Grease {
  /** The least of them. */
  public static final int FIRST = 0x0A0A;

  private Grease() {}

  /** Are both bytes equal, with a low half of ten? */
  public static boolean is(int number) {
    return (number & 0x0F0F) == 0x0A0A && number >> 8 == (number & 0xFF);
  }
}
