package io.weft.protocol.app.tls.decrypt;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in CBC with a MAC, which is made before the encryption (RFC 5246 section 6.2.3.2) or after it
 * (RFC 7366).
 */
final class CbcProtection implements Protection {
  private static final int BLOCK = 16;

  private final SecretKeySpec key;
  private final Mac mac;
  private final int macLength;
  private final boolean encryptThenMac;
  private final Cipher cipher;

  /** The last block before the record, with which TLS 1.0 goes on; null where records bring it. */
  private byte[] chained;

  /**
   * @param iv of the first record in TLS 1.0; null where each record has its own
   */
  CbcProtection(Suite suite, byte[] key, byte[] macKey, byte[] iv, boolean encryptThenMac)
      throws GeneralSecurityException {
    this.key = new SecretKeySpec(key, "AES");
    this.encryptThenMac = encryptThenMac;
    macLength = suite.tagLength();
    mac = Mac.getInstance(suite.mac());
    mac.init(new SecretKeySpec(macKey, suite.mac()));
    cipher = Cipher.getInstance("AES/CBC/NoPadding");
    chained = iv == null ? null : iv.clone();
  }

  @Override
  public int overhead() {
    return macLength + 1 + (chained == null ? BLOCK : 0);
  }

  @Override
  public void pass(byte[] bytes, int to) {
    if (chained != null) {
      int end = to - (encryptThenMac ? macLength : 0);
      chained = Arrays.copyOfRange(bytes, end - BLOCK, end);
    }
  }

  @Override
  public int open(byte[] bytes, int header, int body, int to, long sequence, byte[] clear, int at)
      throws GeneralSecurityException {
    int end = to - (encryptThenMac ? macLength : 0);
    int from = chained == null ? body + BLOCK : body;
    int length = end - from;
    if (length < BLOCK || length % BLOCK != 0) {
      return REFUSED;
    }
    if (encryptThenMac
        && !isMac(bytes, header, body, sequence, bytes, body, end - body, bytes, end)) {
      return REFUSED;
    }
    byte[] iv = chained == null ? Arrays.copyOfRange(bytes, body, from) : chained;
    cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
    cipher.doFinal(bytes, from, length, clear, at);
    int padding = clear[at + length - 1] & 0xFF;
    int text = length - 1 - padding - (encryptThenMac ? 0 : macLength);
    if (text < 0 || !isPadding(clear, at + length - 1 - padding, at + length, padding)) {
      return REFUSED;
    }
    return encryptThenMac || isMac(bytes, header, body, sequence, clear, at, text, clear, at + text)
        ? text
        : REFUSED;
  }

  private static boolean isPadding(byte[] clear, int from, int to, int value) {
    for (int i = from; i < to; i++) {
      if ((clear[i] & 0xFF) != value) {
        return false;
      }
    }
    return true;
  }

  private boolean isMac(
      byte[] bytes,
      int header,
      int body,
      long sequence,
      byte[] text,
      int from,
      int length,
      byte[] macs,
      int macAt) {
    mac.update(AeadProtection.header(bytes, header, body, sequence, length));
    mac.update(text, from, length);
    return MessageDigest.isEqual(mac.doFinal(), Arrays.copyOfRange(macs, macAt, macAt + macLength));
  }
}
