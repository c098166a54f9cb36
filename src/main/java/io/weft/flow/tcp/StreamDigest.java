package io.weft.flow.tcp;

import io.weft.bytes.Hex;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest of a stream's bytes that grows with the stream. */
final class StreamDigest {
  private final MessageDigest digest;

  /**
   * @param algorithm as the platform calls it: {@code SHA-256}
   * @throws IllegalArgumentException where the platform does not know the algorithm
   */
  StreamDigest(String algorithm) {
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("no such digest: " + algorithm, e);
    }
  }

  void update(byte[] bytes, int from, int to) {
    digest.update(bytes, from, to - from);
  }

  /** The digest of the stream so far, in lower-case hexadecimal. */
  String text() {
    try {
      return Hex.of(((MessageDigest) digest.clone()).digest()); // the stream may go on
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every digest of the platform can be cloned", e);
    }
  }
}
