package io.weft.protocol.app.tls.field;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;
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
  private static final int SELECTED_ONLY = 2;

  private final Field type;
  private final Field messageLength;
  private final Field version;
  private final Field random;
  private final Field sessionIdLength;
  private final Field sessionId;
  private final Field ciphersLength;
  private final Field cipher;
  private final Field compression;
  private final Field extensionsLength;
  private final Field extensionType;
  private final Field extensionLength;
  private final Field serverName;
  private final Field alpn;
  private final Field supportedVersion;
  private final Field group;
  private final Field pointFormat;
  private final Field signatureScheme;
  private final Field keyShare;
  private final Field selectedGroup;
  private final Field pskMode;
  private final Field certificateLength;
  private final Field certificate;
  private final Field alertLevel;
  private final Field alertDescription;
  private final Field cookieLength;
  private final Field cookie;
  private final Field connectionIdLength;
  private final Field connectionId;
  private final List<Field> declared = new ArrayList<>();

  private HandshakeFields(String prefix, boolean inDatagrams) {
    type =
        Field.u8(prefix + ".handshake.type", "Handshake Type")
            .named(TlsNames.HANDSHAKES)
            .repeating();
    messageLength = Field.u24(prefix + ".handshake.length", "Length").repeating();
    version =
        Field.u16(prefix + ".handshake.version", "Version")
            .hexadecimal()
            .named(TlsNames.VERSIONS)
            .repeating();
    random = Field.bytes(prefix + ".handshake.random", "Random").repeating();
    sessionIdLength =
        Field.u8(prefix + ".handshake.session_id_length", "Session ID Length").repeating();
    sessionId = Field.bytes(prefix + ".handshake.session_id", "Session ID").repeating();
    ciphersLength =
        Field.u16(prefix + ".handshake.cipher_suites_length", "Cipher Suites Length").repeating();
    cipher =
        Field.u16(prefix + ".handshake.ciphersuite", "Cipher Suite")
            .hexadecimal()
            .named(CipherSuites.NAMES)
            .repeating();
    compression = Field.u8(prefix + ".handshake.comp_method", "Compression Method").repeating();
    extensionsLength =
        Field.u16(prefix + ".handshake.extensions_length", "Extensions Length").repeating();
    extensionType =
        Field.u16(prefix + ".handshake.extension.type", "Type")
            .named(TlsNames.EXTENSIONS)
            .repeating();
    extensionLength = Field.u16(prefix + ".handshake.extension.len", "Length").repeating();
    serverName =
        Field.text(prefix + ".handshake.extensions_server_name", "Server Name").repeating();
    alpn = Field.text(prefix + ".handshake.extensions_alpn_str", "ALPN Next Protocol").repeating();
    supportedVersion =
        Field.u16(prefix + ".handshake.extensions.supported_version", "Supported Version")
            .hexadecimal()
            .named(TlsNames.VERSIONS)
            .repeating();
    group =
        Field.u16(prefix + ".handshake.extensions_supported_group", "Supported Group")
            .hexadecimal()
            .named(TlsNames.GROUPS)
            .repeating();
    pointFormat =
        Field.u8(prefix + ".handshake.extensions_ec_point_format", "EC point format").repeating();
    signatureScheme =
        Field.u16(prefix + ".handshake.sig_hash_alg", "Signature Algorithm")
            .hexadecimal()
            .named(TlsNames.SIGNATURE_SCHEMES)
            .repeating();
    keyShare =
        Field.u16(prefix + ".handshake.extensions_key_share_group", "Group")
            .named(TlsNames.GROUPS)
            .repeating();
    selectedGroup =
        Field.u16(prefix + ".handshake.extensions_key_share_selected_group", "Selected Group")
            .named(TlsNames.GROUPS)
            .repeating();
    pskMode = Field.u8(prefix + ".extension.psk_ke_mode", "PSK Key Exchange Mode").repeating();
    certificateLength =
        Field.u24(prefix + ".handshake.certificate_length", "Certificate Length").repeating();
    certificate = Field.bytes(prefix + ".handshake.certificate", "Certificate").repeating();
    Field level = Field.u8(prefix + ".alert_message.level", "Level").named(TlsNames.ALERT_LEVELS);
    Field description =
        Field.u8(prefix + ".alert_message.desc", "Description").named(TlsNames.ALERTS);
    alertLevel = inDatagrams ? level.repeating() : level;
    alertDescription = inDatagrams ? description.repeating() : description;
    cookieLength =
        inDatagrams
            ? Field.u8(prefix + ".handshake.cookie_length", "Cookie Length").repeating()
            : null;
    cookie = inDatagrams ? Field.bytes(prefix + ".handshake.cookie", "Cookie").repeating() : null;
    connectionIdLength =
        Field.u8(prefix + ".connection_id_length", "Connection ID length").repeating();
    connectionId = Field.bytes(prefix + ".connection_id", "Connection ID").repeating();
    declared.addAll(
        List.of(
            type,
            messageLength,
            version,
            random,
            sessionIdLength,
            sessionId,
            ciphersLength,
            cipher,
            compression,
            extensionsLength,
            extensionType,
            extensionLength,
            serverName,
            alpn,
            supportedVersion,
            group,
            pointFormat,
            signatureScheme,
            keyShare,
            selectedGroup,
            pskMode,
            connectionIdLength,
            connectionId,
            certificateLength,
            certificate,
            alertLevel,
            alertDescription));
    if (inDatagrams) {
      declared.addAll(List.of(cookieLength, cookie));
    }
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
    u8(type, bytes, at, to, sink);
    if (to - at >= HandshakeType.HEADER && sink.wants(messageLength)) {
      sink.number(messageLength, BigEndian.u24(bytes, at + 1), at + 1, 3);
    }
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
      case HandshakeType.CLIENT_HELLO -> hello(true, bytes, from, to, sink);
      case HandshakeType.SERVER_HELLO -> hello(false, bytes, from, to, sink);
      case HandshakeType.HELLO_VERIFY_REQUEST -> {
        u16(version, bytes, from, to, sink);
        cookie(bytes, from + 2, to, sink);
      }
      case HandshakeType.ENCRYPTED_EXTENSIONS -> extensions(false, bytes, from, to, sink);
      case HandshakeType.CERTIFICATE -> certificates(bytes, from, to, sink);
      default -> {}
    }
  }

  /** Pushes level and description of an alert that is not encrypted. */
  public void alert(byte[] bytes, int at, int to, FieldSink sink) {
    u8(alertLevel, bytes, at, to, sink);
    u8(alertDescription, bytes, at + 1, to, sink);
  }

  /** Reads a cookie where there are some; returns the index behind it. */
  private int cookie(byte[] bytes, int at, int to, FieldSink sink) {
    if (cookie == null || at >= to) {
      return at;
    }
    u8(cookieLength, bytes, at, to, sink);
    int length = BigEndian.u8(bytes, at);
    if (length > 0) {
      bytes(cookie, bytes, at + 1, length, to, sink);
    }
    return at + 1 + length;
  }

  private void hello(boolean ofClient, byte[] bytes, int from, int to, FieldSink sink) {
    u16(version, bytes, from, to, sink);
    int at = from + 2;
    bytes(random, bytes, at, RANDOM_LENGTH, to, sink);
    at += RANDOM_LENGTH;
    if (at >= to) {
      return;
    }
    u8(sessionIdLength, bytes, at, to, sink);
    int length = BigEndian.u8(bytes, at);
    if (length > 0) {
      bytes(sessionId, bytes, at + 1, length, to, sink);
    }
    at += 1 + length;
    if (ofClient) {
      at = cookie(bytes, at, to, sink);
      if (to - at < 2) {
        return;
      }
      u16(ciphersLength, bytes, at, to, sink);
      int end = at + 2 + BigEndian.u16(bytes, at);
      numbers(cipher, bytes, at + 2, Math.min(end, to), sink);
      at = end;
      if (at >= to) {
        return;
      }
      end = at + 1 + BigEndian.u8(bytes, at);
      octets(compression, bytes, at + 1, Math.min(end, to), sink);
      at = end;
    } else {
      u16(cipher, bytes, at, to, sink);
      u8(compression, bytes, at + 2, to, sink);
      at += 3;
    }
    extensions(ofClient, bytes, at, to, sink);
  }

  private void extensions(boolean ofClient, byte[] bytes, int from, int to, FieldSink sink) {
    if (to - from < 2) {
      return;
    }
    u16(extensionsLength, bytes, from, to, sink);
    int end = Math.min(to, from + 2 + BigEndian.u16(bytes, from));
    for (int at = from + 2; end - at >= 4; ) {
      int length = BigEndian.u16(bytes, at + 2);
      u16(extensionType, bytes, at, end, sink);
      u16(extensionLength, bytes, at + 2, end, sink);
      int next = at + 4 + length;
      extension(BigEndian.u16(bytes, at), ofClient, bytes, at + 4, Math.min(next, end), sink);
      at = next;
    }
  }

  private void extension(int type, boolean ofClient, byte[] bytes, int at, int to, FieldSink sink) {
    switch (type) {
      case Extension.SERVER_NAME -> serverNames(bytes, at + 2, to, sink);
      case Extension.SUPPORTED_GROUPS -> numbers(group, bytes, at + 2, to, sink);
      case Extension.EC_POINT_FORMATS -> octets(pointFormat, bytes, at + 1, to, sink);
      case Extension.SIGNATURE_ALGORITHMS -> numbers(signatureScheme, bytes, at + 2, to, sink);
      case Extension.ALPN -> {
        for (int name = at + 2; name < to; name += 1 + BigEndian.u8(bytes, name)) {
          text(alpn, bytes, name + 1, BigEndian.u8(bytes, name), to, sink);
        }
      }
      case Extension.SUPPORTED_VERSIONS ->
          numbers(supportedVersion, bytes, ofClient ? at + 1 : at, to, sink);
      case Extension.PSK_KEY_EXCHANGE_MODES -> octets(pskMode, bytes, at + 1, to, sink);
      case Extension.KEY_SHARE -> keyShares(ofClient, bytes, at, to, sink);
      case Extension.CONNECTION_ID -> {
        u8(connectionIdLength, bytes, at, to, sink);
        if (to - at > 1) {
          bytes(connectionId, bytes, at + 1, BigEndian.u8(bytes, at), to, sink);
        }
      }
      default -> {}
    }
  }

  private void serverNames(byte[] bytes, int from, int to, FieldSink sink) {
    for (int at = from; to - at >= 3; at += 3 + BigEndian.u16(bytes, at + 1)) {
      if (bytes[at] == 0) {
        text(serverName, bytes, at + 3, BigEndian.u16(bytes, at + 1), to, sink);
      }
    }
  }

  private void keyShares(boolean ofClient, byte[] bytes, int from, int to, FieldSink sink) {
    if (!ofClient && to - from == SELECTED_ONLY) {
      u16(selectedGroup, bytes, from, to, sink);
      return;
    }
    for (int at = ofClient ? from + 2 : from;
        to - at >= 4;
        at += 4 + BigEndian.u16(bytes, at + 2)) {
      u16(keyShare, bytes, at, to, sink);
    }
  }

  /** Reads a list of certificates as it stands before TLS 1.3, or in TLS 1.3 behind its context. */
  private void certificates(byte[] bytes, int from, int to, FieldSink sink) {
    if (to - from < 4) {
      return;
    }
    boolean isPlain = BigEndian.u24(bytes, from) == to - from - 3;
    int at = isPlain ? from + 3 : from + 1 + BigEndian.u8(bytes, from) + 3;
    while (to - at >= 3) {
      int length = BigEndian.u24(bytes, at);
      if (sink.wants(certificateLength)) {
        sink.number(certificateLength, length, at, 3);
      }
      bytes(certificate, bytes, at + 3, length, to, sink);
      at += 3 + length;
      if (!isPlain && to - at >= 2) {
        at += 2 + BigEndian.u16(bytes, at);
      }
    }
  }

  private static void numbers(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (sink.wants(field)) {
      for (int at = from; to - at >= 2; at += 2) {
        sink.number(field, BigEndian.u16(bytes, at), at, 2);
      }
    }
  }

  private static void octets(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (sink.wants(field)) {
      for (int at = from; at < to; at++) {
        sink.number(field, BigEndian.u8(bytes, at), at, 1);
      }
    }
  }

  private static void u8(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (at < to && sink.wants(field)) {
      sink.number(field, BigEndian.u8(bytes, at), at, 1);
    }
  }

  private static void u16(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (to - at >= 2 && sink.wants(field)) {
      sink.number(field, BigEndian.u16(bytes, at), at, 2);
    }
  }

  private static void bytes(Field field, byte[] bytes, int at, int length, int to, FieldSink sink) {
    if (length <= to - at && sink.wants(field)) {
      sink.bytes(field, bytes, at, length);
    }
  }

  private static void text(Field field, byte[] bytes, int at, int length, int to, FieldSink sink) {
    if (length <= to - at && sink.wants(field)) {
      sink.text(field, Text.of(bytes, at, at + length), at, length);
    }
  }
}
