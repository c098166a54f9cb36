package io.weft.protocol.app.dns;

import static io.weft.dissect.field.FieldSequence.wantedText;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.protocol.app.dns.RecordPart.Reader;

/** Parts of records about keys whose form depends on their own values. */
final class KeyFields {
  private static final Field HASH_LENGTH = Field.u8("dns.nsec3.hash_length", "Hash length");
  private static final Field HASH = Field.text("dns.nsec3.hash_value", "Next hashed owner");

  private static final Field PRECEDENCE =
      Field.u8("dns.ipseckey.gateway_precedence", "Gateway Precedence");
  private static final Field GATEWAY_ALGORITHM =
      Field.u8("dns.ipseckey.gateway_algorithm", "Gateway Algorithm");
  private static final Field GATEWAY_TYPE = Field.u8("dns.ipseckey.gateway_type", "Gateway Type");
  private static final Field GATEWAY_IPV4 = Field.ipv4("dns.ipseckey.gateway_ipv4", "IPv4 Gateway");
  private static final Field GATEWAY_IPV6 = Field.ipv6("dns.ipseckey.gateway_ipv6", "IPv6 Gateway");
  private static final Field GATEWAY_NAME = Field.text("dns.ipseckey.gateway_dns", "DNS Gateway");
  private static final Field IPSEC_KEY = Field.bytes("dns.ipseckey.public_key", "Public Key");
  private static final FieldSequence IPSEC_HEAD =
      FieldSequence.of(PRECEDENCE, GATEWAY_TYPE, GATEWAY_ALGORITHM);
  private static final FieldSequence IPSEC_IPV4 = FieldSequence.of(GATEWAY_IPV4);
  private static final FieldSequence IPSEC_IPV6 = FieldSequence.of(GATEWAY_IPV6);
  private static final FieldSequence IPSEC_REST = FieldSequence.of(IPSEC_KEY);

  private static final Field TAG_LENGTH = Field.u8("dns.hip.hit.length", "HIT length");
  private static final Field TAG_ALGORITHM = Field.u8("dns.hip.hit.pk.algo", "PK algorithm");
  private static final Field HOST_KEY_LENGTH = Field.u16("dns.hip.pk.length", "PK length");
  private static final Field TAG = Field.bytes("dns.hip.hit", "Host Identity Tag");
  private static final Field HOST_KEY = Field.bytes("dns.hip.pk", "HIP Public Key");
  private static final Field RENDEZVOUS =
      Field.text("dns.hip.rendezvous_server", "Rendezvous Server").repeating();
  private static final FieldSequence HOST_HEAD =
      FieldSequence.of(TAG_LENGTH, TAG_ALGORITHM, HOST_KEY_LENGTH);
  private static final FieldSequence TAG_VALUE = FieldSequence.of(TAG);
  private static final FieldSequence HOST_KEY_VALUE = FieldSequence.of(HOST_KEY);
  private static final RecordPart RENDEZVOUS_SERVERS =
      RecordPart.repeated(RecordPart.name(RENDEZVOUS));

  private static final Field OPEN_PGP = Field.text("dns.openpgpkey", "OpenPGP Key");
  private static final Field TIME_SIGNED =
      Field.absoluteTime("dns.tsig.time_signed", "Time Signed");

  private static final Field ISSUE = Field.text("dns.caa.issue", "Issue");
  private static final Field ISSUE_WILD = Field.text("dns.caa.issuewild", "Issue Wildcard");
  private static final Field REPORT = Field.text("dns.caa.iodef", "Report URL");
  private static final Field UNKNOWN_TAG = Field.text("dns.caa.unknown", "Unknown tag");
  private static final Field TAG_NAME_LENGTH = Field.u8("dns.caa.tag_length", "Tag length");
  private static final Field TAG_NAME = Field.text("dns.caa.tag", "Tag");
  private static final Field VALUE = Field.text("dns.caa.value", "Value");

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int RSA_MD5 = 1;

