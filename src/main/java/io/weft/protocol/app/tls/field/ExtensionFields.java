package io.weft.protocol.app.tls.field;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.protocol.app.tls.number.Extension;
import io.weft.protocol.app.tls.number.TlsNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of the extensions of hellos and of tickets (RFC 8446 section 4.2). */
final class ExtensionFields {
  private static final int SELECTED_ONLY = 2;

  /** What an extension that stands in several messages is read as. */
  enum Message {
    CLIENT_HELLO,
    SERVER_HELLO,
    TICKET
  }

  private final List<Field> declared = new ArrayList<>();
  private final Field blockLength;
  private final Field type;
  private final Field length;
  private final Field serverNamesLength;
  private final Field serverNameType;
  private final Field serverNameLength;
  private final Field serverName;
  private final Field alpnLength;
  private final Field alpnList;
  private final Field alpnTextLength;
  private final Field alpn;
  private final Field settingsLength;
  private final Field settingsList;
  private final Field settingsTextLength;
  private final Field settings;
  private final Field nextProtocolLength;
  private final Field nextProtocol;
  private final Field versionsLength;
  private final Field supportedVersion;
  private final Field groupsLength;
  private final Field groups;
  private final Field group;
  private final Field pointFormatsLength;
  private final Field pointFormats;
  private final Field pointFormat;
  private final Field sharesLength;
  private final Field keyShare;
  private final Field keyLength;
  private final Field key;
  private final Field selectedGroup;
  private final Field modesLength;
  private final Field mode;
  private final Field renegotiationLength;
  private final Field renegotiation;
  private final Field statusType;
  private final Field respondersLength;
  private final Field requestExtensionsLength;
  private final Field padding;
  private final Field certificateCompressionsLength;
  private final Field certificateCompression;
  private final Field recordSize;
  private final Field fragmentLength;
  private final Field heartbeat;
  private final Field cookieLength;
  private final Field cookie;
  private final Field identitiesLength;
  private final Field identityLength;
  private final Field identity;
  private final Field age;
  private final Field bindersLength;
  private final Field binders;
  private final Field selectedIdentity;
  private final Field earlyData;
  private final Field connectionIdLength;
  private final Field connectionId;
  private final TimestampFields timestamps;
  private final SignatureFields signatures;

