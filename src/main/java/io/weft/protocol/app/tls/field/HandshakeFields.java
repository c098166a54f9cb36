package io.weft.protocol.app.tls.field;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.protocol.app.tls.number.CipherSuites;
import io.weft.protocol.app.tls.number.Extension;
import io.weft.protocol.app.tls.number.HandshakeType;
import io.weft.protocol.app.tls.number.TlsNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of whole handshake messages and of alerts, with the names of what carries them. */
public final class HandshakeFields {
  private static final int RANDOM_LENGTH = 32;
  private static final int TIME_LENGTH = 4;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int TLS_1_3 = 0x0304;

  /** The high byte of the versions of drafts of TLS 1.3. */
  private static final int DRAFT = 0x7F;

  /** Drafts before this one have neither session identifier nor compression in a server's hello. */
  private static final int DRAFT_LIKE_TLS_1_2 = 0x7F16;

  private final Field message;
  private final Field type;
  private final Field messageLength;
  private final Field version;
  private final Field random;
  private final Field randomTime;
  private final Field randomBytes;
  private final Field sessionIdLength;
  private final Field sessionId;
  private final Field ciphersLength;
  private final Field ciphers;
  private final Field cipher;
  private final Field compressionsLength;
  private final Field compressions;
  private final Field compression;
  private final Field certificatesLength;
  private final Field certificates;
  private final Field certificateLength;
  private final Field certificate;
  private final Field alert;
  private final Field alertLevel;
  private final Field alertDescription;
  private final Field cookieLength;
  private final Field cookie;
  private final SignatureFields signatures;
  private final ExtensionFields extensions;
  private final KeyExchangeFields keys;
  private final List<Field> declared = new ArrayList<>();

  private HandshakeFields(String prefix, boolean inDatagrams) {
    String hello = prefix + ".handshake.";
    message = add(Field.presence(prefix + ".handshake", "Handshake Protocol").repeating());
    type = add(Field.u8(hello + "type", "Handshake Type").named(TlsNames.HANDSHAKES).repeating());
    messageLength = add(Field.u24(hello + "length", "Length").repeating());
    version =
        add(
            Field.u16(hello + "version", "Version")
                .hexadecimal()
                .named(TlsNames.VERSIONS)
                .repeating());
    random = add(Field.bytes(hello + "random", "Random").repeating());
    randomTime = add(Field.absoluteTime(hello + "random_time", "GMT Unix Time").repeating());
    randomBytes = add(Field.bytes(hello + "random_bytes", "Random Bytes").repeating());
    sessionIdLength = add(Field.u8(hello + "session_id_length", "Session ID Length").repeating());
    sessionId = add(Field.bytes(hello + "session_id", "Session ID").repeating());
    ciphersLength =
        add(Field.u16(hello + "cipher_suites_length", "Cipher Suites Length").repeating());
    ciphers = add(Field.presence(hello + "ciphersuites", "Cipher Suites").repeating());
    cipher =
        add(
            Field.u16(hello + "ciphersuite", "Cipher Suite")
                .hexadecimal()
                .named(CipherSuites.NAMES)
                .repeating());
    compressionsLength =
        add(Field.u8(hello + "comp_methods_length", "Compression Methods Length").repeating());
    compressions = add(Field.presence(hello + "comp_methods", "Compression Methods").repeating());
    compression = add(Field.u8(hello + "comp_method", "Compression Method").repeating());
    signatures = new SignatureFields(prefix);
    extensions = new ExtensionFields(prefix, signatures);
    keys = new KeyExchangeFields(prefix, signatures, extensions);
    declared.addAll(extensions.declared());
    declared.addAll(signatures.declared());
    certificatesLength =
        add(Field.u24(hello + "certificates_length", "Certificates Length").repeating());
    certificates = add(Field.presence(hello + "certificates", "Certificates").repeating());
    certificateLength =
        add(Field.u24(hello + "certificate_length", "Certificate Length").repeating());
    certificate = add(Field.bytes(hello + "certificate", "Certificate").repeating());
    declared.addAll(keys.declared());
    Field mark = Field.presence(prefix + ".alert_message", "Alert Message");
    Field level = Field.u8(prefix + ".alert_message.level", "Level").named(TlsNames.ALERT_LEVELS);
    Field description =
        Field.u8(prefix + ".alert_message.desc", "Description").named(TlsNames.ALERTS);
    alert = add(inDatagrams ? mark.repeating() : mark);
    alertLevel = add(inDatagrams ? level.repeating() : level);
    alertDescription = add(inDatagrams ? description.repeating() : description);
    cookieLength =
        inDatagrams ? add(Field.u8(hello + "cookie_length", "Cookie Length").repeating()) : null;
    cookie = inDatagrams ? add(Field.bytes(hello + "cookie", "Cookie").repeating()) : null;
  }

