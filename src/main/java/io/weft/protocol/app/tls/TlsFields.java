package io.weft.protocol.app.tls;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/** The fields of a record with handshake messages or an alert, by Wireshark's names. */
final class TlsFields {
  private static final Field CONTENT_TYPE =
      Field.u8("tls.record.content_type", "Content Type").named(TlsNames.CONTENTS);
  private static final Field RECORD_VERSION =
      Field.u16("tls.record.version", "Version").hexadecimal().named(TlsNames.VERSIONS);
  private static final Field RECORD_LENGTH = Field.u16("tls.record.length", "Length");
  private static final Field ALERT_LEVEL =
      Field.u8("tls.alert_message.level", "Level").named(TlsNames.ALERT_LEVELS);
  private static final Field ALERT_DESCRIPTION =
      Field.u8("tls.alert_message.desc", "Description").named(TlsNames.ALERTS);

  private static final Field TYPE =
      Field.u8("tls.handshake.type", "Handshake Type").named(TlsNames.HANDSHAKES).repeating();
  private static final Field LENGTH = Field.u24("tls.handshake.length", "Length").repeating();
  private static final Field VERSION =
      Field.u16("tls.handshake.version", "Version")
          .hexadecimal()
          .named(TlsNames.VERSIONS)
          .repeating();
  private static final Field RANDOM = Field.bytes("tls.handshake.random", "Random").repeating();
  private static final Field SESSION_ID_LENGTH =
      Field.u8("tls.handshake.session_id_length", "Session ID Length").repeating();
  private static final Field SESSION_ID =
      Field.bytes("tls.handshake.session_id", "Session ID").repeating();
  private static final Field CIPHERS_LENGTH =
      Field.u16("tls.handshake.cipher_suites_length", "Cipher Suites Length").repeating();
  private static final Field CIPHER =
      Field.u16("tls.handshake.ciphersuite", "Cipher Suite")
          .hexadecimal()
          .named(CipherSuites.NAMES)
          .repeating();
  private static final Field COMPRESSION =
      Field.u8("tls.handshake.comp_method", "Compression Method").repeating();
  private static final Field EXTENSIONS_LENGTH =
      Field.u16("tls.handshake.extensions_length", "Extensions Length").repeating();
  private static final Field EXTENSION_TYPE =
      Field.u16("tls.handshake.extension.type", "Type").named(TlsNames.EXTENSIONS).repeating();
  private static final Field EXTENSION_LENGTH =
      Field.u16("tls.handshake.extension.len", "Length").repeating();
  private static final Field SERVER_NAME =
      Field.text("tls.handshake.extensions_server_name", "Server Name").repeating();
  private static final Field ALPN =
      Field.text("tls.handshake.extensions_alpn_str", "ALPN Next Protocol").repeating();
  private static final Field SUPPORTED_VERSION =
      Field.u16("tls.handshake.extensions.supported_version", "Supported Version")
          .hexadecimal()
          .named(TlsNames.VERSIONS)
          .repeating();
  private static final Field GROUP =
      Field.u16("tls.handshake.extensions_supported_group", "Supported Group")
          .hexadecimal()
          .named(TlsNames.GROUPS)
          .repeating();
  private static final Field POINT_FORMAT =
      Field.u8("tls.handshake.extensions_ec_point_format", "EC point format").repeating();
  private static final Field SIGNATURE_SCHEME =
      Field.u16("tls.handshake.sig_hash_alg", "Signature Algorithm")
          .hexadecimal()
          .named(TlsNames.SIGNATURE_SCHEMES)
          .repeating();
  private static final Field KEY_SHARE =
      Field.u16("tls.handshake.extensions_key_share_group", "Group")
          .named(TlsNames.GROUPS)
          .repeating();
  private static final Field SELECTED_GROUP =
      Field.u16("tls.handshake.extensions_key_share_selected_group", "Selected Group")
          .named(TlsNames.GROUPS)
          .repeating();
  private static final Field PSK_MODE =
      Field.u8("tls.extension.psk_ke_mode", "PSK Key Exchange Mode").repeating();
  private static final Field CERTIFICATE_LENGTH =
      Field.u24("tls.handshake.certificate_length", "Certificate Length").repeating();
  private static final Field CERTIFICATE =
      Field.bytes("tls.handshake.certificate", "Certificate").repeating();

