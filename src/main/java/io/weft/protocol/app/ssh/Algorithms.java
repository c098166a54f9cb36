package io.weft.protocol.app.ssh;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Hex;
import io.weft.bytes.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The algorithms that one side offers, each kind a list with the preferred one first (RFC 4253
 * section 7.1).
 */
final class Algorithms {
  static final int KEX = 0;
  static final int HOST_KEY = 1;
  static final int CIPHER_TO_SERVER = 2;
  static final int CIPHER_TO_CLIENT = 3;
  static final int MAC_TO_SERVER = 4;
  static final int MAC_TO_CLIENT = 5;
  static final int COMPRESSION_TO_SERVER = 6;
  static final int COMPRESSION_TO_CLIENT = 7;

  /** Kinds that are looked at; languages are not. */
  private static final int KINDS = 8;

  private final String[] lists = new String[KINDS];

  /**
   * Reads the message.
   *
   * @param from behind the random bytes
   * @return null where a list is longer than the message
   */
  static Algorithms read(byte[] bytes, int from, int to) {
    Algorithms read = new Algorithms();
    int at = from;
    for (int kind = 0; kind < KINDS; kind++) {
      if (to - at < Integer.BYTES) {
        return null;
      }
      long length = BigEndian.u32(bytes, at);
      at += Integer.BYTES;
      if (length > to - at) {
        return null;
      }
      read.lists[kind] = Text.of(bytes, at, at + (int) length);
      at += (int) length;
    }
    return read;
  }

  /** The list of a kind, as it was sent: names with commas between them. */
  String list(int kind) {
    return lists[kind];
  }

  /**
   * What both sides settle on: the first of the client's that the server has, too.
   *
   * @return null where there is none
   */
  static String chosen(int kind, Algorithms client, Algorithms server) {
    List<String> offered = List.of(server.lists[kind].split(","));
    for (String name : client.lists[kind].split(",")) {
      if (!name.isEmpty() && offered.contains(name)) {
        return name;
      }
    }
    return null;
  }

  /** The algorithms that the fingerprint HASSH of a client, or of a server, is made of. */
  String hasshAlgorithms(boolean ofClient) {
    int way = ofClient ? 0 : 1;
    return String.join(
        ";",
        lists[KEX],
        lists[CIPHER_TO_SERVER + way],
        lists[MAC_TO_SERVER + way],
        lists[COMPRESSION_TO_SERVER + way]);
  }

  /** The fingerprint HASSH of a client, or of a server. */
  String hassh(boolean ofClient) {
    String text = hasshAlgorithms(ofClient);
    try {
      return Hex.of(
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  int memory() {
    int memory = 64;
    for (String list : lists) {
      memory += 48 + list.length();
    }
    return memory;
  }
}
