package io.weft.analysis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;

/**
 * Private keys of servers, by which the secrets of sessions are decrypted whose client encrypted
 * them with the server's public key: TLS up to 1.2 with RSA key exchange. Used by one thread.
 */
public final class RsaKeys {
  /** Largest file of keys, in bytes. */
  private static final long MAX_FILE = 1 << 20;

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ((?:RSA |ENCRYPTED )?PRIVATE KEY)-----([^-]*)-----END \\1-----");

  /** The algorithm of an RSA key in front of a key in PKCS#8 (RFC 5208 section 5). */
  private static final byte[] RSA = {
    2, 1, 0, 0x30, 13, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0
  };

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;

  private final List<PrivateKey> keys;

  private RsaKeys(List<PrivateKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads the keys of a file in PEM: PKCS#8 or PKCS#1, not encrypted.
   *
   * @throws IOException where the file cannot be read, or holds no such key
   */
  public static RsaKeys of(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE) {
      throw new IOException("too large for a file of keys");
    }
    Matcher blocks = PEM.matcher(Files.readString(file, ISO_8859_1));
    List<PrivateKey> found = new ArrayList<>();
    while (blocks.find()) {
      if (blocks.group(1).startsWith("ENCRYPTED") || blocks.group(2).contains(":")) {
        throw new IOException("the key is encrypted");
      }
      try {
        byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
        found.add(key(blocks.group(1).startsWith("RSA") ? pkcs8(der) : der));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new IOException("not an RSA key", e);
      }
    }
    if (found.isEmpty()) {
      throw new IOException("no private key in PEM");
    }
    return new RsaKeys(found);
  }

  private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /** Puts a key in PKCS#1 into PKCS#8, the only form that the platform reads. */
  private static byte[] pkcs8(byte[] pkcs1) {
    byte[] key = element(OCTETS, pkcs1);
    byte[] content = Arrays.copyOf(RSA, RSA.length + key.length);
    System.arraycopy(key, 0, content, RSA.length, key.length);
    return element(SEQUENCE, content);
  }

  private static byte[] element(int tag, byte[] content) {
    byte[] element = new byte[4 + content.length];
    element[0] = (byte) tag;
    element[1] = (byte) 0x82; // the length stands in two bytes
    element[2] = (byte) (content.length >> 8);
    element[3] = (byte) content.length;
    System.arraycopy(content, 0, element, 4, content.length);
    return element;
  }

  /**
   * Decrypts a secret (PKCS#1 version 1.5, RFC 8017 section 7.2).
   *
   * @param length of the secret, in bytes
   * @return null where no key fits
   */
  byte[] decrypt(byte[] encrypted, int length) {
    for (PrivateKey key : keys) {
      byte[] block = open(key, encrypted);
      int from = block.length - length;
      if (from > 2 && block[0] == 0 && block[1] == 2 && block[from - 1] == 0) {
        return Arrays.copyOfRange(block, from, block.length);
      }
    }
    return null;
  }

  /** The block that was encrypted; empty where it was for a key of another length. */
  private static byte[] open(PrivateKey key, byte[] encrypted) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key);
      return cipher.doFinal(encrypted);
    } catch (GeneralSecurityException doesNotFit) {
      return new byte[0];
    }
  }
}
