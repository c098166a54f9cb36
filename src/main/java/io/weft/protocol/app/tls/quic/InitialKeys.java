package io.weft.protocol.app.tls.quic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The keys of one side's Initial packets (RFC 9001, sections 5.1 and 5.2). */
final class InitialKeys {
  private static final String HMAC = "HmacSHA256";
  private static final int SECRET = 32;
  private static final int KEY = 16;
  private static final int IV = 12;
  private static final int TAG_BITS = 128;

  /** Bytes behind the beginning of the packet number at which the sample is taken. */
  private static final int SAMPLE_AT = 4;

  private static final int SAMPLE = 16;

  private final SecretKeySpec key;
  private final byte[] iv;
  private final Cipher headers;

  /**
   * @param id the identifier that the client first called the server by
   * @param ofClient the keys of the client's packets, not of the server's?
   */
  InitialKeys(QuicVersion version, byte[] id, boolean ofClient) throws GeneralSecurityException {
    byte[] initial = hmac(version.salt(), id);
    byte[] secret = expand(initial, ofClient ? "client in" : "server in", SECRET);
    key = new SecretKeySpec(expand(secret, version.label() + "key", KEY), "AES");
    iv = expand(secret, version.label() + "iv", IV);
    headers = Cipher.getInstance("AES/ECB/NoPadding");
    headers.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(expand(secret, version.label() + "hp", KEY), "AES"));
  }

  private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(key, HMAC));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  /** HKDF-Expand-Label (RFC 8446, section 7.1) of at most 32 bytes, which one round gives. */
  private static byte[] expand(byte[] secret, String label, int length)
      throws GeneralSecurityException {
    byte[] name = ("tls13 " + label).getBytes(US_ASCII);
    byte[] head = {0, (byte) length, (byte) name.length};
    return Arrays.copyOf(hmac(secret, head, name, new byte[] {0, 1}), length);
  }

  /**
   * Decrypts a packet.
   *
   * @param from its first byte
   * @param number index of its packet number
   * @param to its end
   * @return its frames; null where the keys are not those of the packet
   */
  byte[] decrypt(byte[] bytes, int from, int number, int to) throws GeneralSecurityException {
    if (to - number < SAMPLE_AT + SAMPLE) {
      return null;
    }
    byte[] mask = headers.doFinal(bytes, number + SAMPLE_AT, SAMPLE);
    byte[] header = Arrays.copyOfRange(bytes, from, number + 4);
    header[0] ^= (byte) (mask[0] & 0x0F);
    int length = 1 + (header[0] & 3);
    int at = number - from;
    byte[] nonce = iv.clone();
    for (int i = 0; i < length; i++) {
      header[at + i] ^= mask[1 + i];
      // The numbers of Initial packets are so small that their last bytes are all of them.
      nonce[IV - length + i] ^= header[at + i];
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(header, 0, at + length);
    try {
      return cipher.doFinal(bytes, number + length, to - number - length);
    } catch (AEADBadTagException e) {
      return null;
    }
  }
}
