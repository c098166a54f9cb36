package io.weft.protocol.app.tls.decrypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Secrets;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Makes the master secret of a session whose client encrypted the secret before it with the
 * server's public key (RFC 5246 sections 7.4.7.1 and 8.1). With the extended master secret (RFC
 * 7627) all messages of the handshake up to the client's key exchange are needed.
 */
final class RsaKeyExchange {
  private static final int CLIENT_HELLO = 1;
  private static final int HELLO_VERIFY_REQUEST = 3;
  private static final int SERVER_HELLO_DONE = 14;
  private static final int CLIENT_KEY_EXCHANGE = 16;
  private static final int MASTER = 48;

  /** Bytes of messages that are kept a side; certificates take most of them. */
  private static final int MAX_KEPT = 64 << 10;

  /** Length of the header of each message, in bytes: those of DTLS have a longer one. */
  private final int header;

  /** The client's last hello, then the server's messages, then the client's others. */
  private final ByteArrayOutputStream hello = new ByteArrayOutputStream(512);

  private final ByteArrayOutputStream ofServer = new ByteArrayOutputStream(0);
  private final ByteArrayOutputStream ofClient = new ByteArrayOutputStream(0);
  private boolean isServerDone;

  /** The secret as the client encrypted it; null until it comes. */
  private byte[] encrypted;

  private byte[] master;

  /**
   * @param header length of the header of each message, in bytes
   */
  RsaKeyExchange(int header) {
    this.header = header;
  }

  int memory() {
    return 200 + hello.size() + ofServer.size() + ofClient.size();
  }

  /**
   * Takes a message of the first handshake, with its header; later ones are passed over. A server
   * of DTLS may have a first hello sent once more, which leaves out of the transcript what was
   * before (RFC 6347 section 4.2.1).
   */
  void message(boolean isClient, byte[] bytes, int from, int to) {
    int type = bytes[from];
    if (isClient && encrypted == null) {
      if (type == CLIENT_HELLO) {
        hello.reset();
      }
      keep(type == CLIENT_HELLO ? hello : ofClient, bytes, from, to);
      if (type == CLIENT_KEY_EXCHANGE && to - from >= header + 2) {
        int length = BigEndian.u16(bytes, from + header);
        int begin = from + header + 2;
        encrypted = Arrays.copyOfRange(bytes, begin, Math.min(to, begin + length));
      }
    } else if (!isClient && !isServerDone && type != HELLO_VERIFY_REQUEST) {
      keep(ofServer, bytes, from, to);
      isServerDone = type == SERVER_HELLO_DONE;
    }
  }

  private static void keep(ByteArrayOutputStream kept, byte[] bytes, int from, int to) {
    if (kept.size() + to - from <= MAX_KEPT) {
      kept.write(bytes, from, to - from);
    }
  }

  /**
   * The master secret; null where no key fits.
   *
   * @param hash of TLS 1.2's functions; null for those of TLS 1.0 and 1.1
   */
  byte[] master(
      String hash, boolean isExtended, byte[] clientRandom, byte[] serverRandom, Secrets secrets)
      throws GeneralSecurityException {
    if (master == null && encrypted != null) {
      byte[] first = secrets.find("RSA", encrypted);
      if (first != null) {
        byte[] seed =
            isExtended
                ? KeyDerivation.join("extended master secret".getBytes(US_ASCII), transcript(hash))
                : KeyDerivation.join(
                    "master secret".getBytes(US_ASCII), clientRandom, serverRandom);
        master = KeyDerivation.random(first, seed, hash, MASTER);
      }
    }
    return master;
  }

  private byte[] transcript(String hash) throws GeneralSecurityException {
    return hash != null ? digest(hash) : KeyDerivation.join(digest("MD5"), digest("SHA-1"));
  }

  private byte[] digest(String hash) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance(hash);
    digest.update(hello.toByteArray());
    digest.update(ofServer.toByteArray());
    digest.update(ofClient.toByteArray());
    return digest.digest();
  }
}
