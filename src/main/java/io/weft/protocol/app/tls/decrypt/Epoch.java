package io.weft.protocol.app.tls.decrypt;

import java.security.GeneralSecurityException;

/** The time of one key in one direction: its records are numbered from 0. */
final class Epoch {
  /** The secret's name in a key log; null for a key that the last one gave. */
  final String label;

  /** May the next key begin without notice? */
  final boolean endsUnseen;

  private Protection protection;
  private byte[] secret;
  private long sequence;

  Epoch(String label, boolean endsUnseen) {
    this.label = label;
    this.endsUnseen = endsUnseen;
  }

  Epoch(Protection protection) {
    this(null, false);
    this.protection = protection;
  }

  boolean hasKey() {
    return protection != null;
  }

  Protection protection() {
    return protection;
  }

  long sequence() {
    return sequence;
  }

  void sequence(long next) {
    sequence = next;
  }

  /** Takes a traffic secret of TLS 1.3. */
  void secret(Suite suite, byte[] known) throws GeneralSecurityException {
    secret = known;
    protection =
        new AeadProtection(
            suite,
            true,
            KeyDerivation.expandLabel(suite.hash(), known, "key", suite.keyLength()),
            KeyDerivation.expandLabel(suite.hash(), known, "iv", 12));
  }

  /** The time of the key that a KeyUpdate brings (RFC 8446 section 7.2). */
  Epoch next(Suite suite) throws GeneralSecurityException {
    Epoch next = new Epoch(null, false);
    next.secret(
        suite, KeyDerivation.expandLabel(suite.hash(), secret, "traffic upd", secret.length));
    return next;
  }

  /** Can its key give another one? */
  boolean hasSecret() {
    return secret != null;
  }
}