  private Field add(Field field) {
    declared.add(field);
    return field;
  }

  /** The fields of TLS, whose layers are one record with its messages, or with one alert. */
  public static HandshakeFields ofTls() {
    return new HandshakeFields("tls", false);
  }

  /** The fields of DTLS, whose layers may have several records, and whose hellos have cookies. */
  public static HandshakeFields ofDtls() {
    return new HandshakeFields("dtls", true);
  }

  /** All fields, in the order of a message, and those of alerts behind them. */
  public List<Field> declared() {
    return List.copyOf(declared);
  }

  /**
   * Pushes the type of a message, and the length that it claims.
   *
   * @param at index of the message's header
   * @param to index behind the last byte that is there
   */
  public void header(byte[] bytes, int at, int to, FieldSink sink) {
    Push.list(message, at, to, sink);
    Push.u8(type, bytes, at, to, sink);
    Push.u24(messageLength, bytes, at + 1, to, sink);
  }

  /**
   * Pushes what a message says.
   *
   * @param messageType 0 to 255
   * @param from index of its first byte behind the header
   * @param to index behind its last byte that is there
   */
  public void body(int messageType, byte[] bytes, int from, int to, FieldSink sink) {
    switch (messageType) {
      case HandshakeType.CLIENT_HELLO -> clientHello(bytes, from, to, sink);
      case HandshakeType.SERVER_HELLO -> serverHello(bytes, from, to, sink);
      case HandshakeType.HELLO_VERIFY_REQUEST -> {
        Push.u16(version, bytes, from, to, sink);
        cookie(bytes, from + 2, to, sink);
      }
      case HandshakeType.NEW_SESSION_TICKET -> keys.ticket(bytes, from, to, sink);
      case HandshakeType.ENCRYPTED_EXTENSIONS ->
          extensions.read(ExtensionFields.Message.SERVER_HELLO, bytes, from, to, sink);
      case HandshakeType.CERTIFICATE -> certificates(bytes, from, to, sink);
      case HandshakeType.SERVER_KEY_EXCHANGE -> keys.ofServer(bytes, from, to, sink);
      case HandshakeType.CERTIFICATE_REQUEST -> keys.request(bytes, from, to, sink);
      case HandshakeType.CERTIFICATE_VERIFY -> keys.verify(bytes, from, to, sink);
      case HandshakeType.CLIENT_KEY_EXCHANGE -> keys.ofClient(bytes, from, to, sink);
      case HandshakeType.FINISHED -> keys.finished(from, to, sink);
      case HandshakeType.CERTIFICATE_STATUS -> keys.status(bytes, from, to, sink);
      default -> {}
    }
  }

  /** Says that a message is there of which nothing can be read, since it is encrypted. */
  public void sealed(int from, int to, FieldSink sink) {
    Push.mark(message, from, to, sink);
  }

  /** Says that an alert is there of which nothing can be read, since it is encrypted. */
  public void sealedAlert(int from, int to, FieldSink sink) {
    Push.mark(alert, from, to, sink);
  }

  /** Pushes level and description of an alert that is not encrypted. */
  public void alert(byte[] bytes, int at, int to, FieldSink sink) {
    Push.mark(alert, at, to, sink);
    Push.u8(alertLevel, bytes, at, to, sink);
    Push.u8(alertDescription, bytes, at + 1, to, sink);
  }

  /** Reads a cookie where there are some; returns the index behind it. */
  private int cookie(byte[] bytes, int at, int to, FieldSink sink) {
    if (cookie == null || at >= to) {
      return at;
    }
    Push.u8(cookieLength, bytes, at, to, sink);
    int length = BigEndian.u8(bytes, at);
    if (length > 0) {
      Push.bytes(cookie, bytes, at + 1, length, to, sink);
    }
    return at + 1 + length;
  }

