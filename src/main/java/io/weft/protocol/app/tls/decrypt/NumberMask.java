package io.weft.protocol.app.tls.decrypt;

import io.weft.bytes.LittleEndian;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides the numbers of the records of DTLS 1.3: by what a key makes of the first bytes of each
 * encrypted record (RFC 9147 section 4.2.3).
 */
final class NumberMask {
  /** So many bytes of a record are needed. */
  static final int SAMPLE = 16;

  private static final int COUNTER = 4;

  private final SecretKeySpec key;

  /** Null where the suite is one of ChaCha20. */
  private final Cipher aes;

  NumberMask(Suite suite, byte[] key) throws GeneralSecurityException {
    boolean isAes = suite.mode() != Suite.Mode.CHACHA20_POLY1305;
    this.key = new SecretKeySpec(key, isAes ? "AES" : "ChaCha20");
    aes = isAes ? Cipher.getInstance("AES/ECB/NoPadding") : null;
    if (aes != null) {
      aes.init(Cipher.ENCRYPT_MODE, this.key);
    }
  }

  /** At least two bytes, which the bytes of the number are to be XORed with. */
  byte[] of(byte[] bytes, int sample) throws GeneralSecurityException {
    if (aes != null) {
      return aes.doFinal(bytes, sample, SAMPLE);
    }
    int counter = LittleEndian.i32(bytes, sample); // as RFC 8439 writes all its numbers
    byte[] nonce = Arrays.copyOfRange(bytes, sample + COUNTER, sample + SAMPLE);
    // One that has been used refuses the same nonce again, which a second try has.
    Cipher cipher = Cipher.getInstance("ChaCha20");
    cipher.init(Cipher.ENCRYPT_MODE, key, new ChaCha20ParameterSpec(nonce, counter));
    return cipher.doFinal(new byte[2]);
  }
}
