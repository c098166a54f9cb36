package io.weft.protocol.link.wlan;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;
import static io.weft.protocol.link.wlan.KnownFields.always;
import static io.weft.protocol.link.wlan.KnownFields.where;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a Radiotap header. Which values it has is told by words of bits; each value is
 * aligned to its own size (radiotap.org).
 */
final class RadiotapFields {
  private static final double RATES_PER_MEGABIT = 2;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u8("radiotap.version", "Header revision")),
          at(1, Field.u8("radiotap.pad", "Header pad")),
          littleEndian(2, Field.u16("radiotap.length", "Header length")));
  private static final Field WORDS = Field.presence("radiotap.present", "Present flags");
  private static final Field WORD =
      Field.u32("radiotap.present.word", "Present flags word").hexadecimal().repeating();
  private static final FixedFields.Place OWN_FOLLOWS =
      present(RadiotapValues.OWN_NAMESPACE, "rtap_ns", "Radiotap NS next");
  private static final FixedFields.Place VENDOR_FOLLOWS =
      present(RadiotapValues.VENDOR_NAMESPACE, "vendor_ns", "Vendor NS next");
  private static final FixedFields.Place WORD_FOLLOWS = present(31, "ext", "Ext");
  private static final FixedFields BITS =
      FixedFields.of(
          littleEndian(0, WORD),
          present(0, "tsft", "TSFT"),
          present(1, "flags", "Flags"),
          present(2, "rate", "Rate"),
          present(3, "channel", "Channel"),
          present(4, "fhss", "FHSS"),
          present(5, "dbm_antsignal", "dBm Antenna Signal"),
          present(6, "dbm_antnoise", "dBm Antenna Noise"),
          present(7, "lock_quality", "Lock Quality"),
          present(8, "tx_attenuation", "TX Attenuation"),
          present(9, "db_tx_attenuation", "dB TX Attenuation"),
          present(10, "dbm_tx_power", "dBm TX Power"),
          present(11, "antenna", "Antenna"),
          present(12, "db_antsignal", "dB Antenna Signal"),
          present(13, "db_antnoise", "dB Antenna Noise"),
          present(14, "rxflags", "RX flags"),
          present(15, "txflags", "TX flags"),
          present(17, "data_retries", "data retries"),
          present(18, "xchannel", "Channel+"),
          present(19, "mcs", "MCS information"),
          present(20, "ampdu", "A-MPDU Status"),
          present(21, "vht", "VHT information"),
          present(22, "timestamp", "frame timestamp"),
          present(23, "he", "HE information"),
          present(24, "he_mu", "HE-MU information"),
          present(26, "0_length.psdu", "0 Length PSDU"),
          present(27, "l_sig", "L-SIG"),
          present(28, "tlv", "TLVs"),
          OWN_FOLLOWS,
          VENDOR_FOLLOWS,
          WORD_FOLLOWS);

  /** Words of bits of which only a vendor knows what they mean. */
  private static final FixedFields FOREIGN_BITS =
      FixedFields.of(littleEndian(0, WORD), OWN_FOLLOWS, VENDOR_FOLLOWS, WORD_FOLLOWS);

  private static final FixedFields TIME =
      FixedFields.of(littleEndian(0, Field.u64("radiotap.mactime", "MAC timestamp").repeating()));
  private static final Field FLAGS = Field.u8("radiotap.flags", "Flags").hexadecimal().repeating();
  private static final FixedFields FLAG_BITS =
      FixedFields.of(
          at(0, FLAGS),
          at(0, flag("cfp", "CFP", 0x01)),
          at(0, flag("preamble", "Preamble", 0x02)),
          at(0, flag("wep", "WEP", 0x04)),
          at(0, flag("frag", "Fragmentation", 0x08)),
          at(0, flag("fcs", "FCS at end", 0x10)),
          at(0, flag("datapad", "Data Pad", 0x20)),
          at(0, flag("badfcs", "Bad FCS", 0x40)),
          at(0, flag("shortgi", "Short GI", 0x80)));
  private static final Field RATE = Field.f32("radiotap.datarate", "Data rate (Mb/s)").repeating();
  private static final Field CHANNEL =
      Field.u16("radiotap.channel.flags", "Channel flags").hexadecimal().repeating();
  private static final FixedFields CHANNELS =
      FixedFields.of(
          littleEndian(0, Field.u16("radiotap.channel.freq", "Channel frequency").repeating()),
          littleEndian(2, CHANNEL),
          channel("700mhz", "700 MHz spectrum", 0x0001),
          channel("800mhz", "800 MHz spectrum", 0x0002),
          channel("900mhz", "900 MHz spectrum", 0x0004),
          channel("turbo", "Turbo", 0x0010),
          channel("cck", "Complementary Code Keying (CCK)", 0x0020),
          channel("ofdm", "Orthogonal Frequency-Division Multiplexing (OFDM)", 0x0040),
          channel("2ghz", "2 GHz spectrum", 0x0080),
          channel("5ghz", "5 GHz spectrum", 0x0100),
          channel("passive", "Passive", 0x0200),
          channel("dynamic", "Dynamic CCK-OFDM", 0x0400),
          channel("gfsk", "Gaussian Frequency Shift Keying (GFSK)", 0x0800),
          channel("gsm", "GSM (900MHz)", 0x1000),
          channel("sturbo", "Static Turbo", 0x2000),
          channel("half", "Half Rate Channel (10MHz Channel Width)", 0x4000),
          channel("quarter", "Quarter Rate Channel (5MHz Channel Width)", 0x8000));
  private static final FixedFields HOPPING =
      FixedFields.of(
          at(0, Field.u8("radiotap.fhss.hopset", "FHSS Hop Set").repeating()),
          at(1, Field.u8("radiotap.fhss.pattern", "FHSS Pattern").repeating()));
  private static final FixedFields SIGNAL =
      FixedFields.of(
          at(0, Field.u8("radiotap.dbm_antsignal", "Antenna signal").signed().repeating()));
  private static final FixedFields NOISE =
      FixedFields.of(
          at(0, Field.u8("radiotap.dbm_antnoise", "Antenna noise").signed().repeating()));
  private static final FixedFields QUALITY =
      FixedFields.of(littleEndian(0, Field.u16("radiotap.quality", "Signal Quality").repeating()));
  private static final FixedFields ATTENUATION =
      FixedFields.of(
          littleEndian(0, Field.u16("radiotap.txattenuation", "TX attenuation").repeating()));
  private static final FixedFields DB_ATTENUATION =
      FixedFields.of(
          littleEndian(0, Field.u16("radiotap.db_txattenuation", "dB TX attenuation").repeating()));
  private static final FixedFields POWER =
      FixedFields.of(at(0, Field.u8("radiotap.txpower", "Transmit power").signed().repeating()));
  private static final FixedFields ANTENNA =
      FixedFields.of(at(0, Field.u8("radiotap.antenna", "Antenna").repeating()));
  private static final FixedFields DB_SIGNAL =
      FixedFields.of(at(0, Field.u8("radiotap.db_antsignal", "dB antenna signal").repeating()));
  private static final FixedFields DB_NOISE =
      FixedFields.of(at(0, Field.u8("radiotap.db_antnoise", "dB antenna noise").repeating()));
  private static final Field RX =
      Field.u16("radiotap.rxflags", "RX flags").hexadecimal().repeating();
  private static final FixedFields RX_FLAGS =
      FixedFields.of(
          littleEndian(0, RX),
          littleEndian(
              0,
              Field.flag("radiotap.rxflags.badplcp", "Bad PLCP", 16, 0x02).within(RX).repeating()));
  private static final Field TX =
      Field.u16("radiotap.txflags", "TX flags").hexadecimal().repeating();
  private static final FixedFields TX_FLAGS =
      FixedFields.of(
          littleEndian(0, TX),
          sent("fail", "Fail", 0x01),
          sent("cts", "CTS", 0x02),
          sent("rts", "RTS/CTS", 0x04),
          sent("noack", "No ACK", 0x08),
          sent("noseqno", "Has Seqnum", 0x10),
          sent("order", "Order", 0x20));
  private static final FixedFields UNKNOWN =
      FixedFields.of(
          at(0, 1, Field.bytes("radiotap.tlv.unknown_data", "unknown data").repeating()));
  private static final FixedFields RETRIES =
      FixedFields.of(at(0, Field.u8("radiotap.data_retries", "data retries").repeating()));
  private static final Field SCHEMES =
      Field.presence("radiotap.mcs", "MCS information").repeating();
  private static final Field KNOWN_SCHEME =
      Field.u8("radiotap.mcs.known", "Known MCS information").hexadecimal().repeating();
  private static final Field EXTENSION_STREAMS =
      Field.u8("radiotap.mcs.ness_bit1", "Number of extension spatial streams bit 1")
          .masked(0x80)
          .repeating();
  private static final KnownFields.Part SCHEME_KNOWN =
      always(
          at(0, KNOWN_SCHEME),
          at(0, known("bw", "Bandwidth", 0x01)),
          at(0, known("index", "MCS index", 0x02)),
          at(0, known("gi", "Guard interval", 0x04)),
          at(0, known("format", "Format", 0x08)),
          at(0, known("fec", "FEC type", 0x10)),
          at(0, known("stbc", "STBC streams", 0x20)),
          at(0, known("ness", "Number of extension spatial streams", 0x40)));
  private static final KnownFields SCHEME =
      KnownFields.of(
          SCHEME_KNOWN,
          where(0, 0x40, at(0, EXTENSION_STREAMS)),
          where(0, 0x01, schemePart(1, "bw", "Bandwidth", 0x03)),
          where(0, 0x04, schemePart(1, "gi", "Guard interval", 0x04)),
          where(0, 0x08, schemePart(1, "format", "Format", 0x08)),
          where(0, 0x10, schemePart(1, "fec", "FEC type", 0x10)),
          where(0, 0x20, schemePart(1, "stbc", "STBC streams", 0x60)),
          where(
              0,
              0x40,
              schemePart(1, "ness_bit0", "Number of extension spatial streams bit 0", 0x80)),
          where(0, 0x02, schemePart(2, "index", "MCS index", 0xFF)));

  private static final Field AGGREGATES =
      Field.presence("radiotap.ampdu", "A-MPDU status").repeating();
  private static final Field AGGREGATE_FLAGS =
      Field.u16("radiotap.ampdu.flags", "A-MPDU flags").hexadecimal().repeating();
  private static final KnownFields AGGREGATE =
      KnownFields.of(
          always(
              littleEndian(
                  0, Field.u32("radiotap.ampdu.reference", "A-MPDU reference number").repeating()),
              littleEndian(4, AGGREGATE_FLAGS),
              aggregate("report_zerolen", "Driver reports 0-length subframes in this A-MPDU", 0x01),
              aggregate("is_zerolen", "This is a 0-length subframe", 0x02),
              aggregate("lastknown", "Last subframe of this A-MPDU is known", 0x04),
              aggregate("last", "This is the last subframe of this A-MPDU", 0x08),
              aggregate("delim_crc_error", "Delimiter CRC error on this subframe", 0x10),
              aggregate("eof", "EOF on this subframe", 0x40),
              aggregate("eof_known", "EOF of this A-MPDU is known", 0x80)),
          where(
              4,
              0x20,
              at(
                  6,
                  Field.u8("radiotap.ampdu.delim_crc", "A-MPDU subframe delimiter CRC")
                      .hexadecimal()
                      .repeating())));
  private static final Field EXTENDED_CHANNEL =
      Field.u32("radiotap.xchannel.flags", "Channel flags").hexadecimal().repeating();
  private static final FixedFields EXTENDED_CHANNELS =
      FixedFields.of(
          at(6, Field.u8("radiotap.xchannel.channel", "Channel number").repeating()),
          littleEndian(4, Field.u16("radiotap.xchannel.freq", "Channel frequency").repeating()),
          littleEndian(0, EXTENDED_CHANNEL),
          extended("xchannel.flags.turbo", "Turbo", 0x0010),
          extended("xchannel.flags.cck", "Complementary Code Keying (CCK)", 0x0020),
          extended(
              "xchannel.flags.ofdm", "Orthogonal Frequency-Division Multiplexing (OFDM)", 0x0040),
          extended("xchannel.flags.2ghz", "2 GHz spectrum", 0x0080),
          extended("xchannel.flags.5ghz", "5 GHz spectrum", 0x0100),
          extended("channel.xtype.passive", "Passive", 0x0200),
          extended("xchannel.flags.dynamic", "Dynamic CCK-OFDM", 0x0400),
          extended("xchannel.flags.gfsk", "Gaussian Frequency Shift Keying (GFSK)", 0x0800),
          extended("xchannel.flags.gsm", "GSM (900MHz)", 0x1000),
          extended("xchannel.flags.sturbo", "Static Turbo", 0x2000),
          extended("xchannel.flags.half", "Half Rate Channel (10MHz Channel Width)", 0x4000),
          extended("xchannel.flags.quarter", "Quarter Rate Channel (5MHz Channel Width)", 0x8000),
          extended("xchannel.flags.ht20", "HT Channel (20MHz Channel Width)", 0x1_0000),
          extended(
              "xchannel.flags.ht40u",
              "HT Channel (40MHz Channel Width with Extension channel above)",
              0x2_0000),
          extended(
              "xchannel.flags.ht40d",
              "HT Channel (40MHz Channel Width with Extension channel below)",
              0x4_0000));
  private static final Field STAMP =
      Field.presence("radiotap.timestamp", "timestamp information").repeating();

  /** The bit of the accuracy stands in the byte of flags, which is the last of the twelve. */
  private static final KnownFields STAMPS =
      KnownFields.of(
          always(littleEndian(0, Field.u64("radiotap.timestamp.ts", "timestamp").repeating())),
          where(
              10,
              0x0200,
              littleEndian(8, Field.u16("radiotap.timestamp.accuracy", "accuracy").repeating())),
          always(
              at(10, Field.u8("radiotap.timestamp.unit", "time unit").masked(0x0F).repeating()),
              at(
                  10,
                  Field.u8("radiotap.timestamp.samplingpos", "sampling position")
                      .masked(0xF0)
                      .repeating()),
              at(
                  11,
                  Field.flag("radiotap.timestamp.flags.32bit", "32-bit counter", 8, 0x01)
                      .repeating()),
              at(
                  11,
                  Field.flag("radiotap.timestamp.flags.accuracy", "accuracy field", 8, 0x02)
                      .repeating())));

  private static final FixedFields NO_DATA =
      FixedFields.of(at(0, Field.u8("radiotap.0_len_psdu.type", "Type").hexadecimal().repeating()));
  private static final Field SIGNAL_1 =
      Field.u16("radiotap.l_sig.data1", "Data1").hexadecimal().repeating();
  private static final Field SIGNAL_2 =
      Field.u16("radiotap.l_sig.data2", "Data2").hexadecimal().repeating();
  private static final FixedFields LEGACY_SIGNAL =
      FixedFields.of(
          littleEndian(0, SIGNAL_1),
          littleEndian(
              0,
              Field.flag("radiotap.l_sig.rate_known", "rate known", 16, 0x01)
                  .within(SIGNAL_1)
                  .repeating()),
          littleEndian(
              0,
              Field.flag("radiotap.l_sig.length_known", "length known", 16, 0x02)
                  .within(SIGNAL_1)
                  .repeating()),
          littleEndian(
              0,
              Field.u16("radiotap.l_sig.reserved", "reserved")
                  .masked(0xFFFC)
                  .hexadecimal()
                  .within(SIGNAL_1)
                  .repeating()),
          littleEndian(2, SIGNAL_2),
          littleEndian(
              2,
              Field.u16("radiotap.l_sig.rate", "rate").masked(0x000F).within(SIGNAL_2).repeating()),
          littleEndian(
              2,
              Field.u16("radiotap.l_sig.length", "length")
                  .masked(0xFFF0)
                  .within(SIGNAL_2)
                  .repeating()));
  private static final Field VENDOR =
      Field.bytes("radiotap.vendor_namespace", "Vendor namespace").repeating();
  private static final FixedFields VENDOR_HEAD =
      FixedFields.of(
          at(0, Field.u24("radiotap.vendor_oui", "Vendor OUI").hexadecimal().repeating()),
          at(3, Field.u8("radiotap.vendor_subns", "Vendor sub namespace").repeating()),
          littleEndian(
              RadiotapValues.VENDOR_LENGTH,
              Field.u16("radiotap.vendor_data_len", "Vendor data length").repeating()));
  private static final Field VENDOR_DATA =
      Field.presence("radiotap.vendor_data", "Vendor data").repeating();

  /** Reads a value that begins at some place. */
  @FunctionalInterface
  private interface Value {
    void read(byte[] bytes, int at, int end, FieldSink sink);
  }

  private static final Value[] VALUES = {
    TIME::read,
    FLAG_BITS::read,
    RadiotapFields::rate,
    CHANNELS::read,
    HOPPING::read,
    SIGNAL::read,
    NOISE::read,
    QUALITY::read,
    ATTENUATION::read,
    DB_ATTENUATION::read,
    POWER::read,
    ANTENNA::read,
    DB_SIGNAL::read,
    DB_NOISE::read,
    RX_FLAGS::read,
    TX_FLAGS::read,
    UNKNOWN::read,
    RETRIES::read,
    EXTENDED_CHANNELS::read,
    RadiotapFields::scheme,
    RadiotapFields::aggregate,
    (bytes, at, end, sink) -> VeryHighRadioFields.read(bytes, at, sink),
    RadiotapFields::stamp,
    (bytes, at, end, sink) -> HighEfficiencyRadioFields.read(bytes, at, sink),
    HighEfficiencyRadioFields.USERS::read,
    null,
    NO_DATA::read,
    LEGACY_SIGNAL::read,
    null,
  };

  static final LayerFields FIELDS = LayerFields.of(RadiotapFields::read, parts(), fields());

  private RadiotapFields() {}

  private static List<LayerFields> parts() {
    List<LayerFields> parts =
        new ArrayList<>(
            List.of(
                HEADER,
                BITS,
                TIME,
                FLAG_BITS,
                CHANNELS,
                HOPPING,
                SIGNAL,
                NOISE,
                QUALITY,
                ATTENUATION,
                DB_ATTENUATION,
                POWER,
                ANTENNA,
                DB_SIGNAL,
                DB_NOISE,
                RX_FLAGS,
                TX_FLAGS,
                UNKNOWN,
                RETRIES,
                EXTENDED_CHANNELS,
                SCHEME,
                AGGREGATE,
                VeryHighRadioFields.DECLARED,
                STAMPS));
    parts.addAll(HighEfficiencyRadioFields.PARTS);
    parts.addAll(List.of(NO_DATA, LEGACY_SIGNAL, VENDOR_HEAD, RadioFields.DECLARED));
    return parts;
  }

  private static Field[] fields() {
    return new Field[] {WORDS, RATE, SCHEMES, AGGREGATES, STAMP, VENDOR, VENDOR_DATA};
  }

  private static FixedFields.Place present(int bit, String name, String label) {
    return littleEndian(
        0, Field.flag("radiotap.present." + name, label, 32, 1L << bit).within(WORD).repeating());
  }

  private static Field known(String name, String label, int mask) {
    return Field.flag("radiotap.mcs.have_" + name, label, 8, mask).within(KNOWN_SCHEME).repeating();
  }

  private static FixedFields.Place schemePart(int offset, String name, String label, int mask) {
    return at(offset, Field.u8("radiotap.mcs." + name, label).masked(mask).repeating());
  }

  private static FixedFields.Place extended(String name, String label, int mask) {
    return littleEndian(
        0, Field.flag("radiotap." + name, label, 24, mask).within(EXTENDED_CHANNEL).repeating());
  }

  private static FixedFields.Place sent(String name, String label, int mask) {
    return littleEndian(
        0, Field.flag("radiotap.rxflags." + name, label, 16, mask).within(TX).repeating());
  }

  private static FixedFields.Place aggregate(String name, String label, int mask) {
    return littleEndian(
        4,
        Field.flag("radiotap.ampdu.flags." + name, label, 16, mask)
            .within(AGGREGATE_FLAGS)
            .repeating());
  }

  private static Field flag(String name, String label, int mask) {
    return Field.flag("radiotap.flags." + name, label, 8, mask).within(FLAGS).repeating();
  }

  private static FixedFields.Place channel(String name, String label, int mask) {
    return littleEndian(
        2,
        Field.flag("radiotap.channel.flags." + name, label, 16, mask).within(CHANNEL).repeating());
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    HEADER.read(bytes, start, end, sink);
    words(bytes, start, end, sink);
    for (long value = RadiotapValues.first(bytes, start, end);
        value >= 0;
        value = RadiotapValues.next(value, bytes, start, end)) {
      int at = RadiotapValues.at(value, start);
      int behind = RadiotapValues.end(value, start);
      if (RadiotapValues.bit(value) == RadiotapValues.VENDOR_NAMESPACE) {
        vendor(bytes, at, behind, sink);
      } else {
        VALUES[RadiotapValues.bit(value)].read(bytes, at, behind, sink);
      }
    }
    RadioFields.read(packet, layer, sink);
  }

  private static void words(byte[] bytes, int start, int end, FieldSink sink) {
    int from = start + RadiotapValues.PRESENT;
    int to = RadiotapValues.behindWords(bytes, start, end);
    mark(WORDS, from, to - from, sink);
    boolean isOwn = true;
    for (int at = from; at < to; at += 4) {
      (isOwn ? BITS : FOREIGN_BITS).read(bytes, at, end, sink);
      isOwn = (LittleEndian.i32(bytes, at) & 1 << RadiotapValues.OWN_NAMESPACE) != 0;
    }
  }

  private static void rate(byte[] bytes, int at, int end, FieldSink sink) {
    if (sink.wants(RATE)) {
      sink.real(RATE, (bytes[at] & 0xFF) / RATES_PER_MEGABIT, at, 1);
    }
  }

  private static void scheme(byte[] bytes, int at, int end, FieldSink sink) {
    mark(SCHEMES, at, end - at, sink);
    SCHEME.read(bytes, at, end, sink);
    double rate = RadioFields.rate(bytes, at);
    if (rate > 0 && sink.wants(RATE)) {
      sink.real(RATE, (float) rate, at, end - at);
    }
  }

  private static void aggregate(byte[] bytes, int at, int end, FieldSink sink) {
    mark(AGGREGATES, at, end - at, sink);
    AGGREGATE.read(bytes, at, end, sink);
  }

  private static void stamp(byte[] bytes, int at, int end, FieldSink sink) {
    mark(STAMP, at, end - at, sink);
    STAMPS.read(bytes, at, end, sink);
  }

  private static void mark(Field field, int at, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, at, length);
    }
  }

  private static void vendor(byte[] bytes, int at, int end, FieldSink sink) {
    if (sink.wants(VENDOR)) {
      sink.bytes(VENDOR, bytes, at, end - at);
    }
    VENDOR_HEAD.read(bytes, at, end, sink);
    int data = at + RadiotapValues.VENDOR_HEADER;
    mark(VENDOR_DATA, data, end - data, sink);
  }
}
