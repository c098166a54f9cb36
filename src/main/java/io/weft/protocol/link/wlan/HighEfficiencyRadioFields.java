package io.weft.protocol.link.wlan;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;
import static io.weft.protocol.link.wlan.KnownFields.always;
import static io.weft.protocol.link.wlan.KnownFields.where;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/**
 * What a Radiotap header says of a frame of 802.11ax, and of one to several receivers
 * (radiotap.org, "HE" and "HE-MU").
 */
final class HighEfficiencyRadioFields {
  /** Bytes of each of both values. */
  static final int LENGTH = 12;

  // Formats, in the two lowest bits of the first number.
  private static final int TO_SEVERAL = 2;
  private static final int TRIGGERED = 3;

  private static final Field DATA_1 = word("he.data_1", "HE Data 1");
  private static final Field DATA_2 = word("he.data_2", "HE Data 2");
  private static final Field DATA_3 = word("he.data_3", "HE Data 3");
  private static final Field DATA_4 = word("he.data_4", "HE Data 4");
  private static final Field DATA_5 = word("he.data_5", "HE Data 5");
  private static final Field DATA_6 = word("he.data_6", "HE Data 6");

  private static final KnownFields HEAD =
      KnownFields.of(
          always(
              littleEndian(0, DATA_1),
              bits(0, DATA_1, "he.data_1.ppdu_format", "PPDU Format", 0x0003),
              flag(0, DATA_1, "he.data_1.bss_color_known", "BSS Color known", 0x0004),
              flag(0, DATA_1, "he.data_1.beam_change_known", "Beam Change known", 0x0008),
              flag(0, DATA_1, "he.data_1.ul_dl_known", "UL/DL known", 0x0010),
              flag(0, DATA_1, "he.data_1.data_mcs_known", "data MCS known", 0x0020),
              flag(0, DATA_1, "he.data_1.data_dcm_known", "data DCM known", 0x0040),
              flag(0, DATA_1, "he.data_1.coding_known", "Coding known", 0x0080),
              flag(
                  0,
                  DATA_1,
                  "he.data_1.ldpc_extra_symbol_segment_known",
                  "LDPC extra symbol segment known",
                  0x0100),
              flag(0, DATA_1, "he.data_1.stbc_known", "STBC known", 0x0200),
              flag(0, DATA_1, "he.data_1.spatial_reuse_1_known", "Spatial Reuse 1 known", 0x0400),
              flag(0, DATA_1, "he.data_1.spatial_reuse_2_known", "Spatial Reuse 2 known", 0x0800),
              flag(0, DATA_1, "he.data_1.spatial_reuse_3_known", "Spatial Reuse 3 known", 0x1000),
              flag(0, DATA_1, "he.data_1.spatial_reuse_4_known", "Spatial Reuse 4 known", 0x2000),
              flag(
                  0,
                  DATA_1,
                  "he.data_1.data_bw_ru_allocation_known",
                  "data BW/RU allocation known",
                  0x4000),
              flag(0, DATA_1, "he.data_1.doppler_known", "Doppler known", 0x8000),
              littleEndian(2, DATA_2),
              flag(2, DATA_2, "he.data_2.pri_sec_80_mhz_known", "pri/sec 80 MHz known", 0x0001),
              flag(2, DATA_2, "he.data_2.gi_known", "GI known", 0x0002),
              flag(2, DATA_2, "he.data_2.num_ltf_symbols_known", "LTF symbols known", 0x0004),
              flag(
                  2,
                  DATA_2,
                  "he.data_2.pre_fec_padding_factor_known",
                  "Pre-FEC Padding Factor known",
                  0x0008),
              flag(2, DATA_2, "he.data_2.txbf_known", "TxBF known", 0x0010),
              flag(2, DATA_2, "he.data_2.pe_disambiguity_known", "PE Disambiguity known", 0x0020),
              flag(2, DATA_2, "he.data_2.txop_known", "TXOP known", 0x0040),
              flag(
                  2,
                  DATA_2,
                  "he.data_2.midamble_periodicity_known",
                  "midamble periodicity known",
                  0x0080),
              bits(2, DATA_2, "he.data_2.ru_allocation_offset", "RU allocation offset", 0x3F00),
              flag(
                  2,
                  DATA_2,
                  "he.data_2.ru_allocation_offseti_known",
                  "RU allocation offset known",
                  0x4000),
              flag(2, DATA_2, "he.data_2.pri_sec_80_mhz", "pri/sec 80 MHz", 0x8000),
              littleEndian(4, DATA_3)),
          part(0, 0x0004, 4, DATA_3, "he.data_3.bss_color", "BSS Color", 0x003F),
          part(0, 0x0008, 4, DATA_3, "he.data_3.beam_change", "Beam Change", 0x0040),
          part(0, 0x0010, 4, DATA_3, "he.data_3.ul_dl", "UL/DL", 0x0080),
          part(0, 0x0020, 4, DATA_3, "he.data_3.data_mcs", "data MCS", 0x0F00),
          part(0, 0x0040, 4, DATA_3, "he.data_3.data_dcm", "data DCM", 0x1000),
          part(0, 0x0080, 4, DATA_3, "he.data_3.coding", "Coding", 0x2000),
          part(
              0,
              0x0100,
              4,
              DATA_3,
              "he.data_3.ldpc_extra_symbol_segment",
              "LDPC extra symbol segment",
              0x4000),
          part(0, 0x0200, 4, DATA_3, "he.data_3.stbc", "STBC", 0x8000),
          always(littleEndian(6, DATA_4)));

