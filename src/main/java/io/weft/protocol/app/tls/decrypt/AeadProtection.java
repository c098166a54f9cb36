package io.weft.protocol.app.tls.decrypt;

import io.weft.bytes.BigEndian;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption: AES in GCM (RFC 5288) and CCM (RFC 6655), ChaCha20 with Poly1305 (RFC
 * 7905), and all of these in TLS 1.3 (RFC 8446 section 5.2).
 */
final class AeadProtection implements Protection {
  private static final int HEADER = 5;
  private static final int NONCE = 12;
  private static final int EXPLICIT = 8;
  private static final int SEQUENCE = 8;

  /**
   * Type of a record of DTLS 1.2 with a connection identifier, which is not that of its content.
   */
  private static final int WITH_CID = 25;

  /** Where the identifier begins in such a record, behind type, version and number. */
  private static final int CID = 11;

  private final Suite suite;
  private final boolean tls13;
  private final SecretKeySpec key;
  private final byte[] iv;
  private final AesCcm ccm;
  private Cipher gcm;

  /**
   * @param iv 12 bytes, or the first 4 of a nonce whose others stand in the record
   */
  AeadProtection(Suite suite, boolean tls13, byte[] key, byte[] iv)
      throws GeneralSecurityException {
    this.suite = suite;
    this.tls13 = tls13;
    this.key =
        new SecretKeySpec(key, suite.mode() == Suite.Mode.CHACHA20_POLY1305 ? "ChaCha20" : "AES");
    this.iv = iv.clone();
    ccm = suite.mode() == Suite.Mode.CCM ? new AesCcm(key, suite.tagLength()) : null;
  }

  private int explicit() {
    return iv.length < NONCE ? EXPLICIT : 0;
  }

  @Override
  public int overhead() {
    return explicit() + suite.tagLength() + (tls13 ? 1 : 0);
  }

  @Override
  public int open(byte[] bytes, int header, int body, int to, long sequence, byte[] clear, int at)
      throws GeneralSecurityException {
    int from = body + explicit();
    int length = to - from - suite.tagLength();
    if (length < 0) {
      return REFUSED;
    }
    byte[] nonce = nonce(bytes, body, sequence);
    byte[] additional = additional(bytes, header, body, sequence, length);
    if (suite.mode() == Suite.Mode.CCM) {
      return ccm.open(nonce, additional, bytes, from, to, clear, at);
    }
    try {
      Cipher cipher = cipher(nonce);
      cipher.updateAAD(additional);
      return cipher.doFinal(bytes, from, to - from, clear, at);
    } catch (AEADBadTagException notWithThisKey) {
      return REFUSED;
    }
  }

  private Cipher cipher(byte[] nonce) throws GeneralSecurityException {
    if (suite.mode() == Suite.Mode.GCM) {
      if (gcm == null) {
        gcm = Cipher.getInstance("AES/GCM/NoPadding");
      }
      gcm.init(
          Cipher.DECRYPT_MODE, key, new GCMParameterSpec(suite.tagLength() * Byte.SIZE, nonce));
      return gcm;
    }
    // One that has been used refuses the same nonce again, which a second try has.
    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
    cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
    return cipher;
  }

  private byte[] nonce(byte[] bytes, int explicitAt, long sequence) {
    byte[] nonce = Arrays.copyOf(iv, NONCE);
    if (explicit() > 0) {
      System.arraycopy(bytes, explicitAt, nonce, iv.length, EXPLICIT);
    } else {
      for (int i = 0; i < SEQUENCE; i++) {
        nonce[NONCE - 1 - i] ^= (byte) (sequence >>> (Byte.SIZE * i));
      }
    }
    return nonce;
  }

  /** What is authenticated but not encrypted: in TLS 1.3 the header as it stands. */
  private byte[] additional(byte[] bytes, int header, int body, long sequence, int length) {
    if (tls13) {
      return Arrays.copyOfRange(bytes, header, body);
    }
    return header(bytes, header, body, sequence, length);
  }

  /**
   * What is authenticated of a record before version 1.3: number, type, version, and length of the
   * text.
   *
   * @param body index behind the record's header
   */
  static byte[] header(byte[] bytes, int record, int body, long sequence, int length) {
    if (bytes[record] == WITH_CID) {
      return headerWithCid(bytes, record, body, length);
    }
    byte[] header = new byte[SEQUENCE + HEADER];
    for (int i = 0; i < SEQUENCE; i++) {
      header[SEQUENCE - 1 - i] = (byte) (sequence >>> (Byte.SIZE * i));
    }
    System.arraycopy(bytes, record, header, SEQUENCE, 3);
    header[SEQUENCE + 3] = (byte) (length >> 8);
    header[SEQUENCE + 4] = (byte) length;
    return header;
  }

  /**
   * The same of a record with a connection identifier (RFC 9146 section 5): eight bytes in place of
   * the number, the type, the identifier's length, and the header with the length of the text.
   */
  private static byte[] headerWithCid(byte[] bytes, int record, int body, int length) {
    int head = body - 2 - record;
    byte[] header = new byte[SEQUENCE + 2 + head + 2];
    Arrays.fill(header, 0, SEQUENCE, (byte) 0xFF);
    header[SEQUENCE] = WITH_CID;
    header[SEQUENCE + 1] = (byte) (head - CID);
    System.arraycopy(bytes, record, header, SEQUENCE + 2, head);
    BigEndian.putU16(header, SEQUENCE + 2 + head, length);
    return header;
  }
}
