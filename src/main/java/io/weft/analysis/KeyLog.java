package io.weft.analysis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.capture.CaptureInfo;
import io.weft.dissect.Secrets;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The secrets of a key log in the form of NSS (SSLKEYLOGFILE): a line each, with a label, the
 * session in base 16, and the secret in base 16. Other lines are passed over. They come from a
 * file, which is read on as it grows, and from the blocks of a capture. Used by one thread.
 */
public final class KeyLog implements Secrets {
  /** Most secrets that are kept: some hundred megabytes of them. */
  private static final int MAX_SECRETS = 1_000_000;

  /** Longest line that can hold a secret, in characters. */
  private static final int MAX_LINE = 1024;

  /** A file is looked at again when so much time has passed, in nanoseconds. */
  private static final long LOOK_AGAIN = 200_000_000;

  /** Label of the secrets that a client sends encrypted with the server's public key. */
  private static final String RSA = "RSA";

  /** So many bytes of such an encrypted secret are its identifier in a log. */
  private static final int RSA_IDENTIFIER = 8;

  /** Length of such a secret in bytes (RFC 5246 section 7.4.7.1). */
  private static final int RSA_SECRET = 48;

  /** How much of a file is read at a time, in bytes. */
  private static final int CHUNK = 1 << 16;

  private final Map<String, Map<ByteBuffer, byte[]>> byLabel = new HashMap<>();
  private final Path file;
  private long read;
  private long lookedAt;
  private String unfinished = "";
  private int count;
  private int blocks;

  /** Null where there are none. */
  private final RsaKeys rsa;

  private KeyLog(Path file, RsaKeys rsa) {
    this.file = file;
    this.rsa = rsa;
  }

  /** A log that holds only what captures bring. */
  static KeyLog empty() {
    return new KeyLog(null, null);
  }

  /**
   * Reads a file to its end; it is read on when a secret is missing.
   *
   * @throws IOException where it cannot be read
   */
  public static KeyLog of(Path file) throws IOException {
    return of(file, null);
  }

  /**
   * The same, with private keys of servers.
   *
   * @param file null for none
   * @param rsa null for none
   */
  public static KeyLog of(Path file, RsaKeys rsa) throws IOException {
    KeyLog log = new KeyLog(file, rsa);
    if (file != null) {
      log.readOn();
    }
    return log;
  }

  /** How many secrets are known. */
  public int size() {
    return count;
  }

  /**
   * Takes the secrets of a capture that were not taken before.
   *
   * @return false where there are none at all
   */
  boolean addBlocks(List<CaptureInfo.Secrets> all) {
    for (CaptureInfo.Secrets block : all.subList(Math.min(blocks, all.size()), all.size())) {
      if (block.type() == CaptureInfo.Secrets.TLS_KEY_LOG) {
        add(new String(block.bytes(), ISO_8859_1));
      }
    }
    blocks = all.size();
    return count > 0 || rsa != null;
  }

  @Override
  public byte[] find(String label, byte[] identifier) {
    byte[] known = known(label, identifier);
    if (known == null && label.equals(RSA)) {
      known = known(label, Arrays.copyOf(identifier, RSA_IDENTIFIER));
      return known != null || rsa == null ? known : rsa.decrypt(identifier, RSA_SECRET);
    }
    if (known == null && file != null && System.nanoTime() - lookedAt > LOOK_AGAIN) {
      try {
        readOn();
      } catch (IOException gone) {
        return null; // What was read before stays known.
      }
      known = known(label, identifier);
    }
    return known;
  }

  /** How many secrets are known, also of a file that has grown since it was looked at. */
  int sizeNow() {
    if (file != null && System.nanoTime() - lookedAt > LOOK_AGAIN) {
      try {
        readOn();
      } catch (IOException gone) {
        return count; // What was read before stays known.
      }
    }
    return count;
  }

  /** The secrets of a session in a key log's form, a line each; empty for none. */
  String lines(byte[] session) {
    StringBuilder lines = new StringBuilder();
    ByteBuffer key = ByteBuffer.wrap(session);
    for (Map.Entry<String, Map<ByteBuffer, byte[]>> label : byLabel.entrySet()) {
      byte[] secret = label.getValue().get(key);
      if (secret != null) {
        lines.append(label.getKey()).append(' ').append(HexFormat.of().formatHex(session));
        lines.append(' ').append(HexFormat.of().formatHex(secret)).append('\n');
      }
    }
    return lines.toString();
  }

  private byte[] known(String label, byte[] identifier) {
    Map<ByteBuffer, byte[]> secrets = byLabel.get(label);
    return secrets == null ? null : secrets.get(ByteBuffer.wrap(identifier));
  }

  private void readOn() throws IOException {
    lookedAt = System.nanoTime();
    if (Files.size(file) <= read) {
      return;
    }
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
      opened.seek(read);
      byte[] chunk = new byte[CHUNK];
      for (int length; (length = opened.read(chunk)) > 0; read += length) {
        String text = unfinished + new String(chunk, 0, length, ISO_8859_1);
        int end = text.lastIndexOf('\n') + 1;
        add(text.substring(0, end));
        String rest = text.substring(end);
        unfinished = rest.length() > MAX_LINE ? "" : rest;
      }
    }
    // A log that ends without a line feed has its last secret all the same.
    addLine(unfinished);
  }

  private void add(String lines) {
    lines.lines().forEach(this::addLine);
  }

  private void addLine(String line) {
    int label = line.indexOf(' ');
    int session = line.indexOf(' ', label + 1);
    if (label <= 0 || session < 0 || line.length() > MAX_LINE || count >= MAX_SECRETS) {
      return;
    }
    byte[] identifier = hex(line.substring(label + 1, session));
    byte[] secret = hex(line.substring(session + 1).strip());
    if (identifier.length > 0 && secret.length > 0) {
      byte[] before =
          byLabel
              .computeIfAbsent(line.substring(0, label), key -> new HashMap<>())
              .put(ByteBuffer.wrap(identifier), secret);
      count += before == null ? 1 : 0;
    }
  }

  private static byte[] hex(String text) {
    boolean isHex =
        text.length() % 2 == 0
            && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    return isHex ? HexFormat.of().parseHex(text) : new byte[0];
  }
}
