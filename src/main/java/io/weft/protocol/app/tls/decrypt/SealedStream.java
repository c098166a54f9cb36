package io.weft.protocol.app.tls.decrypt;

import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The encrypted records of one direction, and the keys for them, one after the other. */
final class SealedStream {
  /** Most numbers of records that are tried behind a gap. */
  private static final int MAX_TRIED = 256;

  /** A key that fits none of the first records is not tried any longer. */
  static final int MAX_REFUSED = 8;

  /** In so many records a key that is missing is looked for. */
  static final int MAX_LOOKED_FOR = 64;

  private static final int HEADER = 5;
  private static final int SHORTEST_RECORD = HEADER + 24;

  private final Deque<Epoch> epochs = new ArrayDeque<>(3);
  private Suite suite;

  /** How many records may be missing in front of the next one. */
  private int missing;

  private long opened;
  private long refused;
  private long withoutKey;

  /** Gives the keys of TLS 1.3 when they are needed. */
  interface Keys {
    /** The secret of that name, or null. */
    byte[] find(String label);
  }

  void suite(Suite known) {
    suite = known;
  }

  /** Forgets all keys, and takes this one. */
  void begin(Epoch first) {
    epochs.clear();
    epochs.add(first);
  }

  void add(Epoch later) {
    epochs.add(later);
  }

  boolean isBegun() {
    return !epochs.isEmpty();
  }

  /** Is the current key one of TLS 1.3? */
  boolean isOfTls13() {
    return isBegun() && epochs.peek().hasSecret();
  }

  long opened() {
    return opened;
  }

  long refused() {
    return refused;
  }

  /** Records for which there was no key. */
  long withoutKey() {
    return withoutKey;
  }

  /** Is it of use to try the next record? */
  boolean isWorthwhile() {
    return isBegun() && (opened > 0 || (refused < MAX_REFUSED && withoutKey < MAX_LOOKED_FOR));
  }

  /** One record is not in the capture. */
  void lostOne() {
    if (isBegun()) {
      epochs.peek().sequence(epochs.peek().sequence() + 1);
    }
  }

  /** An unknown number of records is not in the capture. */
  void lost(long bytes) {
    missing = (int) Math.min(MAX_TRIED, missing + 1 + bytes / SHORTEST_RECORD);
  }

  /** The sender goes on with the next key, if the current one has this name. */
  void finished(String label) {
    Epoch current = epochs.peek();
    if (current != null && label.equals(current.label) && epochs.size() > 1) {
      epochs.remove();
    }
  }

  void updated() throws GeneralSecurityException {
    Epoch current = epochs.peek();
    if (current != null && current.hasSecret()) {
      begin(current.next(suite));
    }
  }

  /** Bytes of a record that are no text. */
  int overhead() {
    Epoch current = epochs.peek();
    return current == null || !current.hasKey() ? 0 : current.protection().overhead();
  }

  /**
   * Decrypts a record.
   *
   * @return the length of the text, or {@link Protection#REFUSED}
   */
  int open(byte[] bytes, int record, int to, byte[] clear, int at, Keys keys)
      throws GeneralSecurityException {
    int length = tryAll(bytes, record, to, clear, at, keys);
    Epoch current = epochs.peek();
    if (current.hasKey()) {
      current.protection().pass(bytes, to);
      if (length == Protection.REFUSED) {
        refused++;
        current.sequence(current.sequence() + 1);
      }
    } else {
      withoutKey++;
      current.sequence(current.sequence() + 1);
    }
    if (length != Protection.REFUSED) {
      opened++;
      missing = 0;
    }
    return length;
  }

  private int tryAll(byte[] bytes, int record, int to, byte[] clear, int at, Keys keys)
      throws GeneralSecurityException {
    boolean mayBeLater = true;
    int passed = 0;
    for (Iterator<Epoch> each = epochs.iterator(); mayBeLater && each.hasNext(); passed++) {
      Epoch epoch = each.next();
      if (!epoch.hasKey() && epoch.label != null) {
        byte[] secret = keys.find(epoch.label);
        if (secret != null && suite != null) {
          epoch.secret(suite, secret);
        }
      }
      if (epoch.hasKey()) {
        int length = tryOne(epoch, bytes, record, to, clear, at);
        if (length != Protection.REFUSED) {
          for (; passed > 0; passed--) {
            epochs.remove();
          }
          return length;
        }
      }
      mayBeLater = missing > 0 || epoch.endsUnseen;
    }
    Epoch last = epochs.peekLast();
    if (missing > 0 && last.hasSecret()) {
      Epoch updated = last.next(suite);
      int length = tryOne(updated, bytes, record, to, clear, at);
      if (length != Protection.REFUSED) {
        begin(updated);
        return length;
      }
    }
    return Protection.REFUSED;
  }

  private int tryOne(Epoch epoch, byte[] bytes, int record, int to, byte[] clear, int at)
      throws GeneralSecurityException {
    for (int skipped = 0; skipped <= missing; skipped++) {
      long sequence = epoch.sequence() + skipped;
      int length = epoch.protection().open(bytes, record, record + HEADER, to, sequence, clear, at);
      if (length != Protection.REFUSED) {
        epoch.sequence(sequence + 1);
        return length;
      }
    }
    return Protection.REFUSED;
  }
}
