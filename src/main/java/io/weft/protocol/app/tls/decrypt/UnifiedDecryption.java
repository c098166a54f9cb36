package io.weft.protocol.app.tls.decrypt;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Secrets;
import java.security.GeneralSecurityException;

/**
 * Decrypts the records of one association of DTLS 1.3, whose headers have the unified form (RFC
 * 9147 section 4), as far as its secrets are known. Of the number of a record's keys its header has
 * two bits, and of its own number the lowest 8 or 16, which are hidden: a record that is lost, or
 * comes late, costs only itself.
 */
public final class UnifiedDecryption {
  /** Memory of the keys of one epoch and direction with what decrypts by them, in bytes. */
  private static final int EPOCH_BYTES = 1_600;

  /** The header of a record of DTLS 1.2, in whose form a decrypted one is given. */
  private static final int HEADER = 13;

  private static final int EPOCH = 3;
  private static final int LENGTH = 11;
  private static final int VERSION_1_2 = 0xFEFD;

  private static final int BLOCK = 16;
  private static final int EPOCH_BITS = 3;
  private static final int APPLICATION = 3;

  private final Side client =
      new Side(
          null,
          "CLIENT_EARLY_TRAFFIC_SECRET",
          "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
          "CLIENT_TRAFFIC_SECRET_0");
  private final Side server =
      new Side(null, null, "SERVER_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0");
  private String unsupported;
  private byte[] clear = {};
  private int clearTo;

  /** The records of one direction. */
  private static final class Side {
    /** The names of the first secrets in a key log, by their epochs; null where there is none. */
    private final String[] labels;

    /** The last epoch with each value of the two bits. */
    private final DatagramEpoch[] epochs = new DatagramEpoch[EPOCH_BITS + 1];

    /** Epochs behind the newest that records were tried with, by these bits, or older ones. */
    private final DatagramEpoch[] ahead = new DatagramEpoch[EPOCH_BITS + 1];

    /** Number of the last epoch of application data. */
    private long newest = APPLICATION;

    private long opened;
    private long refused;
    private long withoutKey;

    Side(String... labels) {
      this.labels = labels;
    }

    int memory() {
      int bytes = 0;
      for (int i = 0; i <= EPOCH_BITS; i++) {
        bytes += epochs[i] == null ? 0 : EPOCH_BYTES;
        bytes += ahead[i] == null || ahead[i] == epochs[i] ? 0 : EPOCH_BYTES;
      }
      return bytes;
    }

    /** Is it of use to look for the keys of these records, or to try them? */
    boolean isWorthwhile() {
      return opened > 0
          || (refused < SealedStream.MAX_REFUSED && withoutKey < SealedStream.MAX_LOOKED_FOR);
    }

    /** The last epoch with these bits; null where its key is not known. */
    DatagramEpoch epoch(int bits, Suite suite, byte[] random, Secrets known)
        throws GeneralSecurityException {
      if (epochs[bits] == null && labels[bits] != null) {
        byte[] secret = known.find(labels[bits], random);
        if (secret != null && secret.length > 0) {
          epochs[bits] = new DatagramEpoch(bits, suite, secret);
        }
      }
      return epochs[bits];
    }

    /** The last epoch of application data; null where its key is not known. */
    DatagramEpoch newest(Suite suite, byte[] random, Secrets known)
        throws GeneralSecurityException {
      return epoch((int) newest & EPOCH_BITS, suite, random, known);
    }

    /** The next epoch with these bits behind an epoch. */
    DatagramEpoch later(int bits, DatagramEpoch than) throws GeneralSecurityException {
      DatagramEpoch later = than;
      do {
        long number = later.number() + 1;
        int place = (int) number & EPOCH_BITS;
        if (ahead[place] == null || ahead[place].number() != number) {
          ahead[place] = later.next();
        }
        later = ahead[place];
      } while (((int) later.number() & EPOCH_BITS) != bits);
      return later;
    }

    void goOn(DatagramEpoch later) {
      newest = later.number();
      epochs[(int) newest & EPOCH_BITS] = later;
    }
  }

  /** Estimated memory, in bytes. */
  public int memory() {
    return client.memory() + server.memory();
  }

  /**
   * Decrypts a record. Where it does, {@link #clear} holds it in the form of a record of DTLS 1.2:
   * a header of 13 bytes with the type of its content, and the text behind it.
   *
   * @param record index of the record's header
   * @param numberAt index of its number, behind the connection identifier
   * @param numberLength 1 or 2
   * @param body index behind its header
   * @param to index behind its last byte
   */
  public boolean open(
      boolean ofClient,
      byte[] bytes,
      int record,
      int numberAt,
      int numberLength,
      int body,
      int to,
      Agreement agreement,
      Secrets known) {
    Side side = ofClient ? client : server;
    Suite suite = agreement.suite() == null ? null : Suite.of(agreement.suite());
    if (suite == null) {
      unsupported = "cipher " + agreement.suite();
    }
    if (suite == null || !side.isWorthwhile() || to - body < NumberMask.SAMPLE) {
      return false;
    }
    int bits = bytes[record] & EPOCH_BITS;
    byte[] random = agreement.clientRandom();
    try {
      DatagramEpoch epoch = side.epoch(bits, suite, random, known);
      DatagramEpoch newest = side.newest(suite, random, known);
      if (epoch == null && newest == null) {
        side.withoutKey++;
        return false;
      }
      byte[] text = new byte[HEADER + to - body + BLOCK];
      int length = Protection.REFUSED;
      if (epoch != null) {
        length = epoch.open(bytes, record, numberAt, numberLength, body, to, text, HEADER);
      }
      if (length == Protection.REFUSED && newest != null) {
        epoch = side.later(bits, newest);
        length = epoch.open(bytes, record, numberAt, numberLength, body, to, text, HEADER);
        if (length != Protection.REFUSED) {
          side.goOn(epoch);
        }
      }
      if (length != Protection.REFUSED) {
        side.opened++;
        return take(text, length, epoch);
      }
      side.refused++;
    } catch (GeneralSecurityException e) {
      unsupported = e.getMessage();
    }
    return false;
  }

  private boolean take(byte[] text, int textLength, DatagramEpoch epoch) {
    int type = InnerText.typeAt(text, HEADER, HEADER + textLength);
    if (type < 0) {
      return false;
    }
    text[0] = text[type];
    BigEndian.putU16(text, 1, VERSION_1_2);
    BigEndian.putI64(text, EPOCH, epoch.sequence());
    BigEndian.putU16(text, EPOCH, (int) epoch.number());
    BigEndian.putU16(text, LENGTH, type - HEADER);
    clear = text;
    clearTo = type;
    return true;
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
        client.withoutKey + server.withoutKey > 0,
        unsupported);
  }
}