  private static final KnownFields.Part REUSE =
      part(0, 0x0400, 6, DATA_4, "he.data_4.spatial_reuse", "Spatial Reuse", 0x000F);

  /** The fourth number of frames to one receiver, to several, and of those that were asked for. */
  private static final KnownFields TO_ONE_REUSE =
      KnownFields.of(
          REUSE, always(bits(6, DATA_4, "he.data_4.reserved_d4_fff0", "Reserved", 0xFFF0)));

  private static final KnownFields TO_SEVERAL_REUSE =
      KnownFields.of(
          REUSE,
          always(
              bits(6, DATA_4, "he.data_4.sta_id_user", "STA-ID of user data captured for", 0x7FF0),
              bits(6, DATA_4, "he.data_4.reserved_d4_b15", "Reserved", 0x8000)));
  private static final KnownFields TRIGGERED_REUSE =
      KnownFields.of(
          part(0, 0x0400, 6, DATA_4, "he.data_4.spatial_reuse_1", "Spatial Reuse 1", 0x000F),
          part(0, 0x0800, 6, DATA_4, "he.data_4.spatial_reuse_2", "Spatial Reuse 2", 0x00F0),
          part(0, 0x1000, 6, DATA_4, "he.data_4.spatial_reuse_3", "Spatial Reuse 3", 0x0F00),
          part(0, 0x2000, 6, DATA_4, "he.data_4.spatial_reuse_4", "Spatial Reuse 4", 0xF000));

  private static final Field SYMBOL_SIZE =
      part(DATA_5, "he.data_5.ltf_symbol_size", "LTF symbol size", 0x00C0);
  private static final Field UNKNOWN_SYMBOL_SIZE =
      part(DATA_5, "he.data_5.ltf_symbol_size_unknown", "LTF symbol size unknown", 0x00C0);

