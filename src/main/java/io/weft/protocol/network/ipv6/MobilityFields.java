package io.weft.protocol.network.ipv6;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.IpProtocol;
import java.util.List;

/** The fields of mobile IPv6 (RFC 6275, section 6.1; RFC 3963) and its usual options. */
final class MobilityFields {
  private static final int HOME_TEST_INIT = 1;
  private static final int CARE_OF_TEST_INIT = 2;
  private static final int HOME_TEST = 3;
  private static final int CARE_OF_TEST = 4;
  private static final int BINDING_UPDATE = 5;
  private static final int BINDING_ACKNOWLEDGMENT = 6;
  private static final int BINDING_ERROR = 7;

  private static final int PAD_1 = 0;
  private static final int PAD_N = 1;
  private static final int REFRESH = 2;
  private static final int ALTERNATE_ADDRESS = 3;
  private static final int NONCES = 4;
  private static final int AUTHORIZATION = 5;
  private static final int NETWORK_PREFIX = 6;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u8("mip6.proto", "Payload protocol").named(IpProtocol.VALUE_NAMES)),
          at(1, Field.u8("mip6.hlen", "Header length")),
          at(
              2,
              Field.u8("mip6.mhtype", "Mobility Header Type")
                  .named(
                      ValueNames.from0(
                          "Binding refresh request",
                          "Home test init",
                          "Care-of test init",
                          "Home test",
                          "Care-of test",
                          "Binding update",
                          "Binding acknowledgement",
                          "Binding error",
                          "Fast binding update",
                          "Fast binding acknowledgement",
                          "Fast neighbor advertisement",
                          "Experimental",
                          "Home agent switch",
                          "Heartbeat",
                          "Handover initiate",
                          "Handover acknowledge",
                          "Binding revocation"))),
          at(3, Field.u8("mip6.reserved", "Reserved").hexadecimal()),
          at(4, Field.u16("mip6.csum", "Checksum").hexadecimal()));

  private static final FixedFields HOME_INIT =
      FixedFields.of(at(8, Field.u64("mip6.hoti.cookie", "Home Init Cookie").hexadecimal()));
  private static final FixedFields CARE_INIT =
      FixedFields.of(at(8, Field.u64("mip6.coti.cookie", "Care-of Init Cookie").hexadecimal()));
  private static final Field TOKEN = Field.u64("mip6.hot.token", "Keygen Token").hexadecimal();
  private static final FixedFields HOME =
      FixedFields.of(
          at(6, Field.u16("mip6.hot.nindex", "Home Nonce Index")),
          at(8, Field.u64("mip6.hot.cookie", "Home Init Cookie").hexadecimal()),
          at(16, TOKEN));
  private static final FixedFields CARE =
      FixedFields.of(
          at(6, Field.u16("mip6.cot.nindex", "Care-of Nonce Index")),
          at(8, Field.u64("mip6.cot.cookie", "Care-of Init Cookie").hexadecimal()),
          at(16, TOKEN));

  private static final FixedFields UPDATE =
      FixedFields.of(
          at(6, Field.u16("mip6.bu.seqnr", "Sequence number")),
          at(8, Field.flag("mip6.bu.a_flag", "Acknowledge (A) flag", 16, 0x8000)),
          at(8, Field.flag("mip6.bu.h_flag", "Home Registration (H) flag", 16, 0x4000)),
          at(8, Field.flag("mip6.bu.l_flag", "Link-Local Compatibility (L) flag", 16, 0x2000)),
          at(8, Field.flag("mip6.bu.k_flag", "Key Management Compatibility (K) flag", 16, 0x1000)),
          at(8, Field.flag("mip6.bu.m_flag", "MAP Registration Compatibility (M) flag", 16, 0x800)),
          at(8, Field.flag("mip6.nemo.bu.r_flag", "Mobile Router (R) flag", 16, 0x400)),
          at(8, Field.flag("mip6.bu.p_flag", "Proxy Registration (P) flag", 16, 0x200)),
          at(8, Field.flag("mip6.bu.f_flag", "Forcing UDP encapsulation (F) flag", 16, 0x100)),
          at(8, Field.flag("mip6.bu.t_flag", "TLV-header format (T) flag", 16, 0x80)),
          at(8, Field.flag("mip6.bu.b_flag", "Bulk Binding Update (B) flag", 16, 0x40)),
          at(10, Field.u16("mip6.bu.lifetime", "Lifetime (units of 4 s)")));

  private static final FixedFields ACKNOWLEDGMENT =
      FixedFields.of(
          at(
              6,
              Field.u8("mip6.ba.status", "Status")
                  .named(
                      ValueNames.of(
                          "0 Accepted",
                          "1 Accepted but prefix discovery necessary",
                          "128 Reason unspecified",
                          "129 Administratively prohibited",
                          "130 Insufficient resources",
                          "131 Home registration not supported",
                          "132 Not home subnet",
                          "133 Not home agent for this mobile node",
                          "134 Duplicate address detection failed",
                          "135 Sequence number out of window"))),
          at(7, Field.flag("mip6.ba.k_flag", "Key Management Compatibility (K) flag", 8, 0x80)),
          at(7, Field.flag("mip6.nemo.ba.r_flag", "Mobile Router (R) flag", 8, 0x40)),
          at(7, Field.flag("mip6.ba.p_flag", "Proxy Registration (P) flag", 8, 0x20)),
          at(7, Field.flag("mip6.ba.t_flag", "TLV-header format (T) flag", 8, 0x10)),
          at(7, Field.flag("mip6.ba.b_flag", "Bulk Binding Update (B) flag", 8, 0x08)),
          at(8, Field.u16("mip6.ba.seqnr", "Sequence number")),
          at(10, Field.u16("mip6.ba.lifetime", "Lifetime (units of 4 s)")));

  private static final FixedFields ERROR =
      FixedFields.of(
          at(
              6,
              Field.u8("mip6.be.status", "Status")
                  .named(
                      ValueNames.of(
                          "1 Unknown binding for home address destination option",
                          "2 Unrecognized mobility header type"))),
          at(8, Field.ipv6("mip6.be.haddr", "Home Address")));

  private static final FixedFields OPTION =
      FixedFields.of(
          at(0, Field.u8("mip6.mobility_opt", "Mobility Options").repeating()),
          at(1, Field.u8("mip6.mobility_opt.len", "Length").repeating()));
  private static final FixedFields PADDING =
      FixedFields.of(rest(2, Field.bytes("mip6.padn", "PadN").repeating()));
  private static final FixedFields INTERVAL =
      FixedFields.of(at(2, Field.u16("mip6.bra.interval", "Refresh interval").repeating()));
  private static final FixedFields ALTERNATE =
      FixedFields.of(at(2, Field.ipv6("mip6.acoa.acoa", "Alternate care-of address").repeating()));
  private static final FixedFields INDICES =
      FixedFields.of(
          at(2, Field.u16("mip6.ni.hni", "Home nonce index").repeating()),
          at(4, Field.u16("mip6.ni.cni", "Care-of nonce index").repeating()));
  private static final FixedFields AUTHENTICATOR =
      FixedFields.of(rest(2, Field.bytes("mip6.bad.auth", "Authenticator").repeating()));
  private static final FixedFields PREFIX =
      FixedFields.of(
          at(3, Field.u8("mip6.nemo.mnp.pfl", "Mobile Network Prefix Length").repeating()),
          at(4, Field.ipv6("mip6.nemo.mnp.mnp", "Mobile Network Prefix").repeating()));

  static final LayerFields FIELDS =
      LayerFields.of(
          MobilityFields::read,
          List.of(
              HEADER,
              HOME_INIT,
              CARE_INIT,
              HOME,
              CARE,
              UPDATE,
              ACKNOWLEDGMENT,
              ERROR,
              OPTION,
              PADDING,
              INTERVAL,
              ALTERNATE,
              INDICES,
              AUTHENTICATOR,
              PREFIX));

  private MobilityFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.payload(layer);
    HEADER.read(bytes, at, end, sink);
    switch (bytes[at + 2]) {
      case HOME_TEST_INIT -> message(HOME_INIT, 16, bytes, at, end, sink);
      case CARE_OF_TEST_INIT -> message(CARE_INIT, 16, bytes, at, end, sink);
      case HOME_TEST -> message(HOME, 24, bytes, at, end, sink);
      case CARE_OF_TEST -> message(CARE, 24, bytes, at, end, sink);
      case BINDING_UPDATE -> message(UPDATE, 12, bytes, at, end, sink);
      case BINDING_ACKNOWLEDGMENT -> message(ACKNOWLEDGMENT, 12, bytes, at, end, sink);
      case BINDING_ERROR -> message(ERROR, 24, bytes, at, end, sink);
      default -> {} // Wireshark's list of further messages is long; none is common.
    }
  }

  private static void message(
      FixedFields layout, int length, byte[] bytes, int start, int end, FieldSink sink) {
    layout.read(bytes, start, end, sink);
    int at = start + length;
    while (at < end) {
      int type = BigEndian.u8(bytes, at);
      if (type == PAD_1) {
        at++;
        continue;
      }
      if (at + 2 > end) {
        return;
      }
      int next = at + 2 + BigEndian.u8(bytes, at + 1);
      if (next > end) {
        return;
      }
      OPTION.read(bytes, at, next, sink);
      option(type, bytes, at, next, sink);
      at = next;
    }
  }

  private static void option(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case PAD_N -> PADDING.read(bytes, at, end, sink);
      case REFRESH -> INTERVAL.read(bytes, at, end, sink);
      case ALTERNATE_ADDRESS -> ALTERNATE.read(bytes, at, end, sink);
      case NONCES -> INDICES.read(bytes, at, end, sink);
      case AUTHORIZATION -> AUTHENTICATOR.read(bytes, at, end, sink);
      case NETWORK_PREFIX -> PREFIX.read(bytes, at, end, sink);
      default -> {} // Type and length are all that is shown.
    }
  }
}