  private static final int RANDOM_LENGTH = 32;
  private static final int SELECTED_ONLY = 2;

  private TlsFields() {}

  static LayerFields all() {
    return LayerFields.of(
        TlsFields::read,
        CONTENT_TYPE,
        RECORD_VERSION,
        RECORD_LENGTH,
        TYPE,
        LENGTH,
        VERSION,
        RANDOM,
        SESSION_ID_LENGTH,
        SESSION_ID,
        CIPHERS_LENGTH,
        CIPHER,
        COMPRESSION,
        EXTENSIONS_LENGTH,
        EXTENSION_TYPE,
        EXTENSION_LENGTH,
        SERVER_NAME,
        ALPN,
        SUPPORTED_VERSION,
        GROUP,
        POINT_FORMAT,
        SIGNATURE_SCHEME,
        KEY_SHARE,
        SELECTED_GROUP,
        PSK_MODE,
        CERTIFICATE_LENGTH,
        CERTIFICATE,
        ALERT_LEVEL,
        ALERT_DESCRIPTION);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int to = packet.payload(layer);
    u8(CONTENT_TYPE, bytes, at, to, sink);
    u16(RECORD_VERSION, bytes, at + 1, to, sink);
    u16(RECORD_LENGTH, bytes, at + 3, to, sink);
    int body = at + RecordHeader.LENGTH;
    if (body >= to) {
      return;
    }
    if (RecordHeader.type(bytes, at) == RecordHeader.HANDSHAKE) {
      while (to - body >= HandshakeType.HEADER) {
        int next = body + HandshakeType.HEADER + BigEndian.u24(bytes, body + 1);
        message(bytes, body, Math.min(next, to), sink);
        body = next;
      }
    } else if (to - body == 2) {
      u8(ALERT_LEVEL, bytes, body, to, sink);
      u8(ALERT_DESCRIPTION, bytes, body + 1, to, sink);
    }
  }

  private static void message(byte[] bytes, int at, int to, FieldSink sink) {
    u8(TYPE, bytes, at, to, sink);
    if (sink.wants(LENGTH)) {
      sink.number(LENGTH, BigEndian.u24(bytes, at + 1), at + 1, 3);
    }
    int body = at + HandshakeType.HEADER;
    switch (bytes[at]) {
      case HandshakeType.CLIENT_HELLO -> hello(true, bytes, body, to, sink);
      case HandshakeType.SERVER_HELLO -> hello(false, bytes, body, to, sink);
      case HandshakeType.ENCRYPTED_EXTENSIONS -> extensions(false, bytes, body, to, sink);
      case HandshakeType.CERTIFICATE -> certificates(bytes, body, to, sink);
      default -> {}
    }
  }

  private static void hello(boolean ofClient, byte[] bytes, int from, int to, FieldSink sink) {
    u16(VERSION, bytes, from, to, sink);
    int at = from + 2;
    bytes(RANDOM, bytes, at, RANDOM_LENGTH, to, sink);
    at += RANDOM_LENGTH;
    if (at >= to) {
      return;
    }
    u8(SESSION_ID_LENGTH, bytes, at, to, sink);
    int length = BigEndian.u8(bytes, at);
    if (length > 0) {
      bytes(SESSION_ID, bytes, at + 1, length, to, sink);
    }
    at += 1 + length;
    if (ofClient) {
      if (to - at < 2) {
        return;
      }
      u16(CIPHERS_LENGTH, bytes, at, to, sink);
      int end = at + 2 + BigEndian.u16(bytes, at);
      numbers(CIPHER, bytes, at + 2, Math.min(end, to), sink);
      at = end;
      if (at >= to) {
        return;
      }
      end = at + 1 + BigEndian.u8(bytes, at);
      octets(COMPRESSION, bytes, at + 1, Math.min(end, to), sink);
      at = end;
    } else {
      u16(CIPHER, bytes, at, to, sink);
      u8(COMPRESSION, bytes, at + 2, to, sink);
      at += 3;
    }
    extensions(ofClient, bytes, at, to, sink);
  }