  ExtensionFields(String prefix, SignatureFields signatures) {
    this.signatures = signatures;
    String hello = prefix + ".handshake.";
    blockLength = add(Field.u16(hello + "extensions_length", "Extensions Length"));
    type = add(Field.u16(hello + "extension.type", "Type").named(TlsNames.EXTENSIONS));
    length = add(Field.u16(hello + "extension.len", "Length"));
    serverNamesLength =
        add(Field.u16(hello + "extensions_server_name_list_len", "Server Name list length"));
    serverNameType = add(Field.u8(hello + "extensions_server_name_type", "Server Name Type"));
    serverNameLength = add(Field.u16(hello + "extensions_server_name_len", "Server Name length"));
    serverName = add(Field.text(hello + "extensions_server_name", "Server Name"));
    alpnLength = add(Field.u16(hello + "extensions_alpn_len", "ALPN Extension Length"));
    alpnList = add(Field.presence(hello + "extensions_alpn_list", "ALPN Protocol"));
    alpnTextLength = add(Field.u8(hello + "extensions_alpn_str_len", "ALPN string length"));
    alpn = add(Field.text(hello + "extensions_alpn_str", "ALPN Next Protocol"));
    settingsLength = add(Field.u16(hello + "extensions_alps_len", "ALPS Extension Length"));
    settingsList = add(Field.presence(hello + "extensions_alps_alpn_list", "Supported ALPN List"));
    settingsTextLength =
        add(Field.u8(hello + "extensions_alps_alpn_str_len", "Supported ALPN Length"));
    settings = add(Field.text(hello + "extensions_alps_alpn_str", "Supported ALPN"));
    nextProtocolLength = add(Field.u8(hello + "extensions_npn_str_len", "Protocol string length"));
    nextProtocol = add(Field.text(hello + "extensions_npn", "Next Protocol"));
    versionsLength =
        add(Field.u8(hello + "extensions.supported_versions_len", "Supported Versions length"));
    supportedVersion =
        add(
            Field.u16(hello + "extensions.supported_version", "Supported Version")
                .hexadecimal()
                .named(TlsNames.VERSIONS));
    groupsLength =
        add(
            Field.u16(
                hello + "extensions_supported_groups_length", "Supported Groups List Length"));
    groups = add(Field.presence(hello + "extensions_supported_groups", "Supported Groups List"));
    group =
        add(
            Field.u16(hello + "extensions_supported_group", "Supported Group")
                .hexadecimal()
                .named(TlsNames.GROUPS));
    pointFormatsLength =
        add(Field.u8(hello + "extensions_ec_point_formats_length", "EC point formats Length"));
    pointFormats = add(Field.presence(hello + "extensions_ec_point_formats", "EC point formats"));
    pointFormat = add(Field.u8(hello + "extensions_ec_point_format", "EC point format"));
    sharesLength =
        add(Field.u16(hello + "extensions_key_share_client_length", "Client Key Share Length"));
    keyShare = add(Field.u16(hello + "extensions_key_share_group", "Group").named(TlsNames.GROUPS));
    keyLength =
        add(Field.u16(hello + "extensions_key_share_key_exchange_length", "Key Exchange Length"));
    key = add(Field.bytes(hello + "extensions_key_share_key_exchange", "Key Exchange"));
    selectedGroup =
        add(
            Field.u16(hello + "extensions_key_share_selected_group", "Selected Group")
                .named(TlsNames.GROUPS));
    modesLength =
        add(Field.u8(prefix + ".extension.psk_ke_modes_length", "PSK Key Exchange Modes Length"));
    mode = add(Field.u8(prefix + ".extension.psk_ke_mode", "PSK Key Exchange Mode"));
    renegotiationLength =
        add(Field.u8(hello + "extensions_reneg_info_len", "Renegotiation info extension length"));
    renegotiation = add(Field.bytes(hello + "extensions_reneg_info", "Renegotiation info"));
    statusType = add(Field.u8(hello + "extensions_status_request_type", "Certificate Status Type"));
    respondersLength =
        add(
            Field.u16(
                hello + "extensions_status_request_responder_ids_len", "Responder ID list Length"));
    requestExtensionsLength =
        add(Field.u16(hello + "extensions_status_request_exts_len", "Request Extensions Length"));
    padding = add(Field.bytes(hello + "extensions_padding_data", "Padding Data"));
    certificateCompressionsLength =
        add(Field.u8(prefix + ".compress_certificate.algorithms_length", "Algorithms Length"));
    certificateCompression =
        add(Field.u16(prefix + ".compress_certificate.algorithm", "Algorithm"));
    recordSize = add(Field.u16(prefix + ".record_size_limit", "Record Size Limit"));
    fragmentLength = add(Field.u8(hello + "max_fragment_length", "Maximum Fragment Length"));
    heartbeat = add(Field.u8(hello + "extension.heartbeat.mode", "Mode"));
    cookieLength = add(Field.u16(hello + "extensions.cookie_len", "Cookie length"));
    cookie = add(Field.bytes(hello + "extensions.cookie", "Cookie"));
    identitiesLength =
        add(Field.u16(hello + "extensions.psk.identities.length", "Identities Length"));
    identityLength =
        add(Field.u16(hello + "extensions.psk.identity.identity_length", "Identity Length"));
    identity = add(Field.bytes(hello + "extensions.psk.identity.identity", "Identity"));
    age =
        add(
            Field.u32(
                hello + "extensions.psk.identity.obfuscated_ticket_age", "Obfuscated Ticket Age"));
    bindersLength = add(Field.u16(hello + "extensions.psk.binders_len", "PSK Binders length"));
    binders = add(Field.presence(hello + "extensions.psk.binders", "PSK Binders"));
    selectedIdentity =
        add(Field.u16(hello + "extensions.psk.identity.selected", "Selected Identity"));
    earlyData =
        add(Field.u32(prefix + ".early_data.max_early_data_size", "Maximum Early Data Size"));
    connectionIdLength = add(Field.u8(prefix + ".connection_id_length", "Connection ID length"));
    connectionId = add(Field.bytes(prefix + ".connection_id", "Connection ID"));
    timestamps = new TimestampFields(prefix, signatures);
    declared.addAll(timestamps.declared());
  }

