package io.weft.protocol.link.wlan;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/**
 * The fields of a Radiotap header. Which values it has is told by words of bits; each value is
 * aligned to its own size (radiotap.org). Fields behind a namespace of a vendor are not read.
 */
final class RadiotapFields {
  private static final int PRESENT = 4;

  private static final int RATE_BIT = 2;
  private static final double RATES_PER_MEGABIT = 2;

  /** Bit that says that another word of bits follows. */
  private static final int MORE = 31;

  /** First bit whose value's size is not known here. */
  private static final int KNOWN = 22;

  /** Size and alignment of each bit's value, in bytes. */
  private static final int[] SIZES = {
    8, 1, 1, 4, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 8, 3, 8, 12
  };

  private static final int[] ALIGNMENTS = {
    8, 1, 1, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 4, 1, 4, 2
  };

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u8("radiotap.version", "Header revision")),
          at(1, Field.u8("radiotap.pad", "Header pad")),
          littleEndian(2, Field.u16("radiotap.length", "Header length")));
  private static final Field WORDS = Field.presence("radiotap.present", "Present flags");
  private static final Field WORD =
      Field.u32("radiotap.present.word", "Present flags word").hexadecimal().repeating();
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
          present(29, "rtap_ns", "Radiotap NS next"),
          present(30, "vendor_ns", "Vendor NS next"),
          present(31, "ext", "Ext"));

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
  private static final FixedFields TX_FLAGS =
      FixedFields.of(
          littleEndian(0, Field.u16("radiotap.txflags", "TX flags").hexadecimal().repeating()));
  private static final FixedFields RETRIES =
      FixedFields.of(at(0, Field.u8("radiotap.data_retries", "data retries").repeating()));
  private static final Field SCHEMES =
      Field.presence("radiotap.mcs", "MCS information").repeating();
  private static final Field KNOWN_SCHEME =
      Field.u8("radiotap.mcs.known", "Known MCS information").hexadecimal().repeating();
  private static final FixedFields SCHEME_KNOWN =
      FixedFields.of(
          at(0, KNOWN_SCHEME),
          at(0, known("bw", "Bandwidth", 0x01)),
          at(0, known("index", "MCS index", 0x02)),
          at(0, known("gi", "Guard interval", 0x04)),
          at(0, known("format", "Format", 0x08)),
          at(0, known("fec", "FEC type", 0x10)),
          at(0, known("stbc", "STBC streams", 0x20)),
          at(0, known("ness", "Number of extension spatial streams", 0x40)));
  private static final Field[] SCHEME_PARTS = {
    Field.u8("radiotap.mcs.bw", "Bandwidth").masked(0x03).repeating(),
    Field.u8("radiotap.mcs.index", "MCS index").repeating(),
    Field.u8("radiotap.mcs.gi", "Guard interval").masked(0x04).repeating(),
    Field.u8("radiotap.mcs.format", "Format").masked(0x08).repeating(),
    Field.u8("radiotap.mcs.fec", "FEC type").masked(0x10).repeating(),
    Field.u8("radiotap.mcs.stbc", "STBC streams").masked(0x60).repeating(),
  };
  private static final FixedFields[] SCHEME_VALUES = {
    FixedFields.of(at(1, SCHEME_PARTS[0])),
    FixedFields.of(at(2, SCHEME_PARTS[1])),
    FixedFields.of(at(1, SCHEME_PARTS[2])),
    FixedFields.of(at(1, SCHEME_PARTS[3])),
    FixedFields.of(at(1, SCHEME_PARTS[4])),
    FixedFields.of(at(1, SCHEME_PARTS[5])),
  };

  static final int SCHEME_BIT = 19;

  private static final int AGGREGATE_BIT = 20;
  private static final Field AGGREGATES =
      Field.presence("radiotap.ampdu", "A-MPDU status").repeating();
  private static final Field AGGREGATE_FLAGS =
      Field.u16("radiotap.ampdu.flags", "A-MPDU flags").hexadecimal().repeating();
  private static final FixedFields AGGREGATE =
      FixedFields.of(
          littleEndian(
              0, Field.u32("radiotap.ampdu.reference", "A-MPDU reference number").repeating()),
          littleEndian(4, AGGREGATE_FLAGS),
          aggregate("report_zerolen", "Driver reports 0-length subframes in this A-MPDU", 0x01),
          aggregate("is_zerolen", "This is a 0-length subframe", 0x02),
          aggregate("lastknown", "Last subframe of this A-MPDU is known", 0x04),
          aggregate("last", "This is the last subframe of this A-MPDU", 0x08),
          aggregate("delim_crc_error", "Delimiter CRC error on this subframe", 0x10),
          aggregate("eof", "EOF on this subframe", 0x40),
          aggregate("eof_known", "EOF of this A-MPDU is known", 0x80));
  private static final FixedFields NOTHING = FixedFields.of();

  private static final FixedFields[] LAYOUTS = {
    TIME, FLAG_BITS, NOTHING, CHANNELS, HOPPING, SIGNAL, NOISE, QUALITY, ATTENUATION,
    DB_ATTENUATION, POWER, ANTENNA, DB_SIGNAL, DB_NOISE, RX_FLAGS, TX_FLAGS, NOTHING, RETRIES,
  };

  static final LayerFields FIELDS =
      LayerFields.of(
          RadiotapFields::read,
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
              RETRIES,
              SCHEME_KNOWN,
              SCHEME_VALUES[0],
              SCHEME_VALUES[1],
              SCHEME_VALUES[2],
              SCHEME_VALUES[3],
              SCHEME_VALUES[4],
              SCHEME_VALUES[5],
              AGGREGATE,
              RadioFields.FIELDS),
          WORDS,
          RATE,
          SCHEMES,
          AGGREGATES);

  private RadiotapFields() {}

  private static FixedFields.Place present(int bit, String name, String label) {
    return littleEndian(
        0, Field.flag("radiotap.present." + name, label, 32, 1L << bit).within(WORD).repeating());
  }

  private static Field known(String name, String label, int mask) {
    return Field.flag("radiotap.mcs.have_" + name, label, 8, mask).within(KNOWN_SCHEME).repeating();
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
    int words = 0;
    int at = start + PRESENT;
    boolean isMore = true;
    while (isMore && at + 4 <= end) {
      isMore = LittleEndian.i32(bytes, at) < 0;
      words++;
      at += 4;
    }
    if (words > 0 && sink.wants(WORDS)) {
      sink.flag(WORDS, true, start + PRESENT, 4 * words);
    }
    for (int i = 0; i < words; i++) {
      BITS.read(bytes, start + PRESENT + 4 * i, end, sink);
    }
    for (int i = 0; i < words && at >= 0; i++) {
      at = values(LittleEndian.i32(bytes, start + PRESENT + 4 * i), bytes, start, at, end, sink);
    }
    RadioFields.FIELDS.read(packet, layer, sink);
  }

  private static void scheme(byte[] bytes, int at, FieldSink sink) {
    mark(SCHEMES, at, SIZES[SCHEME_BIT], sink);
    SCHEME_KNOWN.read(bytes, at, at + SIZES[SCHEME_BIT], sink);
    for (int i = 0; i < SCHEME_VALUES.length; i++) {
      if ((bytes[at] & (1 << i)) != 0) {
        SCHEME_VALUES[i].read(bytes, at, at + SIZES[SCHEME_BIT], sink);
      }
    }
  }

  private static void mark(Field field, int at, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, at, length);
    }
  }

  /**
   * Where the value of a bit of the first word stands; -1 where it is not there.
   *
   * @param start of the header
   * @param end of the header
   */
  static int find(int wanted, byte[] bytes, int start, int end) {
    int word = LittleEndian.i32(bytes, start + PRESENT);
    if ((word & (1 << wanted)) == 0) {
      return -1;
    }
    int at = start + PRESENT + 4;
    for (int more = word; more < 0 && at + 4 <= end; at += 4) {
      more = LittleEndian.i32(bytes, at);
    }
    for (int bit = 0; bit <= wanted; bit++) {
      if ((word & (1 << bit)) != 0) {
        int mask = ALIGNMENTS[bit] - 1;
        at = start + ((at - start + mask) & ~mask);
        if (bit < wanted) {
          at += SIZES[bit];
        }
      }
    }
    return at + SIZES[wanted] <= end ? at : -1;
  }

  /**
   * Reads the values of one word, and says where those of the next begin; -1 at the first unknown.
   */
  private static int values(int word, byte[] bytes, int start, int from, int end, FieldSink sink) {
    int at = from;
    for (int bit = 0; bit < MORE; bit++) {
      if ((word & (1 << bit)) == 0) {
        continue;
      }
      if (bit == 29) {
        continue; // the next word is again of this namespace
      }
      if (bit >= KNOWN) {
        return -1;
      }
      int mask = ALIGNMENTS[bit] - 1;
      at = start + ((at - start + mask) & ~mask);
      if (at + SIZES[bit] > end) {
        return -1;
      }
      if (bit == RATE_BIT && sink.wants(RATE)) {
        sink.real(RATE, (bytes[at] & 0xFF) / RATES_PER_MEGABIT, at, 1);
      } else if (bit == SCHEME_BIT) {
        scheme(bytes, at, sink);
      } else if (bit == AGGREGATE_BIT) {
        mark(AGGREGATES, at, SIZES[bit], sink);
        AGGREGATE.read(bytes, at, at + SIZES[bit], sink);
      }
      if (bit < LAYOUTS.length) {
        LAYOUTS[bit].read(bytes, at, at + SIZES[bit], sink);
      }
      at += SIZES[bit];
    }
    return at;
  }
}
