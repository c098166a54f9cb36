package io.weft.protocol.app.tls.decrypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes keys out of secrets (RFC 5246 section 5, RFC 8446 section 7.1). */
final class KeyDerivation {
  private KeyDerivation() {}

  /**
   * The key block of TLS 1.0 to 1.2.
   *
   * @param hash of TLS 1.2's function; null for that of TLS 1.0 and 1.1
   */
  static byte[] keyBlock(
      byte[] master, byte[] serverRandom, byte[] clientRandom, String hash, int length)
      throws GeneralSecurityException {
    byte[] seed = join("key expansion".getBytes(US_ASCII), serverRandom, clientRandom);
    return random(master, seed, hash, length);
  }

  /**
   * The pseudorandom function of TLS 1.0 to 1.2.
   *
   * @param seed behind its label
   * @param hash of TLS 1.2's function; null for that of TLS 1.0 and 1.1
   */
  static byte[] random(byte[] master, byte[] seed, String hash, int length)
      throws GeneralSecurityException {
    if (hash != null) {
      return expand(hmac(hash), master, seed, length);
    }
    int half = (master.length + 1) / 2;
    byte[] block = expand("HmacMD5", Arrays.copyOf(master, half), seed, length);
    byte[] other =
        expand(
            "HmacSHA1",
            Arrays.copyOfRange(master, master.length - half, master.length),
            seed,
            length);
    for (int i = 0; i < length; i++) {
      block[i] ^= other[i];
    }
    return block;
  }

  private static String hmac(String hash) {
    return "Hmac" + hash.replace("-", "");
  }

  private static byte[] expand(String algorithm, byte[] secret, byte[] seed, int length)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret, algorithm));
    byte[] expanded = new byte[length];
    byte[] chained = seed;
    for (int at = 0; at < length; ) {
      chained = mac.doFinal(chained);
      mac.update(chained);
      byte[] part = mac.doFinal(seed);
      int used = Math.min(part.length, length - at);
      System.arraycopy(part, 0, expanded, at, used);
      at += used;
    }
    return expanded;
  }

  /** HKDF-Expand-Label of TLS 1.3 with an empty context. */
  static byte[] expandLabel(String hash, byte[] secret, String label, int length)
      throws GeneralSecurityException {
    return expand(hash, secret, "tls13 " + label, length);
  }

  /** The same of DTLS 1.3, whose labels begin otherwise (RFC 9147 section 5.9). */
  static byte[] expandDatagramLabel(String hash, byte[] secret, String label, int length)
      throws GeneralSecurityException {
    return expand(hash, secret, "dtls13" + label, length);
  }

  private static byte[] expand(String hash, byte[] secret, String label, int length)
      throws GeneralSecurityException {
    byte[] name = label.getBytes(US_ASCII);
    byte[] info =
        join(
            new byte[] {(byte) (length >> 8), (byte) length, (byte) name.length},
            name,
            new byte[] {0});
    String algorithm = hmac(hash);
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret, algorithm));
    byte[] expanded = new byte[length];
    byte[] last = {};
    int count = 1;
    for (int at = 0; at < length; count++) {
      mac.update(last);
      mac.update(info);
      last = mac.doFinal(new byte[] {(byte) count});
      int used = Math.min(last.length, length - at);
      System.arraycopy(last, 0, expanded, at, used);
      at += used;
    }
    return expanded;
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
