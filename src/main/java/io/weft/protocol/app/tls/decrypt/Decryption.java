package io.weft.protocol.app.tls.decrypt;

import io.weft.dissect.Secrets;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Decrypts the records of one connection, as far as its secrets are known. Records whose tag is
 * wrong are never given out: a key that does not fit gives nothing.
 */
public final class Decryption {
  private static final int HEADER = 5;
  private static final int MESSAGE_HEADER = 4;

  /** Memory of the keys of one side with what decrypts by them, in bytes. */
  private static final int STREAM_BYTES = 1_000;

  private static final int BLOCK = 16;

  private static final String EARLY = "CLIENT_EARLY_TRAFFIC_SECRET";
  private static final String CLIENT_HANDSHAKE = "CLIENT_HANDSHAKE_TRAFFIC_SECRET";
  private static final String SERVER_HANDSHAKE = "SERVER_HANDSHAKE_TRAFFIC_SECRET";
  private static final String CLIENT_APPLICATION = "CLIENT_TRAFFIC_SECRET_0";
  private static final String SERVER_APPLICATION = "SERVER_TRAFFIC_SECRET_0";

  private final SealedStream client = new SealedStream();
  private final SealedStream server = new SealedStream();

  /** Makes the keys of TLS 1.0 to 1.2. */
  private final SessionKeys keys = new SessionKeys(MESSAGE_HEADER);

  private byte[] clientRandom;
  private Secrets secrets = Secrets.NONE;
  private boolean noKey;
  private String unsupported;

  private byte[] clear = {};
  private int clearTo;
  private int contentType;

  private SealedStream stream(boolean ofClient) {
    return ofClient ? client : server;
  }

  /** Is it of use to offer the next encrypted record of this side? */
  public boolean isWorthwhile(boolean ofClient) {
    return stream(ofClient).isWorthwhile();
  }

  /** Estimated memory, in bytes. */
  public int memory() {
    return (client.isBegun() ? STREAM_BYTES : 0)
        + (server.isBegun() ? STREAM_BYTES : 0)
        + keys.memory();
  }

  /** Takes a message of the handshake, with its header, while no side encrypts. */
  public void handshake(boolean ofClient, byte[] bytes, int from, int to) {
    keys.handshake(ofClient, bytes, from, to);
  }

  /** A side of TLS 1.0 to 1.2 encrypts from now on. */
  public void changeCipher(boolean ofClient, Agreement agreement, Secrets known) {
    Protection protection = keys.protection(ofClient, agreement.version(), agreement, known);
    if (protection != null) {
      stream(ofClient).begin(new Epoch(protection));
    }
  }

  /**
   * A client of TLS 1.3 sends data before the server has answered.
   *
   * @param suites the IANA names of what it offers: the first whose hash fits the secret is tried
   */
  public void beginEarly(byte[] randomOfClient, List<String> suites, Secrets known) {
    clientRandom = randomOfClient;
    secrets = known;
    byte[] secret = known.find(EARLY, randomOfClient);
    if (secret == null) {
      noKey = true;
      return;
    }
    for (String name : suites) {
      Suite suite = Suite.of(name);
      boolean fits = suite != null && secret.length == (suite.hash().equals("SHA-384") ? 48 : 32);
      if (fits && !name.contains("_WITH_")) {
        client.suite(suite);
        client.begin(new Epoch(EARLY, true));
        return;
      }
    }
  }

  /**
   * The server has chosen TLS 1.3: both sides encrypt from now on.
   *
   * @param suite the cipher suite's IANA name, or null where it has none
   */
  public void begin(String suite, byte[] randomOfClient, Secrets known) {
    Suite how = suite == null ? null : Suite.of(suite);
    if (how == null) {
      unsupported = "cipher " + suite;
      return;
    }
    clientRandom = randomOfClient;
    secrets = known;
    client.suite(how);
    server.suite(how);
    if (client.isBegun()) {
      client.add(new Epoch(CLIENT_HANDSHAKE, false));
    } else {
      client.begin(new Epoch(CLIENT_HANDSHAKE, false));
    }
    client.add(new Epoch(CLIENT_APPLICATION, false));
    server.begin(new Epoch(SERVER_HANDSHAKE, false));
    server.add(new Epoch(SERVER_APPLICATION, false));
  }

  /** A side of TLS 1.3 has sent its Finished: other keys follow. */
  public void finished(boolean ofClient) {
    stream(ofClient).finished(ofClient ? CLIENT_HANDSHAKE : SERVER_HANDSHAKE);
  }

  /** The client's early data is over. */
  public void endOfEarlyData() {
    client.finished(EARLY);
  }

  /** A side of TLS 1.3 goes on with the key that follows from its last one. */
  public void keyUpdate(boolean ofClient) {
    try {
      stream(ofClient).updated();
    } catch (GeneralSecurityException e) {
      unsupported = e.getMessage();
    }
  }

  /** One encrypted record of a side is missing. */
  public void lostOne(boolean ofClient) {
    stream(ofClient).lostOne();
  }

  /** Some bytes are missing, and with them an unknown number of records. */
  public void lost(boolean ofClient, long bytes) {
    stream(ofClient).lost(bytes);
  }

  /**
   * Decrypts a record. Where it does, {@link #clear} holds a record's header and the text behind
   * it.
   *
   * @param record index of the record's header
   * @param to index behind its last byte
   */
  public boolean open(boolean ofClient, byte[] bytes, int record, int to) {
    SealedStream stream = stream(ofClient);
    if (!stream.isWorthwhile()) {
      return false;
    }
    byte[] text = new byte[to - record + BLOCK];
    int length;
    try {
      length =
          stream.open(bytes, record, to, text, HEADER, label -> secrets.find(label, clientRandom));
    } catch (GeneralSecurityException e) {
      unsupported = e.getMessage();
      return false;
    }
    if (length == Protection.REFUSED) {
      return false;
    }
    contentType = bytes[record] & 0xFF;
    if (stream.isOfTls13()) {
      int type = InnerText.typeAt(text, HEADER, HEADER + length);
      if (type < 0) {
        return false;
      }
      length = type - HEADER;
      contentType = text[type] & 0xFF;
    }
    text[0] = (byte) contentType;
    text[1] = bytes[record + 1];
    text[2] = bytes[record + 2];
    text[3] = (byte) (length >> 8);
    text[4] = (byte) length;
    clear = text;
    clearTo = HEADER + length;
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

  /** What the text is: a content type of TLS. */
  public int contentType() {
    return contentType;
  }

  /** How long the text of a record is that was not decrypted, about; at least 1. */
  public int textLength(boolean ofClient, int bodyLength) {
    return Math.max(1, bodyLength - stream(ofClient).overhead());
  }

  /** What became of it; null where nothing was to be decrypted. */
  public DecryptionResult result() {
    boolean isWithoutKey =
        noKey || keys.isMissing() || client.withoutKey() + server.withoutKey() > 0;
    return DecryptionResult.of(
        client.opened(),
        server.opened(),
        client.refused() + server.refused(),
        isWithoutKey,
        unsupported != null ? unsupported : keys.unsupported());
  }
}