  private static final KnownFields TAIL =
      KnownFields.of(
          always(littleEndian(8, DATA_5)),
          part(
              0,
              0x4000,
              8,
              DATA_5,
              "he.data_5.data_bw_ru_allocation",
              "data Bandwidth/RU allocation",
              0x000F),
          part(2, 0x0002, 8, DATA_5, "he.data_5.gi", "GI", 0x0030),
          // No size has the number 0.
          where(8, 0x00C0, littleEndian(8, SYMBOL_SIZE)).or(littleEndian(8, UNKNOWN_SYMBOL_SIZE)),
          part(2, 0x0004, 8, DATA_5, "he.num_ltf_symbols", "LTF symbols", 0x0700),
          always(bits(8, DATA_5, "he.data_5.reserved_d5_b11", "reserved", 0x0800)),
          part(2, 0x0008, 8, DATA_5, "he.pre_fec_padding_factor", "Pre-FEC Padding Factor", 0x3000),
          part(2, 0x0010, 8, DATA_5, "he.txbf", "TxBF", 0x4000),
          part(2, 0x0020, 8, DATA_5, "he.pe_disambiguity", "PE Disambiguity", 0x8000),
          always(littleEndian(10, DATA_6), bits(10, DATA_6, "he.data_6.nsts", "NSTS", 0x000F)),
          part(0, 0x8000, 10, DATA_6, "he.data_6.doppler_value", "Doppler value", 0x0010),
          always(bits(10, DATA_6, "he.data_6.reserved_d6_00e0", "Reserved", 0x00E0)),
          part(2, 0x0040, 10, DATA_6, "he.data_6.txop_value", "TXOP value", 0x7F00),
          part(
              2,
              0x0080,
              10,
              DATA_6,
              "he.data_6.midamble_periodicity",
              "midamble periodicity",
              0x8000));

  private static final Field FLAGS_1 = word("he_mu.flags_1", "HE-MU Flags 1");
  private static final Field FLAGS_2 = word("he_mu.flags_2", "HE-MU Flags 2");
  private static final FixedFields.Place CHANNEL_1_CENTER_UNKNOWN =
      bits(
          0,
          FLAGS_1,
          "he_mu.chan1_center_26_tone_ru_bit_unknown",
          "Channel1 center 26-tone RU bit unknown",
          0x1000);
  private static final Field CHANNEL_2_CENTER_UNKNOWN =
      part(
          FLAGS_1,
          "he_mu.chan2_center_26_tone_ru_bit_unknown",
          "Channel2 center 26-tone RU bit unknown",
          0x0080);
  private static final Field USERS_UNKNOWN =
      part(
          FLAGS_2,
          "he_mu.sig_b_syms_or_mu_mimo_users_unknown",
          "# of HE-SIG-B Symbols or # of MU-MIMO Users unknown",
          0x00F0);