  private KeyFields() {}

  /** The next name's hash, in the alphabet of names (RFC 5155 section 3.2). */
  static RecordPart hashedOwner() {
    return RecordPart.of(KeyFields::hashedOwner, HASH_LENGTH, HASH);
  }

  private static int hashedOwner(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (at == end) {
      return RecordPart.CUT;
    }
    byte[] bytes = packet.bytes(layer);
    int length = BigEndian.u8(bytes, at);
    if (sink.wants(HASH_LENGTH)) {
      sink.number(HASH_LENGTH, length, at, 1);
    }
    int next = at + 1 + length;
    if (next > end) {
      return RecordPart.CUT;
    }
    if (sink.wants(HASH)) {
      StringBuilder text = packet.text();
      Base32.append(text, bytes, at + 1, next);
      sink.text(HASH, text, at + 1, length);
    }
    return next;
  }

  /**
   * The key that ends a record, behind the number that is worked out for it (RFC 4034 appendix B).
   *
   * @param id of a record whose data begins four bytes before the key
   */
  static RecordPart identified(Field id, Field key) {
    Field number = id.generated();
    FieldSequence rest = FieldSequence.of(key);
    Reader reader =
        (packet, layer, at, end, sink) -> {
          if (sink.wants(number)) {
            sink.number(number, keyId(packet.bytes(layer), at - 4, end), 0, 0);
          }
          return rest.read(packet, layer, at, end, sink);
        };
    return RecordPart.of(reader, number, key);
  }

  private static int keyId(byte[] bytes, int from, int to) {
    if (bytes[from + 3] == RSA_MD5) {
      return to - from < 7 ? 0 : BigEndian.u16(bytes, to - 3);
    }
    int sum = 0;
    for (int i = from; i < to; i++) {
      int value = BigEndian.u8(bytes, i);
      sum += ((i - from) & 1) == 0 ? value << 8 : value;
    }
    return (sum + (sum >> 16)) & 0xFFFF;
  }

  /** A gateway and its key (RFC 4025 section 2.1). */
  static RecordPart ipsec() {
    return RecordPart.of(
        KeyFields::ipsec,
        PRECEDENCE,
        GATEWAY_TYPE,
        GATEWAY_ALGORITHM,
        GATEWAY_IPV4,
        GATEWAY_IPV6,
        GATEWAY_NAME,
        IPSEC_KEY);
  }

  private static int ipsec(Packet packet, int layer, int at, int end, FieldSink sink) {
    int gateway = IPSEC_HEAD.read(packet, layer, at, end, sink);
    if (gateway < 0) {
      return RecordPart.CUT;
    }
    int key =
        switch (packet.bytes(layer)[at + 1]) {
          case 1 -> IPSEC_IPV4.read(packet, layer, gateway, end, sink);
          case 2 -> IPSEC_IPV6.read(packet, layer, gateway, end, sink);
          case 3 -> NameText.read(GATEWAY_NAME, packet, layer, gateway, end, sink);
          default -> gateway;
        };
    return key < 0 ? RecordPart.CUT : IPSEC_REST.read(packet, layer, key, end, sink);
  }

  /** A host's identity and where it is met (RFC 8005 section 5). */
  static RecordPart hostIdentity() {
    return RecordPart.of(
        KeyFields::hostIdentity,
        TAG_LENGTH,
        TAG_ALGORITHM,
        HOST_KEY_LENGTH,
        TAG,
        HOST_KEY,
        RENDEZVOUS);
  }

  private static int hostIdentity(Packet packet, int layer, int at, int end, FieldSink sink) {
    int tag = HOST_HEAD.read(packet, layer, at, end, sink);
    if (tag < 0) {
      return RecordPart.CUT;
    }
    byte[] bytes = packet.bytes(layer);
    int key = tag + BigEndian.u8(bytes, at);
    int servers = key + BigEndian.u16(bytes, at + 2);
    if (servers > end) {
      return RecordPart.CUT;
    }
    TAG_VALUE.read(packet, layer, tag, key, sink);
    HOST_KEY_VALUE.read(packet, layer, key, servers, sink);
    return RENDEZVOUS_SERVERS.read(packet, layer, servers, end, sink);
  }

