package io.weft.protocol.app.tls.decrypt;

import io.weft.bytes.BigEndian;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** The time of one key of DTLS 1.3 in one direction (RFC 9147 section 6.1). */
final class DatagramEpoch {
  private static final int NONCE = 12;

  private final long number;
  private final Suite suite;
  private final byte[] secret;
  private final Protection protection;
  private final NumberMask mask;

  /** The highest number of a record that was decrypted; -1 before the first. */
  private long highest = -1;

  private long sequence;

  DatagramEpoch(long number, Suite suite, byte[] secret) throws GeneralSecurityException {
    this.number = number;
    this.suite = suite;
    this.secret = secret;
    protection =
        new AeadProtection(suite, true, expand("key", suite.keyLength()), expand("iv", NONCE));
    mask = new NumberMask(suite, expand("sn", suite.keyLength()));
  }

  private byte[] expand(String label, int length) throws GeneralSecurityException {
    return KeyDerivation.expandDatagramLabel(suite.hash(), secret, label, length);
  }

  /** The time of the key that a KeyUpdate brings. */
  DatagramEpoch next() throws GeneralSecurityException {
    return new DatagramEpoch(number + 1, suite, expand("traffic upd", secret.length));
  }

  long number() {
    return number;
  }

  /** Number of the record that was decrypted last. */
  long sequence() {
    return sequence;
  }

  /**
   * Decrypts a record.
   *
   * @param record index of its header
   * @param numberAt index of its number
   * @param numberLength 1 or 2
   * @param body index behind its header; {@link NumberMask#SAMPLE} bytes are there, at least
   * @param to index behind its last byte
   * @param clear takes the text from {@code at} on
   * @return length of the text, or {@link Protection#REFUSED}
   */
  int open(
      byte[] bytes,
      int record,
      int numberAt,
      int numberLength,
      int body,
      int to,
      byte[] clear,
      int at)
      throws GeneralSecurityException {
    // What is authenticated has the number without its mask.
    byte[] unmasked = Arrays.copyOfRange(bytes, record, to);
    byte[] hides = mask.of(bytes, body);
    int ownNumber = numberAt - record;
    for (int i = 0; i < numberLength; i++) {
      unmasked[ownNumber + i] ^= hides[i];
    }
    long whole =
        whole(BigEndian.unsigned(unmasked, ownNumber, numberLength), numberLength * Byte.SIZE);
    int length = protection.open(unmasked, 0, body - record, unmasked.length, whole, clear, at);
    if (length != Protection.REFUSED) {
      sequence = whole;
      highest = Math.max(highest, whole);
    }
    return length;
  }

  /** The number with these lowest bits that is nearest to the one to come. */
  private long whole(long sent, int bits) {
    long expected = highest + 1;
    long span = 1L << bits;
    long candidate = (expected & -span) | sent;
    if (candidate + span / 2 < expected) {
      return candidate + span;
    }
    return candidate - span / 2 > expected && candidate >= span ? candidate - span : candidate;
  }
}