  /** What is said of frames to several receivers. */
  static final KnownFields USERS =
      KnownFields.of(
          always(
              littleEndian(0, FLAGS_1),
              bits(0, FLAGS_1, "he_mu.sig_b_mcs", "SIG-B MCS (from SIG-A)", 0x000F)),
          where(0, 0x0010, flag(0, FLAGS_1, "he_mu.sig_b_mcs_known", "SIG-B MCS known", 0x0010))
              .or(
                  bits(
                      0,
                      FLAGS_1,
                      "he_mu.sig_b_mcs_unknown",
                      "SIG-B MCS (from SIG-A) unknown",
                      0x000F)),
          always(bits(0, FLAGS_1, "he_mu.sig_b_dcm", "SIG-B DCM (from SIG-A)", 0x0020)),
          where(0, 0x0040, flag(0, FLAGS_1, "he_mu.sig_b_dmc_known", "SIG-B DCM known", 0x0040))
              .or(
                  bits(
                      0,
                      FLAGS_1,
                      "he_mu.sig_b_dcm_unknown",
                      "SIG-B DCM (from SIG-A) unknown",
                      0x0020)),
          where(
                  0,
                  0x0080,
                  flag(
                      0,
                      FLAGS_1,
                      "he_mu.chan2_center_26_tone_ru_bit_known",
                      "Channel2 center 26-tone RU bit known",
                      0x0080))
              .or(littleEndian(0, CHANNEL_2_CENTER_UNKNOWN)),
          where(0, 0x0100, flag(0, FLAGS_1, "he_mu.chan1_rus_known", "Channel 1 RUs known", 0x0100))
              .or(bits(0, FLAGS_1, "he_mu.chan1_rus_unknown", "Channel 1 RUs unknown", 0x0100)),
          where(0, 0x0200, flag(0, FLAGS_1, "he_mu.chan2_rus_known", "Channel 2 RUs known", 0x0200))
              .or(flag(0, FLAGS_1, "he_mu.chan2_rus_unknown", "Channel 2 RUs unknown", 0x0200)),
          always(bits(0, FLAGS_1, "he_mu.reserved_f1_b10_b11", "Reserved", 0x0C00)),
          where(
                  0,
                  0x1000,
                  flag(
                      0,
                      FLAGS_1,
                      "he_mu.chan1_center_26_tone_ru_bit_known",
                      "Channel1 center 26-tone RU bit known",
                      0x1000),
                  bits(
                      0,
                      FLAGS_1,
                      "he_mu.chan1_center_26_tone_ru_value",
                      "Channel1 center 26-tone RU value",
                      0x2000))
              .or(CHANNEL_1_CENTER_UNKNOWN, CHANNEL_1_CENTER_UNKNOWN),
          always(
              flag(0, FLAGS_1, "he_mu.sig_b_compression_known", "SIG-B compression known", 0x4000)),
          where(
                  0,
                  0x8000,
                  flag(
                      0,
                      FLAGS_1,
                      "he_mu.symbol_cnt_or_user_cnt_known",
                      "# of HE-SIG-B Symbols/MU-MIMO users known",
                      0x8000))
              .or(littleEndian(0, USERS_UNKNOWN)),
          always(littleEndian(2, FLAGS_2)),
          part(
              2,
              0x0004,
              2,
              FLAGS_2,
              "he_mu.bw_from_sig_a",
              "bandwidth from Bandwidth field in SIG-A",
              0x0003),
          always(
              flag(
                  2,
                  FLAGS_2,
                  "he_mu.bw_from_sig_a_known",
                  "bandwidth from Bandwidth field in SIG-A known",
                  0x0004)),
          where(
                  0,
                  0x4000,
                  flag(
                      2,
                      FLAGS_2,
                      "he_mu.sig_b_compression",
                      "SIG-B compression from SIG-A",
                      0x0008))
              .or(
                  bits(
                      2,
                      FLAGS_2,
                      "he_mu.sig_b_compression_unknown",
                      "SIG-B compression unknown",
                      0x0008)),
          where(
                  0,
                  0x8000,
                  bits(
                      2,
                      FLAGS_2,
                      "he_mu.sig_b_syms_or_mu_mimo_users",
                      "# of HE-SIG-B Symbols or # of MU-MIMO Users",
                      0x00F0))
              .or(littleEndian(2, USERS_UNKNOWN)),
          always(
              bits(
                  2,
                  FLAGS_2,
                  "he_mu.preamble_puncturing",
                  "preamble puncturing from Bandwidth field in HE-SIG-A",
                  0x0300),
              flag(
                  2,
                  FLAGS_2,
                  "he_mu.preamble_puncturing_known",
                  "preamble puncturing from Bandwidth field in HE-SIG-A known",
                  0x0400)),
          where(
                  0,
                  0x0080,
                  bits(
                      2,
                      FLAGS_2,
                      "he_mu.chan2_center_26_tone_ru_value",
                      "Chan2 Center 26 Tone RU Value",
                      0x0800))
              .or(littleEndian(2, CHANNEL_2_CENTER_UNKNOWN)),
          always(bits(2, FLAGS_2, "he_mu.reserved_f2_b12_b15", "Reserved", 0xF000)),
          units(1, 0x0100),
          units(2, 0x0200));

  static final List<LayerFields> PARTS =
      List.of(HEAD, TO_ONE_REUSE, TO_SEVERAL_REUSE, TRIGGERED_REUSE, TAIL, USERS);

  // What the rate follows from.
  private static final int FORMAT_BITS = 0x0003;
  private static final int SCHEME_KNOWN = 0x0020;
  private static final int WIDTH_KNOWN = 0x4000;
  private static final int INTERVAL_KNOWN = 0x0002;