  private Field add(Field field) {
    Field repeating = field.repeating();
    declared.add(repeating);
    return repeating;
  }

  /** All but the fields of signatures, which others have as well. */
  List<Field> declared() {
    return List.copyOf(declared);
  }

  /** What a server's answer about the state of its certificate is called, too. */
  Field statusType() {
    return statusType;
  }

  /**
   * Reads a block of extensions, which begins with its length; there may be none.
   *
   * @param to index behind the last byte of the message
   */
  void read(Message message, byte[] bytes, int from, int to, FieldSink sink) {
    if (to - from < 2) {
      return;
    }
    Push.u16(blockLength, bytes, from, to, sink);
    int end = Math.min(to, from + 2 + BigEndian.u16(bytes, from));
    for (int at = from + 2; end - at >= 4; ) {
      int next = at + 4 + BigEndian.u16(bytes, at + 2);
      Push.u16(type, bytes, at, end, sink);
      Push.u16(length, bytes, at + 2, end, sink);
      one(BigEndian.u16(bytes, at), message, bytes, at + 4, Math.min(next, end), sink);
      at = next;
    }
  }

  private void one(int type, Message message, byte[] bytes, int at, int to, FieldSink sink) {
    if (at == to) {
      return;
    }
    boolean ofClient = message == Message.CLIENT_HELLO;
    switch (type) {
      case Extension.SERVER_NAME -> serverNames(bytes, at, to, sink);
      case Extension.MAX_FRAGMENT_LENGTH -> Push.u8(fragmentLength, bytes, at, to, sink);
      case Extension.STATUS_REQUEST -> statusRequest(bytes, at, to, sink);
      case Extension.SUPPORTED_GROUPS -> {
        Push.u16(groupsLength, bytes, at, to, sink);
        Push.mark(groups, at + 2, to, sink);
        Push.numbers(group, bytes, at + 2, to, sink);
      }
      case Extension.EC_POINT_FORMATS -> {
        Push.u8(pointFormatsLength, bytes, at, to, sink);
        Push.mark(pointFormats, at + 1, to, sink);
        Push.octets(pointFormat, bytes, at + 1, to, sink);
      }
      case Extension.SIGNATURE_ALGORITHMS,
          Extension.DELEGATED_CREDENTIALS,
          Extension.SIGNATURE_ALGORITHMS_CERT ->
          signatures.list(bytes, at, to, sink);
      case Extension.HEARTBEAT -> Push.u8(heartbeat, bytes, at, to, sink);
      case Extension.ALPN -> {
        Push.u16(alpnLength, bytes, at, to, sink);
        Push.mark(alpnList, at + 2, to, sink);
        texts(alpnTextLength, alpn, bytes, at + 2, to, sink);
      }
      case Extension.APPLICATION_SETTINGS -> {
        Push.u16(settingsLength, bytes, at, to, sink);
        Push.mark(settingsList, at + 2, to, sink);
        texts(settingsTextLength, settings, bytes, at + 2, to, sink);
      }
      case Extension.NEXT_PROTOCOL -> texts(nextProtocolLength, nextProtocol, bytes, at, to, sink);
      case Extension.SIGNED_CERTIFICATE_TIMESTAMP -> timestamps.read(bytes, at, to, sink);
      case Extension.PADDING -> Push.bytes(padding, bytes, at, to - at, to, sink);
      case Extension.COMPRESS_CERTIFICATE -> {
        Push.u8(certificateCompressionsLength, bytes, at, to, sink);
        Push.numbers(certificateCompression, bytes, at + 1, to, sink);
      }
      case Extension.RECORD_SIZE_LIMIT -> Push.u16(recordSize, bytes, at, to, sink);
      case Extension.PRE_SHARED_KEY -> preSharedKeys(ofClient, bytes, at, to, sink);
      case Extension.EARLY_DATA -> Push.u32(earlyData, bytes, at, to, sink);
      case Extension.SUPPORTED_VERSIONS -> {
        if (ofClient) {
          Push.u8(versionsLength, bytes, at, to, sink);
        }
        Push.numbers(supportedVersion, bytes, ofClient ? at + 1 : at, to, sink);
      }
      case Extension.COOKIE -> {
        Push.u16(cookieLength, bytes, at, to, sink);
        Push.bytes(cookie, bytes, at + 2, to - at - 2, to, sink);
      }
      case Extension.PSK_KEY_EXCHANGE_MODES -> {
        Push.u8(modesLength, bytes, at, to, sink);
        Push.octets(mode, bytes, at + 1, to, sink);
      }
      case Extension.KEY_SHARE -> keyShares(ofClient, bytes, at, to, sink);
      case Extension.CONNECTION_ID -> {
        Push.u8(connectionIdLength, bytes, at, to, sink);
        Push.bytes(connectionId, bytes, at + 1, to - at - 1, to, sink);
      }
      case Extension.RENEGOTIATION_INFO -> {
        Push.u8(renegotiationLength, bytes, at, to, sink);
        Push.bytes(renegotiation, bytes, at + 1, BigEndian.u8(bytes, at), to, sink);
      }
      default -> {} // its type and length are all that is told
    }
  }

