package io.weft.protocol.app.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.protocol.app.tls.number.Extension;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Builds the bytes of hellos, as RFC 8446 section 4.1 lays them out. */
final class Hellos {
  private final ByteArrayOutputStream extensions = new ByteArrayOutputStream();

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("[ ,-]", ""));
  }

  /** A vector: its length in so many bytes, and its content. */
  static byte[] vector(int lengthBytes, byte[] content) {
    byte[] vector = new byte[lengthBytes + content.length];
    for (int i = 0; i < lengthBytes; i++) {
      vector[i] = (byte) (content.length >> (8 * (lengthBytes - 1 - i)));
    }
    System.arraycopy(content, 0, vector, lengthBytes, content.length);
    return vector;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  Hellos extension(int type, byte[] body) {
    extensions.writeBytes(new byte[] {(byte) (type >> 8), (byte) type});
    extensions.writeBytes(vector(2, body));
    return this;
  }

  Hellos serverName(String name) {
    return extension(
        Extension.SERVER_NAME,
        vector(2, join(new byte[] {0}, vector(2, name.getBytes(ISO_8859_1)))));
  }

  /**
   * The body of a client's hello.
   *
   * @param ciphers in base 16
   */
  byte[] client(int version, String ciphers) {
    byte[] block = extensions.toByteArray();
    return join(
        new byte[] {(byte) (version >> 8), (byte) version},
        new byte[32],
        vector(1, new byte[0]),
        vector(2, bytes(ciphers)),
        vector(1, new byte[1]),
        block.length == 0 ? block : vector(2, block));
  }

  /** A handshake message. */
  static byte[] message(int type, byte[] body) {
    return join(new byte[] {(byte) type}, vector(3, body));
  }

  static byte[] record(int type, byte[] body) {
    return join(new byte[] {(byte) type, 3, 3}, vector(2, body));
  }
}
