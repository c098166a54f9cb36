package io.weft.protocol.link.wlan;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * What a Radiotap header says of the radio, in the words that all capture headers share in
 * Wireshark: the physical layer, the channel, the signal, and how long the frame took.
 */
final class RadioFields {
  private static final int TIME = 0;
  private static final int FLAGS = 1;
  private static final int RATE = 2;
  private static final int CHANNEL = 3;
  private static final int SIGNAL = 5;
  private static final int NOISE = 6;
  private static final int DB_SIGNAL = 12;
  private static final int HOPPING = 4;
  private static final int EXTENDED_CHANNEL = 18;
  private static final int SCHEME = 19;
  private static final int AGGREGATE = 20;
  private static final int VERY_HIGH = 21;
  private static final int HIGH_EFFICIENCY = 23;

  private static final int SHORT_PREAMBLE = 0x02;
  private static final int SHORT_INTERVAL = 0x80;
  private static final int CCK = 0x0020;
  private static final int OFDM = 0x0040;
  private static final int ANY_TURBO = 0x0010 | 0x8000;
  private static final int AT_2_GHZ = 0x0080;
  private static final int DYNAMIC = 0x0400;
  private static final int HIGH_THROUGHPUT = 0x7_0000;

  // What is known of a scheme of 802.11n.
  private static final int WIDTH_KNOWN = 0x01;
  private static final int INDEX_KNOWN = 0x02;
  private static final int INTERVAL_KNOWN = 0x04;
  private static final int FORMAT_KNOWN = 0x08;
  private static final int CORRECTION_KNOWN = 0x10;
  private static final int CODED_KNOWN = 0x20;
  private static final int EXTENSION_KNOWN = 0x40;

  /** Highest scheme whose streams are all alike. */
  private static final int MAX_INDEX = 31;

  /** Length of a check sequence that was cut off, in bytes. */
  private static final int CHECK = 4;

  private static final int PHY_HOPPING = 1;
  private static final int PHY_B = 4;
  private static final int PHY_A = 5;
  private static final int PHY_G = 6;
  private static final int PHY_N = 7;
  private static final int PHY_AC = 8;
  private static final int PHY_AX = 11;

  // Microseconds that a preamble takes (IEEE 802.11, clauses 16.2.2 and 17.3.2).
  private static final int LONG = 192;
  private static final int SHORT = 96;
  private static final int OF_OFDM = 20;

  /** Bits around the data of OFDM, and microseconds of a symbol. */
  private static final int OFDM_BITS = 22;

  private static final int SYMBOL = 4;

