package io.weft.protocol.app.tls;

/** The numbers of handshake messages (IANA "TLS HandshakeType"), and Zeek's letters for them. */
final class HandshakeType {
  static final int HELLO_REQUEST = 0;
  static final int CLIENT_HELLO = 1;
  static final int SERVER_HELLO = 2;
  static final int HELLO_VERIFY_REQUEST = 3;
  static final int NEW_SESSION_TICKET = 4;
  static final int END_OF_EARLY_DATA = 5;
  static final int HELLO_RETRY_REQUEST = 6;
  static final int ENCRYPTED_EXTENSIONS = 8;
  static final int CERTIFICATE = 11;
  static final int SERVER_KEY_EXCHANGE = 12;
  static final int CERTIFICATE_REQUEST = 13;
  static final int SERVER_HELLO_DONE = 14;
  static final int CERTIFICATE_VERIFY = 15;
  static final int CLIENT_KEY_EXCHANGE = 16;
  static final int FINISHED = 20;
  static final int CERTIFICATE_URL = 21;
  static final int CERTIFICATE_STATUS = 22;
  static final int SUPPLEMENTAL_DATA = 23;
  static final int KEY_UPDATE = 24;
  static final int COMPRESSED_CERTIFICATE = 25;
  static final int MESSAGE_HASH = 254;

  /** Bytes before the body of a message: its type, and its length in three bytes. */
  static final int HEADER = 4;

  private HandshakeType() {}

  /** Can a message begin with this byte? */
  static boolean isKnown(int type) {
    return TlsNames.HANDSHAKES.name(type) != null;
  }

  /** The letter of Zeek's {@code ssl_history}, in lower case. */
  static char letter(int type) {
    return switch (type) {
      case HELLO_REQUEST -> 'h';
      case CLIENT_HELLO -> 'c';
      case SERVER_HELLO -> 's';
      case HELLO_VERIFY_REQUEST -> 'v';
      case NEW_SESSION_TICKET -> 't';
      case END_OF_EARLY_DATA -> 'e';
      case HELLO_RETRY_REQUEST -> 'j';
      case ENCRYPTED_EXTENSIONS -> 'o';
      case CERTIFICATE -> 'x';
      case SERVER_KEY_EXCHANGE -> 'k';
      case CERTIFICATE_REQUEST -> 'r';
      case SERVER_HELLO_DONE -> 'n';
      case CERTIFICATE_VERIFY -> 'y';
      case CLIENT_KEY_EXCHANGE -> 'g';
      case FINISHED -> 'f';
      case CERTIFICATE_URL -> 'w';
      case CERTIFICATE_STATUS -> 'u';
      case SUPPLEMENTAL_DATA -> 'a';
      case KEY_UPDATE -> 'p';
      case MESSAGE_HASH -> 'm';
      default -> 'z';
    };
  }
}