  private static void extensions(boolean ofClient, byte[] bytes, int from, int to, FieldSink sink) {
    if (to - from < 2) {
      return;
    }
    u16(EXTENSIONS_LENGTH, bytes, from, to, sink);
    int end = Math.min(to, from + 2 + BigEndian.u16(bytes, from));
    for (int at = from + 2; end - at >= 4; ) {
      int length = BigEndian.u16(bytes, at + 2);
      u16(EXTENSION_TYPE, bytes, at, end, sink);
      u16(EXTENSION_LENGTH, bytes, at + 2, end, sink);
      int next = at + 4 + length;
      extension(BigEndian.u16(bytes, at), ofClient, bytes, at + 4, Math.min(next, end), sink);
      at = next;
    }
  }

  private static void extension(
      int type, boolean ofClient, byte[] bytes, int at, int to, FieldSink sink) {
    switch (type) {
      case Extension.SERVER_NAME -> serverNames(bytes, at + 2, to, sink);
      case Extension.SUPPORTED_GROUPS -> numbers(GROUP, bytes, at + 2, to, sink);
      case Extension.EC_POINT_FORMATS -> octets(POINT_FORMAT, bytes, at + 1, to, sink);
      case Extension.SIGNATURE_ALGORITHMS -> numbers(SIGNATURE_SCHEME, bytes, at + 2, to, sink);
      case Extension.ALPN -> {
        for (int name = at + 2; name < to; name += 1 + BigEndian.u8(bytes, name)) {
          text(ALPN, bytes, name + 1, BigEndian.u8(bytes, name), to, sink);
        }
      }
      case Extension.SUPPORTED_VERSIONS ->
          numbers(SUPPORTED_VERSION, bytes, ofClient ? at + 1 : at, to, sink);
      case Extension.PSK_KEY_EXCHANGE_MODES -> octets(PSK_MODE, bytes, at + 1, to, sink);
      case Extension.KEY_SHARE -> keyShares(ofClient, bytes, at, to, sink);
      default -> {}
    }
  }

  private static void serverNames(byte[] bytes, int from, int to, FieldSink sink) {
    for (int at = from; to - at >= 3; at += 3 + BigEndian.u16(bytes, at + 1)) {
      if (bytes[at] == 0) {
        text(SERVER_NAME, bytes, at + 3, BigEndian.u16(bytes, at + 1), to, sink);
      }
    }
  }

  private static void keyShares(boolean ofClient, byte[] bytes, int from, int to, FieldSink sink) {
    if (!ofClient && to - from == SELECTED_ONLY) {
      u16(SELECTED_GROUP, bytes, from, to, sink);
      return;
    }
    for (int at = ofClient ? from + 2 : from;
        to - at >= 4;
        at += 4 + BigEndian.u16(bytes, at + 2)) {
      u16(KEY_SHARE, bytes, at, to, sink);
    }
  }

  /** Reads a list of certificates as it stands before TLS 1.3, or in TLS 1.3 behind its context. */
  private static void certificates(byte[] bytes, int from, int to, FieldSink sink) {
    if (to - from < 4) {
      return;
    }
    boolean isPlain = BigEndian.u24(bytes, from) == to - from - 3;
    int at = isPlain ? from + 3 : from + 1 + BigEndian.u8(bytes, from) + 3;
    while (to - at >= 3) {
      int length = BigEndian.u24(bytes, at);
      if (sink.wants(CERTIFICATE_LENGTH)) {
        sink.number(CERTIFICATE_LENGTH, length, at, 3);
      }
      bytes(CERTIFICATE, bytes, at + 3, length, to, sink);
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