  private void serverNames(byte[] bytes, int from, int to, FieldSink sink) {
    Push.u16(serverNamesLength, bytes, from, to, sink);
    for (int at = from + 2; to - at >= 3; at += 3 + BigEndian.u16(bytes, at + 1)) {
      Push.u8(serverNameType, bytes, at, to, sink);
      Push.u16(serverNameLength, bytes, at + 1, to, sink);
      if (bytes[at] == 0) {
        Push.text(serverName, bytes, at + 3, BigEndian.u16(bytes, at + 1), to, sink);
      }
    }
  }

  private void statusRequest(byte[] bytes, int at, int to, FieldSink sink) {
    Push.u8(statusType, bytes, at, to, sink);
    if (to - at >= 3) {
      Push.u16(respondersLength, bytes, at + 1, to, sink);
      int behind = at + 3 + BigEndian.u16(bytes, at + 1);
      Push.u16(requestExtensionsLength, bytes, behind, to, sink);
    }
  }

  private static void texts(
      Field lengths, Field texts, byte[] bytes, int from, int to, FieldSink sink) {
    for (int at = from; at < to; at += 1 + BigEndian.u8(bytes, at)) {
      Push.u8(lengths, bytes, at, to, sink);
      Push.text(texts, bytes, at + 1, BigEndian.u8(bytes, at), to, sink);
    }
  }

  private void keyShares(boolean ofClient, byte[] bytes, int from, int to, FieldSink sink) {
    if (!ofClient && to - from == SELECTED_ONLY) {
      Push.u16(selectedGroup, bytes, from, to, sink);
      return;
    }
    if (ofClient) {
      Push.u16(sharesLength, bytes, from, to, sink);
    }
    for (int at = ofClient ? from + 2 : from;
        to - at >= 4;
        at += 4 + BigEndian.u16(bytes, at + 2)) {
      Push.u16(keyShare, bytes, at, to, sink);
      Push.u16(keyLength, bytes, at + 2, to, sink);
      Push.bytes(key, bytes, at + 4, BigEndian.u16(bytes, at + 2), to, sink);
    }
  }

  private void preSharedKeys(boolean ofClient, byte[] bytes, int from, int to, FieldSink sink) {
    if (!ofClient) {
      Push.u16(selectedIdentity, bytes, from, to, sink);
      return;
    }
    if (to - from < 2) {
      return;
    }
    Push.u16(identitiesLength, bytes, from, to, sink);
    int end = from + 2 + BigEndian.u16(bytes, from);
    int limit = Math.min(end, to);
    for (int at = from + 2; limit - at >= 2; ) {
      int ticket = BigEndian.u16(bytes, at);
      Push.u16(identityLength, bytes, at, limit, sink);
      Push.bytes(identity, bytes, at + 2, ticket, limit, sink);
      Push.u32(age, bytes, at + 2 + ticket, limit, sink);
      at += 2 + ticket + 4;
    }
    if (to - end >= 2) {
      Push.u16(bindersLength, bytes, end, to, sink);
      Push.mark(binders, end + 2, to, sink);
    }
  }
}
