package io.weft.protocol.app.tls.decrypt;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode with CBC-MAC (RFC 3610), for nonces of 12 bytes. The JDK has the two modes,
 * but not this use of them.
 */
final class AesCcm {
  private static final int BLOCK = 16;

  /** Bytes of the number that counts blocks: what a nonce of 12 bytes and the flags leave. */
  private static final int COUNTER = 3;

  private static final int HAS_ADDITIONAL = 0x40;

  private final SecretKeySpec key;
  private final int tagLength;

  AesCcm(byte[] key, int tagLength) {
    this.key = new SecretKeySpec(key, "AES");
    this.tagLength = tagLength;
  }

  /**
   * Decrypts and checks.
   *
   * @param to index behind the tag
   * @return the length of the text, or {@link Protection#REFUSED}
   */
  int open(byte[] nonce, byte[] additional, byte[] bytes, int from, int to, byte[] clear, int at)
      throws GeneralSecurityException {
    int length = to - from - tagLength;
    byte[] counter = new byte[BLOCK];
    counter[0] = COUNTER - 1;
    System.arraycopy(nonce, 0, counter, 1, nonce.length);
    Cipher stream = Cipher.getInstance("AES/CTR/NoPadding");
    stream.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(counter));
    byte[] first = stream.update(new byte[BLOCK]); // hides the tag
    stream.doFinal(bytes, from, length, clear, at);
    byte[] tag = tag(nonce, additional, clear, at, length);
    byte[] found = new byte[tagLength];
    for (int i = 0; i < tagLength; i++) {
      found[i] = (byte) (bytes[to - tagLength + i] ^ first[i]);
    }
    return MessageDigest.isEqual(found, tag) ? length : Protection.REFUSED;
  }

  private byte[] tag(byte[] nonce, byte[] additional, byte[] text, int from, int length)
      throws GeneralSecurityException {
    int textAt = BLOCK + padded(2 + additional.length);
    byte[] blocks = new byte[textAt + padded(length)];
    blocks[0] = (byte) (HAS_ADDITIONAL | (((tagLength - 2) / 2) << 3) | (COUNTER - 1));
    System.arraycopy(nonce, 0, blocks, 1, nonce.length);
    for (int i = 0; i < COUNTER; i++) {
      blocks[BLOCK - 1 - i] = (byte) (length >> (Byte.SIZE * i));
    }
    blocks[BLOCK + 1] = (byte) additional.length;
    System.arraycopy(additional, 0, blocks, BLOCK + 2, additional.length);
    System.arraycopy(text, from, blocks, textAt, length);
    Cipher chain = Cipher.getInstance("AES/CBC/NoPadding");
    chain.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[BLOCK]));
    byte[] encrypted = chain.doFinal(blocks);
    int last = encrypted.length - BLOCK;
    return Arrays.copyOfRange(encrypted, last, last + tagLength);
  }

  private static int padded(int length) {
    return (length + BLOCK - 1) / BLOCK * BLOCK;
  }
}