  private static final Field PHY =
      Field.u32("wlan_radio.phy", "PHY type")
          .named(
              ValueNames.of(
                  "1 802.11 FHSS",
                  "4 802.11b (HR/DSSS)",
                  "5 802.11a (OFDM)",
                  "6 802.11g (ERP)",
                  "7 802.11n (HT)",
                  "8 802.11ac (VHT)",
                  "11 802.11ax (HE)"))
          .generated();
  private static final Field IS_SHORT =
      Field.flag("wlan_radio.short_preamble", "Short preamble").generated();
  private static final Field INDEX = Field.u32("wlan_radio.11n.mcs_index", "MCS index").generated();
  private static final Field BANDWIDTH =
      Field.u32("wlan_radio.11n.bandwidth", "Bandwidth")
          .named(ValueNames.from0("20 MHz", "40 MHz", "20 MHz lower", "20 MHz upper"))
          .generated();
  private static final Field INTERVAL =
      Field.flag("wlan_radio.11n.short_gi", "Short GI").generated();
  private static final Field GREENFIELD =
      Field.flag("wlan_radio.11n.greenfield", "Greenfield").generated();
  private static final Field CORRECTION =
      Field.u32("wlan_radio.11n.fec", "FEC").named(ValueNames.from0("BCC", "LDPC")).generated();
  private static final Field CODED =
      Field.u32("wlan_radio.11n.stbc_streams", "Number of STBC streams").generated();
  private static final Field EXTENSIONS =
      Field.u32("wlan_radio.11n.ness", "Number of extension spatial streams").generated();
  private static final Field HOP_SET =
      Field.u8("wlan_radio.fhss.hop_set", "Hop set").hexadecimal().generated();
  private static final Field HOP_PATTERN =
      Field.u8("wlan_radio.fhss.hop_pattern", "Hop pattern").hexadecimal().generated();
  private static final Field LAST_PART =
      Field.flag("wlan_radio.last_part_of_an_ampdu", "Last part of an A-MPDU").generated();
  private static final Field DELIMITER_ERROR =
      Field.flag("wlan_radio.a_mpdu_delim_crc_error", "A-MPDU delimiter CRC error").generated();
  private static final Field AGGREGATE_ID =
      Field.u32("wlan_radio.a_mpdu_aggregate_id", "A-MPDU aggregate ID").generated();
  private static final Field NO_GREENFIELD =
      Field.presence("wlan_radio.assumed.non_greenfield", "Assumed: no greenfield").generated();
  private static final Field NO_CODED =
      Field.presence("wlan_radio.assumed.no_stbc", "Assumed: no STBC").generated();
  private static final Field NO_EXTENSION =
      Field.presence("wlan_radio.assumed.no_extension_streams", "Assumed: no extension streams")
          .generated();
  private static final Field CONVOLUTION =
      Field.presence("wlan_radio.assumed.bcc_fec", "Assumed: BCC").generated();
  private static final Field TURBO =
      Field.u32("wlan_radio.11a.turbo_type", "Turbo type").generated();
  private static final Field DATA_RATE =
      Field.f32("wlan_radio.data_rate", "Data rate (Mb/s)").generated();
  private static final Field NUMBER = Field.u32("wlan_radio.channel", "Channel").generated();
  private static final Field FREQUENCY = Field.u16("wlan_radio.frequency", "Frequency").generated();
  private static final Field STRENGTH =
      Field.u8("wlan_radio.signal_db", "Signal strength (dB)").generated();
  private static final Field STRENGTH_DBM =
      Field.u8("wlan_radio.signal_dbm", "Signal strength (dBm)").signed().generated();
  private static final Field NOISE_DBM =
      Field.u8("wlan_radio.noise_dbm", "Noise level (dBm)").signed().generated();
  private static final Field RATIO =
      Field.u32("wlan_radio.snr", "Signal/noise ratio (dB)").signed().generated();
  private static final Field TIMESTAMP =
      Field.u64("wlan_radio.timestamp", "TSF timestamp").generated();
  private static final Field DURATION = Field.u32("wlan_radio.duration", "Duration").generated();
  private static final Field PREAMBLE = Field.u32("wlan_radio.preamble", "Preamble").generated();
  private static final Field BEGIN = Field.u64("wlan_radio.start_tsf", "Start").generated();
  private static final Field END = Field.u64("wlan_radio.end_tsf", "End").generated();

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(VeryHighWlanRadioFields.DECLARED),
          PHY,
          IS_SHORT,
          INDEX,
          BANDWIDTH,
          INTERVAL,
          GREENFIELD,
          CORRECTION,
          CODED,
          EXTENSIONS,
          HOP_SET,
          HOP_PATTERN,
          TURBO,
          DATA_RATE,
          NUMBER,
          FREQUENCY,
          STRENGTH,
          STRENGTH_DBM,
          NOISE_DBM,
          RATIO,
          TIMESTAMP,
          LAST_PART,
          DELIMITER_ERROR,
          AGGREGATE_ID,
          DURATION,
          PREAMBLE,
          BEGIN,
          END,
          NO_CODED,
          NO_EXTENSION,
          NO_GREENFIELD,
          CONVOLUTION);

  private RadioFields() {}

  private static boolean isWanted(FieldSink sink) {
    List<Field> fields = DECLARED.declared();
    for (int i = 0; i < fields.size(); i++) { // by index: an iterator would be an object a packet
      if (sink.wants(fields.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Reads the fields, of which most are made of several values: one walk finds these first. */
  static void read(Packet packet, int layer, FieldSink sink) {
    if (!isWanted(sink)) {
      return;
    }
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    int time = -1;
    int flags = -1;
    int rateAt = -1;
    int channel = -1;
    int hops = -1;
    int signal = -1;
    int noise = -1;
    int relative = -1;
    int extended = -1;
    int scheme = -1;
    int aggregate = -1;
    int veryHigh = -1;
    int highEfficiency = -1;
    for (long value = RadiotapValues.first(bytes, start, end);
        value >= 0;
        value = RadiotapValues.next(value, bytes, start, end)) {
      int at = RadiotapValues.at(value, start);
      switch (RadiotapValues.bit(value)) {
        case TIME -> time = at;
        case FLAGS -> flags = at;
        case RATE -> rateAt = at;
        case CHANNEL -> channel = at;
        case HOPPING -> hops = at;
        case SIGNAL -> signal = at;
        case NOISE -> noise = at;
        case DB_SIGNAL -> relative = at;
        case EXTENDED_CHANNEL -> extended = at;
        case SCHEME -> scheme = at;
        case AGGREGATE -> aggregate = at;
        case VERY_HIGH -> veryHigh = at;
        case HIGH_EFFICIENCY -> highEfficiency = at;
        default -> {} // The other values have no fields here.
      }
    }
    int channelFlags =
        extended >= 0
            ? LittleEndian.i32(bytes, extended)
            : channel < 0 ? 0 : LittleEndian.u16(bytes, channel + 2);
    int rate = rateAt < 0 ? 0 : bytes[rateAt] & 0xFF;
    int phy =
        highEfficiency >= 0
            ? PHY_AX
            : veryHigh >= 0 && isVeryHigh(bytes, veryHigh)
                ? PHY_AC
                : scheme >= 0 && bytes[scheme] != 0 ? PHY_N : phy(channelFlags, rate, hops >= 0);
    number(PHY, phy, phy > 0, sink);
    boolean isShort = flags >= 0 && (bytes[flags] & SHORT_PREAMBLE) != 0;
    if (phy == PHY_B && flags >= 0 && sink.wants(IS_SHORT)) {
      sink.flag(IS_SHORT, isShort, 0, 0);
    }
    double megabits = rate / 2.0;
    if (phy == PHY_N && scheme >= 0) {
      scheme(bytes, scheme, sink);
      megabits = rate(bytes, scheme);
    } else if (phy == PHY_N) {
      flag(INTERVAL, flags < 0 ? 0 : bytes[flags] & SHORT_INTERVAL, flags >= 0, sink);
    } else if (phy == PHY_AC) {
      VeryHighWlanRadioFields.read(bytes, veryHigh, sink);
      megabits = VeryHighWlanRadioFields.rate(bytes, veryHigh);
    } else if (phy == PHY_AX) {
      megabits = HighEfficiencyRadioFields.rate(bytes, highEfficiency);
    } else if (phy == PHY_HOPPING) {
      number(HOP_SET, bytes[hops] & 0xFF, true, sink);
      number(HOP_PATTERN, bytes[hops + 1] & 0xFF, true, sink);
    }
    if (megabits > 0 && sink.wants(DATA_RATE)) {
      sink.real(DATA_RATE, (float) megabits, 0, 0);
    }
    if (channel >= 0 || extended >= 0) {
      int frequency = LittleEndian.u16(bytes, extended >= 0 ? extended + 4 : channel);
      int number = extended >= 0 ? bytes[extended + 6] & 0xFF : channel(frequency);
      number(NUMBER, number, number > 0 || extended >= 0, sink);
      number(FREQUENCY, frequency, frequency > 0, sink);
    }
    strength(bytes, relative, signal, noise, sink);
    // The bytes are counted as far as the frame was long, whether or not all were captured.
    int length =
        packet.wireLimit(layer)
            - end
            + (Radiotap.hasFrameCheck(bytes, start, end - start) ? CHECK : 0);
    if (time >= 0) {
      number(TIMESTAMP, LittleEndian.i64(bytes, time), true, sink);
    }
    if (aggregate >= 0) {
      int parts = LittleEndian.u16(bytes, aggregate + 4);
      flag(LAST_PART, parts & 0x08, true, sink);
      flag(DELIMITER_ERROR, parts & 0x10, true, sink);
      number(AGGREGATE_ID, LittleEndian.u32(bytes, aggregate), true, sink);
    }
    number(TURBO, 0, phy == PHY_A && (channelFlags & ANY_TURBO) == 0, sink);
    boolean isOfdm = phy == PHY_A || phy == PHY_G;
    if (rate > 0 && (isOfdm || phy == PHY_B)) {
      int preamble = isOfdm ? OF_OFDM : isShort ? SHORT : LONG;
      span(preamble, micros(isOfdm, length, rate), bytes, time, sink);
    } else if (phy == PHY_N && scheme >= 0 && length > 0) {
      highThroughput(bytes, scheme, length, aggregate >= 0, time, sink);
    } else if (phy == PHY_AC && megabits > 0) {
      int preamble = VeryHighWlanRadioFields.preamble(bytes, veryHigh);
      span(preamble, VeryHighWlanRadioFields.data(length, megabits), bytes, time, sink);
      assumed(NO_CODED, VeryHighRadioFields.isCodingKnown(bytes, veryHigh) ? 1 : 0, sink);
    }
  }

  /** Is anything known of a scheme of 802.11ac? */
  private static boolean isVeryHigh(byte[] bytes, int at) {
    int streams = 0;
    for (int i = 0; i < VeryHighRadioFields.USERS; i++) {
      streams += VeryHighRadioFields.streams(bytes, at, i);
    }
    return streams > 0 || VeryHighRadioFields.known(bytes, at) != 0;
  }

  /**
   * Tells how long the frame took. The time in the header is that of its end.
   *
   * @param time where that stands; below 0 where it is not known
   */
  private static void span(int preamble, int data, byte[] bytes, int time, FieldSink sink) {
    int duration = preamble + data;
    number(DURATION, duration, true, sink);
    number(PREAMBLE, preamble, true, sink);
    if (time >= 0) {
      long end = LittleEndian.i64(bytes, time);
      number(BEGIN, end - duration, true, sink);
      number(END, end, true, sink);
    }
  }

  /** Tells how long a frame of 802.11n took, and what has to be assumed for that. */
  private static void highThroughput(
      byte[] bytes, int at, int length, boolean isAggregate, int time, FieldSink sink) {
    if (!isRateKnown(bytes, at)) {
      return;
    }
    int known = bytes[at];
    int flags = bytes[at + 1];
    int index = bytes[at + 2] & 0xFF;
    int coded = (known & CODED_KNOWN) != 0 ? flags >> 5 & 0x03 : 0;
    boolean isGreenfield = (known & FORMAT_KNOWN) != 0 && (flags & 0x08) != 0;
    int preamble = RadioTime.preamble(index, coded, extensions(known, flags), isGreenfield);
    if (preamble == 0) {
      return;
    }
    int data = RadioTime.data(index, coded > 0, isWide(flags), isShort(flags), length, isAggregate);
    span(preamble, data, bytes, time, sink);
    assumed(NO_CODED, known & CODED_KNOWN, sink);
    assumed(NO_EXTENSION, known & EXTENSION_KNOWN, sink);
    assumed(NO_GREENFIELD, known & FORMAT_KNOWN, sink);
    assumed(CONVOLUTION, known & CORRECTION_KNOWN, sink);
  }

  /** Extension streams, as far as they are known; their upper bit stands with what is known. */
  private static int extensions(int known, int flags) {
    return (known & EXTENSION_KNOWN) == 0 ? 0 : ((known >> 6) & 0x02) | ((flags >> 7) & 0x01);
  }

  private static boolean isRateKnown(byte[] bytes, int at) {
    int needed = WIDTH_KNOWN | INDEX_KNOWN | INTERVAL_KNOWN;
    return (bytes[at] & needed) == needed && (bytes[at + 2] & 0xFF) <= MAX_INDEX;
  }

  private static boolean isWide(int flags) {
    return (flags & 0x03) == 1;
  }

  private static boolean isShort(int flags) {
    return (flags & 0x04) != 0;
  }

  /** Mbit/s of a scheme of 802.11n; 0 where too little is known of it. */
  static double rate(byte[] bytes, int at) {
    int flags = bytes[at + 1];
    return isRateKnown(bytes, at)
        ? RadioTime.rate(bytes[at + 2] & 0xFF, isWide(flags), isShort(flags))
        : 0;
  }

  private static void assumed(Field field, int known, FieldSink sink) {
    if (known == 0 && sink.wants(field)) {
      sink.flag(field, true, 0, 0);
    }
  }

  /** Microseconds behind the preamble; the rate counts units of 500 kbit/s. */
  private static int micros(boolean isOfdm, int length, int rate) {
    if (isOfdm) {
      int perSymbol = rate * SYMBOL / 2;
      return perSymbol == 0
          ? 0
          : (length * Byte.SIZE + OFDM_BITS + perSymbol - 1) / perSymbol * SYMBOL;
    }
    return (2 * length * Byte.SIZE + rate - 1) / rate;
  }

  private static int phy(int channelFlags, int rate, boolean isHopping) {
    if ((channelFlags & HIGH_THROUGHPUT) != 0) {
      return PHY_N;
    }
    if (isHopping) {
      return PHY_HOPPING;
    }
    boolean isCck = rate == 2 || rate == 4 || rate == 11 || rate == 22;
    boolean isOfdm = (channelFlags & (OFDM | DYNAMIC)) != 0;
    if ((channelFlags & CCK) != 0 || (isOfdm && (channelFlags & DYNAMIC) != 0 && isCck)) {
      return PHY_B;
    }
    if (isOfdm) {
      return (channelFlags & AT_2_GHZ) != 0 ? PHY_G : PHY_A;
    }
    return 0;
  }

  private static void scheme(byte[] bytes, int at, FieldSink sink) {
    int known = bytes[at];
    int flags = bytes[at + 1];
    number(INDEX, bytes[at + 2] & 0xFF, (known & INDEX_KNOWN) != 0, sink);
    number(BANDWIDTH, flags & 0x03, (known & WIDTH_KNOWN) != 0, sink);
    flag(INTERVAL, flags & 0x04, (known & INTERVAL_KNOWN) != 0, sink);
    flag(GREENFIELD, flags & 0x08, (known & FORMAT_KNOWN) != 0, sink);
    number(CORRECTION, flags >> 4 & 0x01, (known & CORRECTION_KNOWN) != 0, sink);
    number(CODED, flags >> 5 & 0x03, (known & CODED_KNOWN) != 0, sink);
    number(EXTENSIONS, extensions(known, flags), (known & EXTENSION_KNOWN) != 0, sink);
  }

  /** Number of the channel with a frequency in MHz; 0 where there is none. */
  private static int channel(int frequency) {
    if (frequency == 2484) {
      return 14;
    }
    if (frequency >= 2412 && frequency <= 2472) {
      return (frequency - 2407) / 5;
    }
    return frequency >= 5000 && frequency < 5900 ? (frequency - 5000) / 5 : 0;
  }

  private static void strength(byte[] bytes, int relative, int signal, int noise, FieldSink sink) {
    if (relative >= 0) {
      number(STRENGTH, bytes[relative] & 0xFF, true, sink);
    }
    if (signal >= 0) {
      number(STRENGTH_DBM, bytes[signal], true, sink);
    }
    if (noise >= 0) {
      number(NOISE_DBM, bytes[noise], true, sink);
    }
    if (signal >= 0 && noise >= 0) {
      number(RATIO, bytes[signal] - bytes[noise], true, sink);
    }
  }

  private static void flag(Field field, int bit, boolean isKnown, FieldSink sink) {
    if (isKnown && sink.wants(field)) {
      sink.flag(field, bit != 0, 0, 0);
    }
  }

  private static void number(Field field, long value, boolean isKnown, FieldSink sink) {
    if (isKnown && sink.wants(field)) {
      sink.number(field, value, 0, 0);
    }
  }
}