  /** Tones that carry data, by width (20 to 160 MHz), and by resource unit (26 to 996 tones). */
  private static final int[] TONES = {234, 468, 980, 1960, 24, 48, 102, 234, 468, 980};

  /** Sixths of a bit that a tone carries in a symbol, by scheme. */
  private static final int[] SIXTHS = {3, 6, 9, 12, 18, 24, 27, 30, 36, 40, 45, 50};

  /** Tenths of a microsecond that a symbol takes with each interval of guard. */
  private static final int[] TENTHS = {136, 144, 160};

  private static final int MOST_STREAMS = 8;

  private HighEfficiencyRadioFields() {}

  private static Field word(String name, String label) {
    return Field.u16("radiotap." + name, label).hexadecimal().repeating();
  }

  private static Field part(Field word, String name, String label, int mask) {
    return word(name, label).masked(mask).within(word);
  }

  private static FixedFields.Place bits(
      int offset, Field word, String name, String label, int mask) {
    return littleEndian(offset, part(word, name, label, mask));
  }

  private static FixedFields.Place flag(
      int offset, Field word, String name, String label, int mask) {
    return littleEndian(
        offset, Field.flag("radiotap." + name, label, 16, mask).within(word).repeating());
  }

  /** Bits that have another name where they are not known. */
  private static KnownFields.Part part(
      int knownAt, int known, int offset, Field word, String name, String label, int mask) {
    return where(knownAt, known, bits(offset, word, name, label, mask))
        .or(bits(offset, word, name + "_unknown", label + " unknown", mask));
  }

  /** The units of a channel. */
  private static KnownFields.Part units(int channel, int known) {
    FixedFields.Place[] places = new FixedFields.Place[4];
    FixedFields.Place[] unknown = new FixedFields.Place[4];
    for (int i = 0; i < places.length; i++) {
      String name = "radiotap.he_mu.chan" + channel + "_rus_" + i + "_index";
      String label = "Chan" + channel + " RU[" + i + "] index";
      int offset = 4 * channel + i;
      places[i] = at(offset, Field.u8(name, label).repeating());
      unknown[i] = at(offset, Field.u8(name + "_unknown", label + " unknown").repeating());
    }
    return where(0, known, places).or(unknown);
  }

  static void read(byte[] bytes, int at, FieldSink sink) {
    int end = at + LENGTH;
    HEAD.read(bytes, at, end, sink);
    int format = bytes[at] & FORMAT_BITS;
    (format == TO_SEVERAL ? TO_SEVERAL_REUSE : format == TRIGGERED ? TRIGGERED_REUSE : TO_ONE_REUSE)
        .read(bytes, at, end, sink);
    TAIL.read(bytes, at, end, sink);
  }

  /**
   * Mbit/s, with one digit behind the point as tables give them; 0 where too little is known.
   *
   * @param at where the twelve bytes begin
   */
  static double rate(byte[] bytes, int at) {
    int known = SCHEME_KNOWN | WIDTH_KNOWN;
    if ((LittleEndian.u16(bytes, at) & known) != known
        || (LittleEndian.u16(bytes, at + 2) & INTERVAL_KNOWN) == 0) {
      return 0;
    }
    int scheme = LittleEndian.u16(bytes, at + 4) >> 8 & 0x0F;
    int width = bytes[at + 8] & 0x0F;
    int interval = bytes[at + 8] >> 4 & 0x03;
    int streams = bytes[at + 10] & 0x0F;
    boolean isDefined =
        scheme < SIXTHS.length
            && width < TONES.length
            && interval < TENTHS.length
            && streams > 0
            && streams <= MOST_STREAMS;
    if (!isDefined) {
      return 0;
    }
    return Math.round(100.0 * TONES[width] * SIXTHS[scheme] * streams / (6 * TENTHS[interval]))
        / 10.0;
  }
}
