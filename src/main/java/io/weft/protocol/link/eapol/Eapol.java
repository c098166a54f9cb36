package io.weft.protocol.link.eapol;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.EtherType;
import java.util.List;

/** What carries authentication on a port (IEEE 802.1X, clause 11), and keys of wireless LANs. */
public final class Eapol {
  public static final Protocol PROTOCOL = Protocol.of("eapol", "802.1X Authentication");

  /** Length of the header in bytes. */
  static final int HEADER_LENGTH = 4;

  static final int EAP_PACKET = 0;
  private static final int KEY = 3;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u8("eapol.version", "Version")),
          at(
              1,
              Field.u8("eapol.type", "Type")
                  .named(
                      ValueNames.from0(
                          "EAP packet",
                          "Start",
                          "Logoff",
                          "Key",
                          "Encapsulated ASF alert",
                          "MKA"))),
          at(2, Field.u16("eapol.len", "Length")));
  private static final FixedFields DESCRIPTOR =
      FixedFields.of(
          at(
              4,
              Field.u8("eapol.keydes.type", "Key Descriptor Type")
                  .named(ValueNames.of("1 RC4", "2 EAPOL RSN key", "254 EAPOL WPA key"))));
  private static final FixedFields RSN_KEY =
      FixedFields.of(
          at(5, Field.u16("wlan_rsna_eapol.keydes.key_info", "Key Information").hexadecimal()),
          at(7, Field.u16("eapol.keydes.key_len", "Key Length")),
          at(9, Field.u64("eapol.keydes.replay_counter", "Replay Counter")),
          at(17, 32, Field.bytes("wlan_rsna_eapol.keydes.nonce", "WPA Key Nonce")),
          at(49, 16, Field.bytes("eapol.keydes.key_iv", "Key IV")),
          at(65, 8, Field.bytes("wlan_rsna_eapol.keydes.rsc", "WPA Key RSC")),
          at(73, 8, Field.bytes("wlan_rsna_eapol.keydes.id", "WPA Key ID")),
          at(81, 16, Field.bytes("wlan_rsna_eapol.keydes.mic", "WPA Key MIC")),
          at(97, Field.u16("wlan_rsna_eapol.keydes.data_len", "WPA Key Data Length")),
          rest(99, Field.bytes("wlan_rsna_eapol.keydes.data", "WPA Key Data")));

  private static final LayerFields FIELDS =
      LayerFields.of(Eapol::read, List.of(HEADER, DESCRIPTOR, RSN_KEY));

  private Eapol() {}

  /** Adds both protocols to a chain. */
  public static void register(Chain.Builder chain) {
    Dissector eap = new MessageDissector(Eap.PROTOCOL, Eap.HEADER_LENGTH);
    chain
        .fields(PROTOCOL, FIELDS)
        .fields(Eap.PROTOCOL, () -> Eap.FIELDS)
        .name(Eap.PROTOCOL.name(), eap)
        .put(EtherType.TABLE, EtherType.EAPOL, new EapolDissector(eap));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, at, end, sink);
    if (bytes[at + 1] != KEY || at + HEADER_LENGTH >= end) {
      return;
    }
    DESCRIPTOR.read(bytes, at, end, sink);
    int type = BigEndian.u8(bytes, at + HEADER_LENGTH);
    if (type == 2 || type == 254) {
      RSN_KEY.read(bytes, at, end, sink);
    }
  }
}
