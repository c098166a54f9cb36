package io.weft.protocol.app.tls.number;

/** The numbers of the extensions that are looked into (IANA "TLS ExtensionType Values"). */
public final class Extension {
  public static final int SERVER_NAME = 0;
  public static final int MAX_FRAGMENT_LENGTH = 1;
  public static final int STATUS_REQUEST = 5;
  public static final int SUPPORTED_GROUPS = 10;
  public static final int EC_POINT_FORMATS = 11;
  public static final int SIGNATURE_ALGORITHMS = 13;
  public static final int HEARTBEAT = 15;
  public static final int ALPN = 16;
  public static final int SIGNED_CERTIFICATE_TIMESTAMP = 18;
  public static final int PADDING = 21;
  public static final int ENCRYPT_THEN_MAC = 22;
  public static final int EXTENDED_MASTER_SECRET = 23;
  public static final int COMPRESS_CERTIFICATE = 27;
  public static final int RECORD_SIZE_LIMIT = 28;
  public static final int DELEGATED_CREDENTIALS = 34;
  public static final int SESSION_TICKET = 35;
  public static final int PRE_SHARED_KEY = 41;
  public static final int EARLY_DATA = 42;
  public static final int SUPPORTED_VERSIONS = 43;
  public static final int COOKIE = 44;
  public static final int PSK_KEY_EXCHANGE_MODES = 45;
  public static final int SIGNATURE_ALGORITHMS_CERT = 50;
  public static final int KEY_SHARE = 51;
  public static final int CONNECTION_ID = 54;

  /** NPN, which ALPN took the place of (draft-agl-tls-nextprotoneg-04). */
  public static final int NEXT_PROTOCOL = 13172;

  /** ALPS, which Chrome sends (draft-vvv-tls-alps-01). */
  public static final int APPLICATION_SETTINGS = 17513;

  public static final int ENCRYPTED_CLIENT_HELLO = 0xFE0D;
  public static final int RENEGOTIATION_INFO = 0xFF01;

  private Extension() {}
}
