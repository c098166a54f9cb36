package io.weft.protocol.app.tls.decrypt;

/**
 * How a cipher suite protects records, as its name tells.
 *
 * @param mode how records are encrypted
 * @param keyLength of the key in bytes
 * @param tagLength of the tag behind each record in bytes; in {@link Mode#CBC} of the MAC
 * @param hash of the key derivation, in {@link java.security.MessageDigest}'s words
 * @param mac of {@link Mode#CBC}, in {@link javax.crypto.Mac}'s words; else null
 */
record Suite(Mode mode, int keyLength, int tagLength, String hash, String mac) {
  /** The ways to encrypt records. */
  enum Mode {
    GCM,
    CCM,
    CHACHA20_POLY1305,
    CBC
  }

  private static final int TAG = 16;
  private static final int SHORT_TAG = 8;

  /** The suite of that IANA name; null where its records cannot be decrypted here. */
  static Suite of(String name) {
    String hash = name.endsWith("_SHA384") ? "SHA-384" : "SHA-256";
    if (name.contains("_CHACHA20_POLY1305")) {
      return new Suite(Mode.CHACHA20_POLY1305, 32, TAG, hash, null);
    }
    int key = name.contains("_AES_128_") ? 16 : name.contains("_AES_256_") ? 32 : 0;
    if (key == 0) {
      return null;
    }
    if (name.contains("_GCM_")) {
      return new Suite(Mode.GCM, key, TAG, hash, null);
    }
    if (name.contains("_CCM")) {
      return new Suite(Mode.CCM, key, name.contains("_CCM_8") ? SHORT_TAG : TAG, hash, null);
    }
    if (name.contains("_CBC_")) {
      return name.endsWith("_SHA384")
          ? new Suite(Mode.CBC, key, 48, hash, "HmacSHA384")
          : name.endsWith("_SHA256")
              ? new Suite(Mode.CBC, key, 32, hash, "HmacSHA256")
              : new Suite(Mode.CBC, key, 20, hash, "HmacSHA1");
    }
    return null;
  }
}
