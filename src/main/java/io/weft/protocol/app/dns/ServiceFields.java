package io.weft.protocol.app.dns;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.ValueNames;

/** The fields of the parameters of SVCB and HTTPS records (RFC 9460 section 2.2). */
final class ServiceFields {
  /** Bytes of key and length before a parameter's value. */
  private static final int HEADER = 4;

  private static final ValueNames KEY = value -> ServiceParameter.name((int) value);

  private static final Field PARAMETER = Field.group("dns.svcb.svcparam", "SvcParam");
  private static final Field KEY_NUMBER =
      Field.u16("dns.svcb.svcparam.key", "SvcParamKey").named(KEY).within(PARAMETER);
  private static final Field LENGTH =
      Field.u16("dns.svcb.svcparam.value.length", "SvcParamValue length").within(PARAMETER);
  private static final Field VALUE =
      Field.bytes("dns.svcb.svcparam.value", "SvcParamValue").within(PARAMETER);
  private static final Field MANDATORY =
      Field.u16("dns.svcb.svcparam.mandatory.key", "Mandatory key")
          .named(KEY)
          .repeating()
          .within(PARAMETER);
  private static final Field ALPN_LENGTH =
      Field.u8("dns.svcb.svcparam.alpn.length", "ALPN length").repeating().within(PARAMETER);
  private static final Field ALPN =
      Field.text("dns.svcb.svcparam.alpn", "ALPN").repeating().within(PARAMETER);
  private static final Field PORT = Field.u16("dns.svcb.svcparam.port", "Port").within(PARAMETER);
  private static final Field IPV4_HINT =
      Field.ipv4("dns.svcb.svcparam.ipv4hint.ip", "IP").repeating().within(PARAMETER);
  private static final Field ECH =
      Field.bytes("dns.svcb.svcparam.echconfig", "ECHConfig").within(PARAMETER);
  private static final Field IPV6_HINT =
      Field.ipv6("dns.svcb.svcparam.ipv6hint.ip", "IP").repeating().within(PARAMETER);
  private static final Field OBLIVIOUS =
      Field.bytes("dns.svcb.svcparam.odohconfig", "ODoHConfig").within(PARAMETER);

  /** The key that Wireshark reads as the configuration of oblivious DNS over HTTPS. */
  private static final int OBLIVIOUS_KEY = 32_769;

  private static final FieldSequence HEAD = FieldSequence.of(KEY_NUMBER, LENGTH);
  private static final FieldSequence PORT_VALUE = FieldSequence.of(PORT);
  private static final FieldSequence OTHER_VALUE = FieldSequence.of(VALUE);
  private static final FieldSequence ECH_VALUE = FieldSequence.of(ECH);
  private static final FieldSequence OBLIVIOUS_VALUE = FieldSequence.of(OBLIVIOUS);
  private static final RecordPart MANDATORY_VALUE =
      RecordPart.repeated(RecordPart.fields(MANDATORY));
  private static final RecordPart ALPN_VALUE =
      RecordPart.repeated(RecordPart.counted(ALPN_LENGTH, ALPN));
  private static final RecordPart IPV4_VALUE = RecordPart.repeated(RecordPart.fields(IPV4_HINT));
  private static final RecordPart IPV6_VALUE = RecordPart.repeated(RecordPart.fields(IPV6_HINT));

  private ServiceFields() {}

  /** One parameter. */
  static RecordPart parameter() {
    return RecordPart.of(
        ServiceFields::read,
        PARAMETER,
        KEY_NUMBER,
        LENGTH,
        VALUE,
        MANDATORY,
        ALPN_LENGTH,
        ALPN,
        PORT,
        IPV4_HINT,
        ECH,
        IPV6_HINT,
        OBLIVIOUS);
  }

  private static int read(Packet packet, int layer, int at, int end, FieldSink sink) {
    if (end - at < HEADER) {
      return RecordPart.CUT;
    }
    byte[] bytes = packet.bytes(layer);
    int key = BigEndian.u16(bytes, at);
    int value = at + HEADER;
    int next = value + BigEndian.u16(bytes, at + 2);
    boolean isGroupWanted = sink.wants(PARAMETER);
    if (isGroupWanted) {
      sink.begin(PARAMETER, at, Math.min(next, end) - at);
    }
    HEAD.read(packet, layer, at, end, sink);
    if (next <= end) {
      value(key, packet, layer, value, next, sink);
    }
    if (isGroupWanted) {
      sink.end(PARAMETER);
    }
    return next <= end ? next : RecordPart.CUT;
  }

  private static void value(int key, Packet packet, int layer, int at, int end, FieldSink sink) {
    switch (key) {
      case ServiceParameter.MANDATORY -> MANDATORY_VALUE.read(packet, layer, at, end, sink);
      case ServiceParameter.ALPN -> ALPN_VALUE.read(packet, layer, at, end, sink);
      case ServiceParameter.PORT -> PORT_VALUE.read(packet, layer, at, end, sink);
      case ServiceParameter.IPV4_HINT -> IPV4_VALUE.read(packet, layer, at, end, sink);
      case ServiceParameter.ECH -> ECH_VALUE.read(packet, layer, at, end, sink);
      case ServiceParameter.IPV6_HINT -> IPV6_VALUE.read(packet, layer, at, end, sink);
      case OBLIVIOUS_KEY -> OBLIVIOUS_VALUE.read(packet, layer, at, end, sink);
      default -> OTHER_VALUE.read(packet, layer, at, end, sink);
    }
  }
}
