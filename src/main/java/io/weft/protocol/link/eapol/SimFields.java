package io.weft.protocol.link.eapol;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of the methods that a SIM card has a part in (RFC 4186 section 8, RFC 4187 section 8):
 * a kind of message, and attributes whose lengths count units of four bytes.
 */
final class SimFields implements LayerFields {
  private static final int HEADER = 8;
  private static final int UNIT = 4;
  private static final int ATTRIBUTE_HEADER = 2;
  private static final int NOTIFICATION = 12;
  private static final int ERROR_CODE = 22;

  static final SimFields SIM =
      new SimFields(
          "sim",
          "EAP-SIM",
          ValueNames.of(
              "10 Start",
              "11 Challenge",
              "12 Notification",
              "13 Re-authentication",
              "14 Client-Error"));
  static final SimFields AKA =
      new SimFields(
          "aka",
          "EAP-AKA",
          ValueNames.of(
              "1 AKA-Challenge",
              "2 AKA-Authentication-Reject",
              "4 AKA-Synchronization-Failure",
              "5 AKA-Identity",
              "12 Notification",
              "13 Re-authentication",
              "14 Client-Error"));

  /** The realm of names that mobile networks give (3GPP TS 23.003, section 14.2). */
  private static final byte[] NETWORK = "@wlan.mnc".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NETWORK_END = "3gppnetwork.org".getBytes(StandardCharsets.US_ASCII);

  private static final Field PREFIX =
      Field.u8("eap.identity.prefix", "Identity Prefix").hexadecimal();
  private static final Field KIND = Field.text("eap.identity.type", "Identity Type");
  private static final FixedFields FULL =
      FixedFields.of(rest(1, Field.text("eap.identity.full", "Identity (Full)")));
  private static final String[] KINDS = {
    "EAP-AKA Permanent",
    "EAP-SIM Permanent",
    "EAP-AKA Pseudonym",
    "EAP-SIM Pseudonym",
    "EAP-AKA Reauth ID",
    "EAP-SIM Reauth ID",
    "EAP-AKA Prime Permanent",
    "EAP-AKA Prime Pseudonym",
    "EAP-AKA Prime Reauth ID"
  };

  private final FixedFields head;
  private final FixedFields attribute;
  private final FixedFields value;
  private final FixedFields notification;
  private final FixedFields error;
  private final List<Field> declared;

  private SimFields(String method, String label, ValueNames messages) {
    String name = "eap." + method + '.';
    head =
        FixedFields.of(
            at(5, Field.u8(name + "subtype", label + " Subtype").named(messages)),
            at(6, Field.u16(name + "reserved", label + " Reserved").hexadecimal()));
    attribute =
        FixedFields.of(
            whole(Field.presence(name + "subtype.attribute", label + " Attribute").repeating()),
            at(0, Field.u8(name + "subtype.type", label + " Type").repeating()),
            at(1, Field.u8(name + "subtype.len", label + " Length").repeating()));
    value =
        FixedFields.of(rest(2, Field.bytes(name + "subtype.value", label + " Value").repeating()));
    notification =
        FixedFields.of(at(2, Field.u16(name + "notification_type", label + " Notification Type")));
    error = FixedFields.of(at(2, Field.u16(name + "error_code", label + " Error Code")));
    declared =
        LayerFields.declaring(List.of(head, attribute, value, notification, error)).declared();
  }

  /** The fields of names, whatever the method. */
  static final LayerFields IDENTITY = LayerFields.declaring(List.of(FULL), PREFIX, KIND);

  @Override
  public List<Field> declared() {
    return declared;
  }

  @Override
  public void read(Packet packet, int layer, FieldSink sink) {
    read(packet.bytes(layer), packet.start(layer), packet.limit(layer), sink);
  }

  /**
   * Reads a message of the method.
   *
   * @param at of EAP's header
   */
  void read(byte[] bytes, int at, int end, FieldSink sink) {
    head.read(bytes, at, end, sink);
    int each = at + HEADER;
    while (end - each >= ATTRIBUTE_HEADER) {
      int length = BigEndian.u8(bytes, each + 1) * UNIT;
      int next = length == 0 ? end : Math.min(end, each + length);
      attribute.read(bytes, each, next, sink);
      layout(BigEndian.u8(bytes, each)).read(bytes, each, next, sink);
      each = next;
    }
  }

  private FixedFields layout(int type) {
    return switch (type) {
      case NOTIFICATION -> notification;
      case ERROR_CODE -> error;
      default -> value;
    };
  }

  /** Reads a name that a mobile network gave; false where it is another one. */
  static boolean identity(byte[] bytes, int from, int end, FieldSink sink) {
    int kind = from < end ? bytes[from] - '0' : KINDS.length;
    if (kind < 0 || kind >= KINDS.length || !isOfNetwork(bytes, from, end)) {
      return false;
    }
    if (sink.wants(PREFIX)) {
      sink.number(PREFIX, bytes[from], from, 1);
    }
    if (sink.wants(KIND)) {
      sink.text(KIND, KINDS[kind], from, 1);
    }
    FULL.read(bytes, from, end, sink);
    return true;
  }

  private static boolean isOfNetwork(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '@') {
      at++;
    }
    return isAt(NETWORK, bytes, at, end)
        && isAt(NETWORK_END, bytes, Math.max(at, end - NETWORK_END.length), end);
  }

  private static boolean isAt(byte[] text, byte[] bytes, int at, int end) {
    return end - at >= text.length
        && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
  }
}