  /** A key in base 64 (RFC 7929 section 2.3). */
  static RecordPart openPgp() {
    return RecordPart.of(KeyFields::openPgp, OPEN_PGP);
  }

  private static int openPgp(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (at < end && sink.wants(OPEN_PGP)) {
      StringBuilder text = packet.text();
      appendBase64(text, packet.bytes(layer), at, end);
      sink.text(OPEN_PGP, text, at, end - at);
    }
    return end;
  }

  private static void appendBase64(StringBuilder text, byte[] bytes, int from, int to) {
    for (int at = from; at < to; at += 3) {
      int three = (int) (AddressFields.head(bytes, at, Math.min(3, to - at)) >>> 40);
      for (int i = 0; i < 4; i++) {
        text.append(i <= to - at ? BASE64.charAt(three >> (18 - 6 * i) & 63) : '=');
      }
    }
  }

  /** When a message was signed, in 48 bits of seconds (RFC 8945 section 4.2). */
  static RecordPart timeSigned() {
    return RecordPart.of(KeyFields::timeSigned, TIME_SIGNED);
  }

  private static int timeSigned(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (end - at < 6) {
      return RecordPart.CUT;
    }
    if (sink.wants(TIME_SIGNED)) {
      byte[] bytes = packet.bytes(layer);
      long seconds = (long) BigEndian.u16(bytes, at) << 32 | BigEndian.u32(bytes, at + 2);
      if (seconds <= Long.MAX_VALUE / NANOS_PER_SECOND) {
        sink.time(TIME_SIGNED, seconds * NANOS_PER_SECOND, at, 6);
      }
    }
    return at + 6;
  }

  /** A length of two bytes, and as many bytes without a field. */
  static RecordPart passedOver(Field length) {
    FieldSequence head = FieldSequence.of(length);
    Reader reader =
        (packet, layer, at, end, sink) -> {
          int from = head.read(packet, layer, at, end, sink);
          if (from < 0) {
            return RecordPart.CUT;
          }
          int next = from + BigEndian.u16(packet.bytes(layer), at);
          return next > end ? RecordPart.CUT : next;
        };
    return RecordPart.of(reader, length);
  }

  /** Who may issue certificates: a tag and its value (RFC 8659 section 4.1). */
  static RecordPart authorization() {
    return RecordPart.of(
        KeyFields::authorization,
        ISSUE,
        ISSUE_WILD,
        REPORT,
        UNKNOWN_TAG,
        TAG_NAME_LENGTH,
        TAG_NAME,
        VALUE);
  }

  private static int authorization(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int tag = at + 1;
    int value = at < end ? tag + BigEndian.u8(bytes, at) : tag;
    if (value > end || at >= end) {
      return RecordPart.CUT;
    }
    Field meaning =
        isTag(bytes, tag, value, "issue")
            ? ISSUE
            : isTag(bytes, tag, value, "issuewild")
                ? ISSUE_WILD
                : isTag(bytes, tag, value, "iodef") ? REPORT : UNKNOWN_TAG;
    wantedText(meaning, packet, layer, value, end, sink);
    if (sink.wants(TAG_NAME_LENGTH)) {
      sink.number(TAG_NAME_LENGTH, value - tag, at, 1);
    }
    wantedText(TAG_NAME, packet, layer, tag, value, sink);
    wantedText(VALUE, packet, layer, value, end, sink);
    return end;
  }

  private static boolean isTag(byte[] bytes, int from, int to, String tag) {
    if (to - from != tag.length()) {
      return false;
    }
    for (int i = 0; i < tag.length(); i++) {
      if (bytes[from + i] != tag.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
