package io.weft.protocol.app.tls.decrypt;

import io.weft.dissect.Secrets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Makes the keys of one session of TLS 1.0 to 1.2, or of DTLS 1.0 and 1.2 as these. */
final class SessionKeys {
  static final int TLS_1_2 = 0x0303;
  static final int TLS_1_1 = 0x0302;
  private static final int TLS_1_0 = 0x0301;
  private static final int SSL_3 = 0x0300;
  private static final int BLOCK = 16;
  private static final int SALT = 4;
  private static final int NONCE = 12;

  /** So begin the suites whose client encrypts a secret with the server's public key. */
  private static final String BY_RSA = "TLS_RSA_WITH_";

  private static final String MASTER_SECRET = "CLIENT_RANDOM";

  /** Length of the header of a message of the handshake, in bytes. */
  private final int messageHeader;

  /** What a private key of the server needs to know; null where no keys are known. */
  private RsaKeyExchange rsa;

  private boolean isMissing;
  private String unsupported;

  /**
   * @param messageHeader length of the header of a message of the handshake, in bytes
   */
  SessionKeys(int messageHeader) {
    this.messageHeader = messageHeader;
  }

  /** Takes a message of the handshake, with its header, while no side encrypts. */
  void handshake(boolean ofClient, byte[] bytes, int from, int to) {
    if (rsa == null) {
      rsa = new RsaKeyExchange(messageHeader);
    }
    rsa.message(ofClient, bytes, from, to);
  }

  /** Has a key been asked for that is not known? */
  boolean isMissing() {
    return isMissing;
  }

  /** What cannot be decrypted here, although there may be keys; null for nothing. */
  String unsupported() {
    return unsupported;
  }

  /** Estimated memory of what waits for a private key, in bytes. */
  int memory() {
    return rsa == null ? 0 : rsa.memory();
  }

  /**
   * Takes the encryption off the records that a side sends from now on; null where that cannot be
   * done.
   *
   * @param version of TLS
   */
  Protection protection(boolean ofClient, int version, Agreement agreement, Secrets known) {
    Suite how = agreement.suite() == null ? null : Suite.of(agreement.suite());
    if (version > TLS_1_2 || version < TLS_1_0) {
      unsupported = version == SSL_3 ? "SSL 3.0" : "version";
      return null;
    }
    if (how == null) {
      unsupported = "cipher " + agreement.suite();
      return null;
    }
    try {
      byte[] master = master(version, how, agreement, known);
      if (master == null || master.length == 0) {
        isMissing = true;
        return null;
      }
      return protection(ofClient, version, how, master, agreement);
    } catch (GeneralSecurityException e) {
      unsupported = e.getMessage();
      return null;
    }
  }

  private byte[] master(int version, Suite how, Agreement agreement, Secrets known)
      throws GeneralSecurityException {
    byte[] master = known.find(MASTER_SECRET, agreement.clientRandom());
    if (master == null && rsa != null && agreement.suite().startsWith(BY_RSA)) {
      String hash = version <= TLS_1_1 ? null : how.hash();
      return rsa.master(
          hash, agreement.extended(), agreement.clientRandom(), agreement.serverRandom(), known);
    }
    return master;
  }

  private static Protection protection(
      boolean ofClient, int version, Suite suite, byte[] master, Agreement agreement)
      throws GeneralSecurityException {
    boolean isCbc = suite.mode() == Suite.Mode.CBC;
    int mac = isCbc ? suite.tagLength() : 0;
    int iv =
        isCbc
            ? version == TLS_1_0 ? BLOCK : 0
            : suite.mode() == Suite.Mode.CHACHA20_POLY1305 ? NONCE : SALT;
    byte[] block =
        KeyDerivation.keyBlock(
            master,
            agreement.serverRandom(),
            agreement.clientRandom(),
            version <= TLS_1_1 ? null : suite.hash(),
            2 * (mac + suite.keyLength() + iv));
    int side = ofClient ? 0 : 1;
    byte[] macKey = part(block, side * mac, mac);
    byte[] key = part(block, 2 * mac + side * suite.keyLength(), suite.keyLength());
    byte[] fixed = part(block, 2 * (mac + suite.keyLength()) + side * iv, iv);
    return isCbc
        ? new CbcProtection(suite, key, macKey, iv == 0 ? null : fixed, agreement.encryptThenMac())
        : new AeadProtection(suite, false, key, fixed);
  }

  private static byte[] part(byte[] block, int from, int length) {
    return Arrays.copyOfRange(block, from, from + length);
  }
}
