package io.weft.protocol.transport.pgm;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of a packet, by Wireshark's names. */
final class PgmFields {
  private static final ValueNames FAMILIES = ValueNames.of("1 IPv4", "2 IPv6");

  private static final Field FLAGS = Field.u8("pgm.hdr.opts", "Options").hexadecimal();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u16("pgm.hdr.sport", "Source Port").alias("pgm.port")),
          at(2, Field.u16("pgm.hdr.dport", "Destination Port").alias("pgm.port")),
          at(Pgm.TYPE, Field.u8("pgm.hdr.type", "Type").hexadecimal().named(Pgm.TYPES)),
          at(Pgm.OPTIONS, FLAGS),
          at(Pgm.OPTIONS, flag("pgm.hdr.opts.opt", "Options", Pgm.HAS_OPTIONS)),
          at(Pgm.OPTIONS, flag("pgm.hdr.opts.netsig", "Network Significant Options", 0x02)),
          at(
              Pgm.OPTIONS,
              flag("pgm.hdr.opts.varlen", "Variable length Parity Packet Option", 0x40)),
          at(Pgm.OPTIONS, flag("pgm.hdr.opts.parity", "Parity", 0x80)),
          at(6, Field.u16("pgm.hdr.cksum", "Checksum").hexadecimal()),
          at(8, 6, Field.bytes("pgm.hdr.gsi", "Global Source Identifier")),
          at(14, Field.u16("pgm.hdr.tsdulen", "Transport Service Data Unit Length")));

  private static final Field SEQUENCE = Field.u32("pgm.spm.sqn", "Sequence number").hexadecimal();
  private static final Field TRAIL =
      Field.u32("pgm.spm.trail", "Trailing Edge Sequence Number").hexadecimal();
  private static final FieldSequence PATH =
      FieldSequence.of(
          SEQUENCE, TRAIL, Field.u32("pgm.spm.lead", "Leading Edge Sequence Number").hexadecimal());
  private static final Address PATH_ADDRESS =
      Address.of("pgm.spm.pathafi", "Path NLA AFI", "pgm.spm.res", "pgm.spm.path", "Path NLA");
  private static final FieldSequence DATA = FieldSequence.of(SEQUENCE, TRAIL);

  private static final FieldSequence POLL =
      FieldSequence.of(
          Field.u32("pgm.poll.sqn", "Sequence Number").hexadecimal(),
          Field.u16("pgm.poll.round", "Round"),
          Field.u16("pgm.poll.subtype", "Subtype")
              .hexadecimal()
              .named(ValueNames.from0("General", "DLR")));
  private static final Address POLL_ADDRESS =
      Address.of("pgm.poll.pathafi", "Path NLA AFI", "pgm.poll.res", "pgm.poll.path", "Path NLA");
  private static final FieldSequence POLL_END =
      FieldSequence.of(
          Field.u32("pgm.poll.backoff_ivl", "Back-off Interval"),
          Field.u32("pgm.poll.rand_str", "Random String").hexadecimal(),
          Field.u32("pgm.poll.matching_bmask", "Matching Bitmask").hexadecimal());
  private static final FieldSequence POLL_RESPONSE =
      FieldSequence.of(
          Field.u32("pgm.polr.sqn", "Sequence Number").hexadecimal(),
          Field.u16("pgm.polr.round", "Round"),
          Field.u16("pgm.polr.res", "Reserved").hexadecimal());

  private static final FieldSequence NAK =
      FieldSequence.of(Field.u32("pgm.nak.sqn", "Requested Sequence Number").hexadecimal());
  private static final Address NAK_SOURCE =
      Address.of("pgm.nak.srcafi", "Source NLA AFI", "pgm.nak.srcres", "pgm.nak.src", "Source NLA");
  private static final Address NAK_GROUP =
      Address.of(
          "pgm.nak.grpafi",
          "Multicast Group AFI",
          "pgm.nak.grpres",
          "pgm.nak.grp",
          "Multicast Group NLA");
  private static final FieldSequence ACK =
      FieldSequence.of(
          Field.u32("pgm.ack.maxsqn", "Maximum Received Sequence Number").hexadecimal(),
          Field.u32("pgm.ack.bitmap", "Packet Bitmap").hexadecimal());
  private static final FieldSequence OPTIONS =
      FieldSequence.of(
          Field.u8("pgm.opts.type", "Type").hexadecimal(),
          Field.u8("pgm.opts.len", "Length"),
          Field.u16("pgm.opts.tlen", "Total Length"));

  /** An address of either kind behind the number of its family. */
  private record Address(FieldSequence ipv4, FieldSequence ipv6) {
    static Address of(
        String family, String familyLabel, String reserved, String address, String label) {
      Field kind = Field.u16(family, familyLabel).named(FAMILIES);
      Field unused = Field.u16(reserved, "Reserved").hexadecimal();
      return new Address(
          FieldSequence.of(kind, unused, Field.ipv4(address + ".ipv4", label)),
          FieldSequence.of(kind, unused, Field.ipv6(address + ".ipv6", label)));
    }

    int read(Packet packet, int layer, int at, FieldSink sink) {
      int limit = packet.limit(layer);
      if (at == FieldSequence.CUT || limit - at < 2) {
        return FieldSequence.CUT;
      }
      boolean isIpv6 = BigEndian.u16(packet.bytes(layer), at) == Pgm.IPV6;
      return (isIpv6 ? ipv6 : ipv4).read(packet, layer, at, limit, sink);
    }
  }

  private PgmFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, Byte.SIZE, mask).within(FLAGS);
  }

  static LayerFields all() {
    List<FieldSequence> parts =
        List.of(
            PATH,
            PATH_ADDRESS.ipv4,
            PATH_ADDRESS.ipv6,
            POLL,
            POLL_ADDRESS.ipv4,
            POLL_ADDRESS.ipv6,
            POLL_END,
            POLL_RESPONSE,
            NAK,
            NAK_SOURCE.ipv4,
            NAK_SOURCE.ipv6,
            NAK_GROUP.ipv4,
            NAK_GROUP.ipv6,
            ACK,
            OPTIONS);
    Field[] more =
        parts.stream().flatMap(part -> part.declared().stream()).distinct().toArray(Field[]::new);
    return LayerFields.of(PgmFields::read, List.of(HEAD), more);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    int next = ofType(packet, layer, start + Pgm.HEADER_LENGTH, sink);
    if ((bytes[start + Pgm.OPTIONS] & Pgm.HAS_OPTIONS) != 0) {
      OPTIONS.read(packet, layer, next, limit, sink);
    }
  }

  /** The header of the packet's type; returns the index behind it, or CUT. */
  private static int ofType(Packet packet, int layer, int at, FieldSink sink) {
    int limit = packet.limit(layer);
    return switch (Pgm.type(packet.bytes(layer), packet.start(layer))) {
      case Pgm.PATH -> {
        int next = PATH.read(packet, layer, at, limit, sink);
        yield PATH_ADDRESS.read(packet, layer, next, sink);
      }
      case Pgm.POLL -> {
        int next = POLL.read(packet, layer, at, limit, sink);
        next = POLL_ADDRESS.read(packet, layer, next, sink);
        yield POLL_END.read(packet, layer, next, limit, sink);
      }
      case Pgm.POLL_RESPONSE -> POLL_RESPONSE.read(packet, layer, at, limit, sink);
      case Pgm.DATA, Pgm.REPAIR -> DATA.read(packet, layer, at, limit, sink);
      case Pgm.NAK, Pgm.NULL_NAK, Pgm.NAK_CONFIRMATION -> {
        int next = NAK.read(packet, layer, at, limit, sink);
        next = NAK_SOURCE.read(packet, layer, next, sink);
        yield NAK_GROUP.read(packet, layer, next, sink);
      }
      case Pgm.ACK -> ACK.read(packet, layer, at, limit, sink);
      default -> FieldSequence.CUT;
    };
  }
}