  private void clientHello(byte[] bytes, int from, int to, FieldSink sink) {
    Push.u16(version, bytes, from, to, sink);
    Push.bytes(random, bytes, from + 2, RANDOM_LENGTH, to, sink);
    timeOfRandom(bytes, from + 2, to, sink);
    int at = cookie(bytes, sessionId(bytes, from + 2 + RANDOM_LENGTH, to, sink), to, sink);
    if (to - at < 2) {
      return;
    }
    Push.u16(ciphersLength, bytes, at, to, sink);
    int end = at + 2 + BigEndian.u16(bytes, at);
    Push.list(ciphers, at + 2, Math.min(end, to), sink);
    Push.numbers(cipher, bytes, at + 2, Math.min(end, to), sink);
    at = end;
    if (at >= to) {
      return;
    }
    Push.u8(compressionsLength, bytes, at, to, sink);
    end = at + 1 + BigEndian.u8(bytes, at);
    Push.list(compressions, at + 1, Math.min(end, to), sink);
    Push.octets(compression, bytes, at + 1, Math.min(end, to), sink);
    extensions.read(ExtensionFields.Message.CLIENT_HELLO, bytes, end, to, sink);
  }

  private void serverHello(byte[] bytes, int from, int to, FieldSink sink) {
    Push.u16(version, bytes, from, to, sink);
    int at = from + 2;
    Push.bytes(random, bytes, at, RANDOM_LENGTH, to, sink);
    at += RANDOM_LENGTH;
    int chosen = to - from < 2 ? 0 : BigEndian.u16(bytes, from);
    boolean isEarlyDraft = chosen >> 8 == DRAFT && chosen < DRAFT_LIKE_TLS_1_2;
    if (!isEarlyDraft) {
      if (!isNew(bytes, at, to)) {
        timeOfRandom(bytes, from + 2, to, sink);
      }
      at = sessionId(bytes, at, to, sink);
    }
    Push.u16(cipher, bytes, at, to, sink);
    at += 2;
    if (!isEarlyDraft) {
      Push.u8(compression, bytes, at, to, sink);
      at++;
    }
    extensions.read(ExtensionFields.Message.SERVER_HELLO, bytes, at, to, sink);
  }

  /** Reads a session identifier; returns the index behind it. */
  private int sessionId(byte[] bytes, int at, int to, FieldSink sink) {
    if (at >= to) {
      return to;
    }
    Push.u8(sessionIdLength, bytes, at, to, sink);
    int length = BigEndian.u8(bytes, at);
    Push.bytes(sessionId, bytes, at + 1, length, to, sink);
    return at + 1 + length;
  }

  /** The random value as it was before TLS 1.3: a time, and what is random. */
  private void timeOfRandom(byte[] bytes, int at, int to, FieldSink sink) {
    if (to - at >= RANDOM_LENGTH) {
      if (sink.wants(randomTime)) {
        sink.time(randomTime, BigEndian.u32(bytes, at) * NANOS_PER_SECOND, at, TIME_LENGTH);
      }
      Push.bytes(randomBytes, bytes, at + TIME_LENGTH, RANDOM_LENGTH - TIME_LENGTH, to, sink);
    }
  }

  /**
   * Does a server's hello choose TLS 1.3, or a draft of it, in an extension?
   *
   * @param from index of its session identifier
   */
  private static boolean isNew(byte[] bytes, int from, int to) {
    if (from >= to) {
      return false;
    }
    int at = from + 1 + BigEndian.u8(bytes, from) + 3 + 2;
    while (to - at >= 6) {
      if (BigEndian.u16(bytes, at) == Extension.SUPPORTED_VERSIONS) {
        int chosen = BigEndian.u16(bytes, at + 4);
        return chosen == TLS_1_3 || chosen >> 8 == DRAFT;
      }
      at += 4 + BigEndian.u16(bytes, at + 2);
    }
    return false;
  }

  /** Reads a list of certificates as it stands before TLS 1.3, or in TLS 1.3 behind its context. */
  private void certificates(byte[] bytes, int from, int to, FieldSink sink) {
    if (to - from < 3) {
      return;
    }
    boolean isPlain = BigEndian.u24(bytes, from) == to - from - 3;
    int list = isPlain ? from : from + 1 + BigEndian.u8(bytes, from);
    Push.u24(certificatesLength, bytes, list, to, sink);
    int at = list + 3;
    Push.list(certificates, at, to, sink);
    while (to - at >= 3) {
      int length = BigEndian.u24(bytes, at);
      Push.u24(certificateLength, bytes, at, to, sink);
      Push.bytes(certificate, bytes, at + 3, length, to, sink);
      at += 3 + length;
      if (!isPlain && to - at >= 2) {
        at += 2 + BigEndian.u16(bytes, at);
      }
    }
  }
}
