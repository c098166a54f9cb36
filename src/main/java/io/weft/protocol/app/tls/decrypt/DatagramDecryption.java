package io.weft.protocol.app.tls.decrypt;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Secrets;
import java.security.GeneralSecurityException;

/**
 * Decrypts the records of one association of DTLS 1.0 or 1.2 (RFC 6347), as far as its secrets are
 * known. Each record tells its number and that of its keys: one that is lost, or comes late, costs
 * only itself.
 */
public final class DatagramDecryption {
  /** Memory of the keys of one epoch and direction with what decrypts by them, in bytes. */
  private static final int PROTECTION_BYTES = 900;

  /** Length of the header of a message that is one fragment, in bytes. */
  private static final int MESSAGE_HEADER = 12;

  private static final int HEADER = 13;
  private static final int EPOCH = 3;
  private static final int LENGTH = 11;
  private static final int BLOCK = 16;
  private static final int DTLS_1_0 = 0xFEFF;
  private static final int DTLS_1_2 = 0xFEFD;

  private final SessionKeys keys = new SessionKeys(MESSAGE_HEADER);
  private final Side client = new Side();
  private final Side server = new Side();
  private String unsupported;
  private byte[] clear = {};
  private int clearTo;

  /** The records of one direction, with its last keys and those before: records may overtake. */
  private static final class Side {
    private Protection last;
    private int lastEpoch;
    private Protection before;
    private int beforeEpoch;
    private long opened;
    private long refused;
    private long withoutKey;

    Protection protection(int epoch) {
      return epoch == lastEpoch ? last : epoch == beforeEpoch ? before : null;
    }

    /** Is it of use to look for the keys of these records, or to try them? */
    boolean isWorthwhile() {
      return opened > 0
          || (refused < SealedStream.MAX_REFUSED && withoutKey < SealedStream.MAX_LOOKED_FOR);
    }

    int memory() {
      return (last == null ? 0 : PROTECTION_BYTES) + (before == null ? 0 : PROTECTION_BYTES);
    }

    void begin(int epoch, Protection protection) {
      before = last;
      beforeEpoch = lastEpoch;
      last = protection;
      lastEpoch = epoch;
    }
  }

  /** Estimated memory, in bytes. */
  public int memory() {
    return client.memory() + server.memory() + keys.memory();
  }

  /**
   * Takes a message of the handshake, while no side encrypts.
   *
   * @param body index behind its header, which is that of one fragment
   */
  public void handshake(boolean ofClient, byte[] bytes, int body, int to) {
    keys.handshake(ofClient, bytes, body - MESSAGE_HEADER, to);
  }

  /**
   * Decrypts a record. Where it does, {@link #clear} holds the record's header and the text behind
   * it.
   *
   * @param record index of the record's header
   * @param body index behind it
   * @param to index behind its last byte
   */
  public boolean open(
      boolean ofClient,
      byte[] bytes,
      int record,
      int body,
      int to,
      Agreement agreement,
      Secrets known) {
    Side side = ofClient ? client : server;
    Protection protection = protection(side, ofClient, bytes, record, agreement, known);
    if (protection == null) {
      return false;
    }
    byte[] text = new byte[HEADER + to - body + BLOCK];
    int length;
    try {
      long sequence = BigEndian.i64(bytes, record + EPOCH);
      length = protection.open(bytes, record, body, to, sequence, text, HEADER);
    } catch (GeneralSecurityException e) {
      unsupported = e.getMessage();
      return false;
    }
    if (length == Protection.REFUSED) {
      side.refused++;
      return false;
    }
    side.opened++;
    System.arraycopy(bytes, record, text, 0, LENGTH);
    if (body - record > HEADER) { // with a connection identifier (RFC 9146 section 4)
      int type = InnerText.typeAt(text, HEADER, HEADER + length);
      if (type < 0) {
        return false;
      }
      text[0] = text[type];
      length = type - HEADER;
    }
    BigEndian.putU16(text, LENGTH, length);
    clear = text;
    clearTo = HEADER + length;
    return true;
  }

  private Protection protection(
      Side side, boolean ofClient, byte[] bytes, int record, Agreement agreement, Secrets known) {
    if (!side.isWorthwhile()) {
      return null;
    }
    int epoch = BigEndian.u16(bytes, record + EPOCH);
    Protection protection = side.protection(epoch);
    if (protection == null && epoch > side.lastEpoch) {
      protection = keys.protection(ofClient, version(agreement.version()), agreement, known);
      if (protection == null) {
        side.withoutKey++;
      } else {
        side.begin(epoch, protection);
      }
    }
    return protection;
  }

  /** The version of TLS that a version of DTLS is like. */
  private static int version(int ofDatagrams) {
    return switch (ofDatagrams) {
      case DTLS_1_0 -> SessionKeys.TLS_1_1;
      case DTLS_1_2 -> SessionKeys.TLS_1_2;
      default -> ofDatagrams;
    };
  }

  /** The last record that was decrypted; a new array for each. */
  public byte[] clear() {
    return clear;
  }

  /** Index behind the text in {@link #clear}. */
  public int clearTo() {
    return clearTo;
  }

  /** What became of it; null where nothing was to be decrypted. */
  public DecryptionResult result() {
    return DecryptionResult.of(
        client.opened,
        server.opened,
        client.refused + server.refused,
        keys.isMissing(),
        unsupported != null ? unsupported : keys.unsupported());
  }
}
