package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * IPCP's option for the compression of headers: Van Jacobson's (RFC 1332), IP header compression
 * (RFC 3544) or robust header compression (RFC 3241).
 */
final class CompressionOption {
  private static final int VAN_JACOBSON = 0x002D;
  private static final int ROBUST = 0x0003;
  private static final int HEADERS = 0x0061;

  /** Where suboptions begin: behind the parameters of either. */
  private static final int HEADERS_LENGTH = 14;

  private static final int ROBUST_LENGTH = 10;

  private static final Field HEADER_LIMIT =
      Field.u16("ipcp.opt.max_header", "Max Header").repeating();
  private static final FixedFields KIND =
      FixedFields.of(
          at(
              2,
              Field.u16("ipcp.opt.compress_proto", "IP Compression Protocol")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x0003 Robust Header Compression (ROHC)",
                          "0x002D Van Jacobson Compressed TCP/IP",
                          "0x0061 IPHC compression"))
                  .repeating()));
  private static final FixedFields SLOTS =
      FixedFields.of(
          at(4, Field.u8("ipcp.opt.max_slot_id", "Max Slot ID").repeating()),
          at(5, Field.flag("ipcp.opt.comp_slot_id", "Comp Slot ID", 8, 1).repeating()));
  private static final FixedFields SPACES =
      FixedFields.of(
          at(4, Field.u16("ipcp.opt.tcp_space", "TCP Space").repeating()),
          at(6, Field.u16("ipcp.opt.non_tcp_space", "Non TCP Space").repeating()),
          at(8, Field.u16("ipcp.opt.f_max_period", "F Max Period").repeating()),
          at(10, Field.u16("ipcp.opt.f_max_time", "F Max Time").repeating()),
          at(12, HEADER_LIMIT));
  private static final FixedFields SUBOPTION =
      FixedFields.of(
          at(
              0,
              Field.u8("ipcp.opt.iphc.type", "Type")
                  .named(
                      ValueNames.of(
                          "1 RTP compression",
                          "2 Enhanced RTP compression",
                          "3 Negotiated header compression"))
                  .repeating()),
          at(1, Field.u8("ipcp.opt.iphc.length", "Length").repeating()));
  private static final FixedFields PARAMETER =
      FixedFields.of(at(2, Field.u8("ipcp.opt.iphc.param", "Parameter").repeating()));
  private static final FixedFields CONTEXTS =
      FixedFields.of(
          at(4, Field.u16("ipcp.opt.max_cid", "Max CID").repeating()),
          at(6, Field.u16("ipcp.opt.mrru", "MRRU").repeating()),
          at(8, HEADER_LIMIT));
  private static final FixedFields PROFILES =
      FixedFields.of(
          at(0, Field.u8("ipcp.opt.rohc.type", "Type").repeating()),
          at(1, Field.u8("ipcp.opt.rohc.length", "Length").repeating()));
  private static final FixedFields PROFILE =
      FixedFields.of(
          at(0, Field.u16("ipcp.opt.rohc.profile", "Profile").hexadecimal().repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(KIND, SLOTS, SPACES, SUBOPTION, PARAMETER, CONTEXTS, PROFILES, PROFILE));

  private CompressionOption() {}

  static void read(byte[] bytes, int at, int end, FieldSink sink) {
    KIND.read(bytes, at, end, sink);
    switch (at + 4 <= end ? BigEndian.u16(bytes, at + 2) : 0) {
      case VAN_JACOBSON -> SLOTS.read(bytes, at, end, sink);
      case HEADERS -> {
        SPACES.read(bytes, at, end, sink);
        suboptions(false, bytes, at + HEADERS_LENGTH, end, sink);
      }
      case ROBUST -> {
        CONTEXTS.read(bytes, at, end, sink);
        suboptions(true, bytes, at + ROBUST_LENGTH, end, sink);
      }
      default -> {} // Nothing is known of others.
    }
  }

  private static void suboptions(
      boolean isRobust, byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at + 2 <= end) {
      int next = at + BigEndian.u8(bytes, at + 1);
      if (next < at + 2 || next > end) {
        return;
      }
      if (isRobust) {
        PROFILES.read(bytes, at, next, sink);
        for (int each = at + 2; each + 2 <= next; each += 2) {
          PROFILE.read(bytes, each, next, sink);
        }
      } else {
        SUBOPTION.read(bytes, at, next, sink);
        if (bytes[at] > 2) {
          PARAMETER.read(bytes, at, next, sink);
        }
      }
      at = next;
    }
  }
}
