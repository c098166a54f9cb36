package io.weft.protocol.network.ipv6;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The options of hop-by-hop and destination headers (RFC 8200, section 4.2, and IANA's registry).
 * Each is a record of its own. An option whose length is impossible ends the reading.
 */
final class Ipv6OptionFields {
  private static final int PAD_1 = 0x00;
  private static final int PAD_N = 0x01;
  private static final int TUNNEL_LIMIT = 0x04;
  private static final int ROUTER_ALERT = 0x05;
  private static final int CALIPSO = 0x07;
  private static final int PERFORMANCE = 0x0F;
  private static final int RPL = 0x23;
  private static final int QUICK_START = 0x26;
  private static final int PATH_MTU = 0x30;
  private static final int RPL_OLD = 0x63;
  private static final int MPL = 0x6D;
  private static final int ILNP_NONCE = 0x8B;
  private static final int JUMBO = 0xC2;
  private static final int HOME_ADDRESS = 0xC9;

  private static final Field OPTION = Field.group("ipv6.options", "IPv6 Options");
  private static final Field MARK = Field.presence("ipv6.opt", "IPv6 Option").within(OPTION);
  private static final Field TYPE =
      Field.u8("ipv6.opt.type", "Type")
          .hexadecimal()
          .named(
              ValueNames.of(
                  "0x00 Pad1",
                  "0x01 PadN",
                  "0x04 Tunnel encapsulation limit",
                  "0x05 Router alert",
                  "0x07 CALIPSO",
                  "0x08 SMF duplicate packet detection",
                  "0x0F Performance and diagnostic metrics",
                  "0x11 IOAM",
                  "0x23 RPL",
                  "0x26 Quick-start",
                  "0x30 Path MTU",
                  "0x31 IOAM",
                  "0x63 RPL",
                  "0x6D MPL",
                  "0x8A Endpoint identification",
                  "0x8B ILNP nonce",
                  "0x8C Line identification",
                  "0xC2 Jumbo payload",
                  "0xC9 Home address",
                  "0xEE Depth-first forwarding"))
          .within(OPTION);

  private static final FixedFields TYPES =
      FixedFields.of(
          at(0, TYPE),
          at(
              0,
              Field.u8("ipv6.opt.type.action", "Action")
                  .masked(0xC0)
                  .named(
                      ValueNames.from0(
                          "Skip and continue",
                          "Discard",
                          "Discard and send ICMP",
                          "Discard and send ICMP unless multicast"))
                  .within(TYPE)),
          at(0, Field.flag("ipv6.opt.type.change", "May Change", 8, 0x20).within(TYPE)),
          at(0, Field.u8("ipv6.opt.type.rest", "Low-Order Bits").masked(0x1F).within(TYPE)));

  private static final FixedFields LENGTH =
      FixedFields.of(at(1, Field.u8("ipv6.opt.length", "Length").within(OPTION)));

  private static final Field PAD1 = Field.presence("ipv6.opt.pad1", "Pad1").within(OPTION);
  private static final FixedFields PADDING =
      FixedFields.of(rest(2, Field.bytes("ipv6.opt.padn", "PadN").within(OPTION)));
  private static final FixedFields LIMIT =
      FixedFields.of(at(2, Field.u8("ipv6.opt.tel", "Tunnel Encapsulation Limit").within(OPTION)));
  private static final FixedFields ALERT =
      FixedFields.of(
          at(
              2,
              Field.u16("ipv6.opt.router_alert", "Router Alert")
                  .named(ValueNames.of("0 MLD", "1 RSVP", "2 Active networks"))
                  .within(OPTION)));
  private static final FixedFields LABEL =
      FixedFields.of(
          at(
              2,
              Field.u32("ipv6.opt.calipso.doi", "CALIPSO Domain of Interpretation").within(OPTION)),
          at(6, Field.u8("ipv6.opt.calipso.cmpt.length", "Compartment Length").within(OPTION)),
          at(7, Field.u8("ipv6.opt.calipso.sens_level", "Sensitivity Level").within(OPTION)),
          at(8, Field.u16("ipv6.opt.calipso.checksum", "Checksum").hexadecimal().within(OPTION)),
          rest(
              10,
              Field.bytes("ipv6.opt.calipso.cmpt_bitmap", "Compartment Bitmap").within(OPTION)));
  private static final FixedFields METRICS =
      FixedFields.of(
          at(2, Field.u8("ipv6.opt.pdm.scale_dtlr", "Scale DTLR").within(OPTION)),
          at(3, Field.u8("ipv6.opt.pdm.scale_dtls", "Scale DTLS").within(OPTION)),
          at(4, Field.u16("ipv6.opt.pdm.psn_this_pkt", "PSN This Packet").within(OPTION)),
          at(6, Field.u16("ipv6.opt.pdm.psn_last_recv", "PSN Last Received").within(OPTION)),
          at(8, Field.u16("ipv6.opt.pdm.delta_last_recv", "Delta Last Received").within(OPTION)),
          at(10, Field.u16("ipv6.opt.pdm.delta_last_sent", "Delta Last Sent").within(OPTION)));

  private static final Field RPL_FLAGS =
      Field.u8("ipv6.opt.rpl.flag", "Flag").hexadecimal().within(OPTION);
  private static final FixedFields ROUTES =
      FixedFields.of(
          at(2, RPL_FLAGS),
          at(2, Field.flag("ipv6.opt.rpl.flag.o", "Down", 8, 0x80).within(RPL_FLAGS)),
          at(2, Field.flag("ipv6.opt.rpl.flag.r", "Rank-error", 8, 0x40).within(RPL_FLAGS)),
          at(2, Field.flag("ipv6.opt.rpl.flag.f", "Forwarding-error", 8, 0x20).within(RPL_FLAGS)),
          at(
              2,
              Field.u8("ipv6.opt.rpl.flag.rsv", "Reserved")
                  .masked(0x1F)
                  .hexadecimal()
                  .within(RPL_FLAGS)),
          at(
              3,
              Field.u8("ipv6.opt.rpl.instance_id", "RPL Instance ID").hexadecimal().within(OPTION)),
          at(4, Field.u16("ipv6.opt.rpl.sender_rank", "Sender Rank").hexadecimal().within(OPTION)));

  private static final FixedFields QUICK =
      FixedFields.of(
          at(2, Field.u8("ipv6.opt.qs_func", "Function").masked(0xF0).within(OPTION)),
          at(2, Field.u8("ipv6.opt.qs_rate", "Rate").masked(0x0F).within(OPTION)),
          at(3, Field.u8("ipv6.opt.qs_ttl", "QS TTL").within(OPTION)),
          at(
              4,
              Field.u32("ipv6.opt.qs_nonce", "QS Nonce")
                  .masked(0xFFFF_FFFCL)
                  .hexadecimal()
                  .within(OPTION)),
          at(
              4,
              Field.u32("ipv6.opt.qs_reserved", "Reserved")
                  .masked(3)
                  .hexadecimal()
                  .within(OPTION)));
  private static final FixedFields MTU =
      FixedFields.of(
          at(2, Field.u16("ipv6.opt.pmtu.min", "Min-PMTU").within(OPTION)),
          at(4, Field.u16("ipv6.opt.pmtu.rtn", "Rtn-PMTU").masked(0xFFFE).within(OPTION)),
          at(4, Field.flag("ipv6.opt.pmtu.r_flag", "Return Flag", 16, 1).within(OPTION)));

  private static final Field MPL_FLAGS =
      Field.u8("ipv6.opt.mpl.flag", "Flag").hexadecimal().within(OPTION);
  private static final FixedFields MULTICAST =
      FixedFields.of(
          at(2, MPL_FLAGS),
          at(2, Field.u8("ipv6.opt.mpl.flag.s", "Seed ID Length").masked(0xC0).within(MPL_FLAGS)),
          at(
              2,
              Field.flag("ipv6.opt.mpl.flag.m", "Sequence is largest", 8, 0x20).within(MPL_FLAGS)),
          at(2, Field.flag("ipv6.opt.mpl.flag.v", "Non-conformant", 8, 0x10).within(MPL_FLAGS)),
          at(
              2,
              Field.u8("ipv6.opt.mpl.flag.rsv", "Reserved")
                  .masked(0x0F)
                  .hexadecimal()
                  .within(MPL_FLAGS)),
          at(3, Field.u8("ipv6.opt.mpl.sequence", "Sequence").hexadecimal().within(OPTION)),
          rest(4, Field.bytes("ipv6.opt.mpl.seed_id", "Seed ID").within(OPTION)));

  private static final FixedFields NONCE =
      FixedFields.of(rest(2, Field.bytes("ipv6.opt.ilnp_nonce", "ILNP Nonce").within(OPTION)));
  private static final FixedFields JUMBO_LENGTH =
      FixedFields.of(at(2, Field.u32("ipv6.opt.jumbo", "Payload Length").within(OPTION)));
  private static final FixedFields HOME =
      FixedFields.of(
          at(2, Field.ipv6("ipv6.opt.mipv6.home_address", "MIPv6 Home Address").within(OPTION)));
  private static final FixedFields UNKNOWN =
      FixedFields.of(rest(2, Field.bytes("ipv6.opt.unknown", "Unknown Data").within(OPTION)));

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.of(
          (packet, layer, sink) ->
              read(packet.bytes(layer), packet.start(layer) + 2, packet.payload(layer), sink),
          List.of(
              TYPES,
              LENGTH,
              PADDING,
              LIMIT,
              ALERT,
              LABEL,
              METRICS,
              ROUTES,
              QUICK,
              MTU,
              MULTICAST,
              NONCE,
              JUMBO_LENGTH,
              HOME,
              UNKNOWN),
          OPTION,
          MARK,
          PAD1);

  private Ipv6OptionFields() {}

  private static void mark(int at, int length, FieldSink sink) {
    if (sink.wants(MARK)) {
      sink.flag(MARK, true, at, length);
    }
  }

  /** Reads the options between two places. */
  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    if (!sink.wants(OPTION)) {
      return;
    }
    int at = from;
    while (at < end) {
      if (bytes[at] == PAD_1) {
        sink.begin(OPTION, at, 1);
        mark(at, 1, sink);
        TYPES.read(bytes, at, end, sink);
        if (sink.wants(PAD1)) {
          sink.flag(PAD1, true, at, 1);
        }
        sink.end(OPTION);
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
      sink.begin(OPTION, at, next - at);
      mark(at, next - at, sink);
      TYPES.read(bytes, at, end, sink);
      LENGTH.read(bytes, at, end, sink);
      layout(BigEndian.u8(bytes, at)).read(bytes, at, next, sink);
      sink.end(OPTION);
      at = next;
    }
  }

  private static FixedFields layout(int type) {
    return switch (type) {
      case PAD_N -> PADDING;
      case TUNNEL_LIMIT -> LIMIT;
      case ROUTER_ALERT -> ALERT;
      case CALIPSO -> LABEL;
      case PERFORMANCE -> METRICS;
      case RPL, RPL_OLD -> ROUTES;
      case QUICK_START -> QUICK;
      case PATH_MTU -> MTU;
      case MPL -> MULTICAST;
      case ILNP_NONCE -> NONCE;
      case JUMBO -> JUMBO_LENGTH;
      case HOME_ADDRESS -> HOME;
      default -> UNKNOWN;
    };
  }
}
