package io.weft.protocol.app.tls.number;

/** The numbers of handshake messages (IANA "TLS HandshakeType"), and Zeek's letters for them. */
public final class HandshakeType {
  public static final int HELLO_REQUEST = 0;
  public static final int CLIENT_HELLO = 1;
  public static final int SERVER_HELLO = 2;
  public static final int HELLO_VERIFY_REQUEST = 3;
  public static final int NEW_SESSION_TICKET = 4;
  public static final int END_OF_EARLY_DATA = 5;
  public static final int HELLO_RETRY_REQUEST = 6;
  public static final int ENCRYPTED_EXTENSIONS = 8;
  public static final int CERTIFICATE = 11;
  public static final int SERVER_KEY_EXCHANGE = 12;
  public static final int CERTIFICATE_REQUEST = 13;
  public static final int SERVER_HELLO_DONE = 14;
  public static final int CERTIFICATE_VERIFY = 15;
  public static final int CLIENT_KEY_EXCHANGE = 16;
  public static final int FINISHED = 20;
  public static final int CERTIFICATE_URL = 21;
  public static final int CERTIFICATE_STATUS = 22;
  public static final int SUPPLEMENTAL_DATA = 23;
  public static final int KEY_UPDATE = 24;
  public static final int COMPRESSED_CERTIFICATE = 25;
  public static final int MESSAGE_HASH = 254;

  /** Bytes before the body of a message: its type, and its length in three bytes. */
  public static final int HEADER = 4;

  private HandshakeType() {}

  /** Can a message begin with this byte? */
  public static boolean isKnown(int type) {
    return TlsNames.HANDSHAKES.name(type) != null;
  }

  /** The letter of Zeek's {@code ssl_history}, in lower case. */
  public static char letter(int type) {
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
