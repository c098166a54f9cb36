package io.weft.protocol.link.wlan;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/** The words that all capture headers share in Wireshark for a frame of 802.11ac. */
final class VeryHighWlanRadioFields {
  /** Microseconds of a preamble up to its long training fields, and of one of these. */
  private static final int PREAMBLE = 32;

  private static final int TRAINING = 4;
  private static final int SERVICE_BITS = 16;

  private static final Field INTERVAL = flag("wlan_radio.11ac.short_gi", "Short GI");
  private static final Field BANDWIDTH = number("bandwidth", "Bandwidth");
  private static final Field CODED = flag("wlan_radio.11ac.stbc", "STBC");
  private static final Field DOZE =
      flag("wlan_radio_11ac.txop_ps_not_allowed", "TXOP_PS_NOT_ALLOWED");
  private static final Field AMBIGUITY =
      flag("wlan_radio.11ac.short_gi_nsym_disambig", "Short GI Nsym disambiguation");
  private static final Field EXTRA_SYMBOL =
      flag("wlan_radio.11ac.ldpc_extra_ofdm_symbol", "LDPC extra OFDM symbol");
  private static final Field BEAMFORMED = flag("wlan_radio.11ac.beamformed", "Beamformed");
  private static final Field USER =
      Field.presence("wlan_radio.11ac.user", "User").repeating().generated();
  private static final Field SCHEME = number("mcs", "MCS index").repeating();
  private static final Field STREAMS = number("nss", "Spatial streams").repeating();
  private static final Field CODED_STREAMS = number("nsts", "Space-time streams").repeating();
  private static final Field CORRECTION = number("fec", "FEC").repeating();
  private static final Field GROUP = number("gid", "Group Id");
  private static final Field ASSOCIATION =
      Field.u16("wlan_radio.11ac.paid", "Partial AID").generated();

  static final LayerFields DECLARED =
      LayerFields.declaring(
          INTERVAL,
          BANDWIDTH,
          CODED,
          DOZE,
          AMBIGUITY,
          EXTRA_SYMBOL,
          BEAMFORMED,
          USER,
          SCHEME,
          STREAMS,
          CODED_STREAMS,
          CORRECTION,
          GROUP,
          ASSOCIATION);

  private VeryHighWlanRadioFields() {}

  private static Field flag(String name, String label) {
    return Field.flag(name, label).generated();
  }

  private static Field number(String name, String label) {
    return Field.u32("wlan_radio.11ac." + name, label).generated();
  }

  /**
   * Reads the value of the field "VHT" of a Radiotap header.
   *
   * @param at where it begins
   */
  static void read(byte[] bytes, int at, FieldSink sink) {
    int known = VeryHighRadioFields.known(bytes, at);
    int flags = VeryHighRadioFields.flags(bytes, at);
    flag(INTERVAL, known, flags, 0x0004, sink);
    number(BANDWIDTH, VeryHighRadioFields.width(bytes, at), (known & 0x0040) != 0, sink);
    flag(CODED, known, flags, 0x0001, sink);
    flag(DOZE, known, flags, 0x0002, sink);
    flag(AMBIGUITY, known, flags, 0x0008, sink);
    flag(EXTRA_SYMBOL, known, flags, 0x0010, sink);
    flag(BEAMFORMED, known, flags, 0x0020, sink);
    for (int i = 0; i < VeryHighRadioFields.USERS; i++) {
      int streams = VeryHighRadioFields.streams(bytes, at, i);
      if (streams == 0) {
        continue;
      }
      if (sink.wants(USER)) {
        sink.flag(USER, true, 0, 0);
      }
      number(SCHEME, VeryHighRadioFields.scheme(bytes, at, i), true, sink);
      number(STREAMS, streams, true, sink);
      number(
          CODED_STREAMS,
          VeryHighRadioFields.coded(bytes, at, i),
          VeryHighRadioFields.isCodingKnown(bytes, at),
          sink);
      number(CORRECTION, VeryHighRadioFields.correction(bytes, at, i), true, sink);
    }
    number(GROUP, VeryHighRadioFields.group(bytes, at), (known & 0x0080) != 0, sink);
    number(ASSOCIATION, VeryHighRadioFields.association(bytes, at), (known & 0x0100) != 0, sink);
  }

  /** The bits of what is known, and of what it is, stand alike. */
  private static void flag(Field field, int known, int flags, int mask, FieldSink sink) {
    if ((known & mask) != 0 && sink.wants(field)) {
      sink.flag(field, (flags & mask) != 0, 0, 0);
    }
  }

  private static void number(Field field, long value, boolean isKnown, FieldSink sink) {
    if (isKnown && sink.wants(field)) {
      sink.number(field, value, 0, 0);
    }
  }

  /** Mbit/s of the last user whose rate is known, and within the standard; 0 for none. */
  static double rate(byte[] bytes, int at) {
    double rate = 0;
    for (int i = 0; i < VeryHighRadioFields.USERS; i++) {
      int streams = VeryHighRadioFields.streams(bytes, at, i);
      double own = streams == 0 ? 0 : VeryHighRadioFields.rate(bytes, at, i);
      boolean isUsed =
          own > 0
              && !RadioTime.isLeftOut(
                  VeryHighRadioFields.scheme(bytes, at, i),
                  VeryHighRadioFields.width(bytes, at),
                  streams);
      rate = isUsed ? own : rate;
    }
    return rate;
  }

  /** Microseconds of the preamble, which trains for the streams of the first user. */
  static int preamble(byte[] bytes, int at) {
    int streams =
        VeryHighRadioFields.isCodingKnown(bytes, at)
            ? VeryHighRadioFields.coded(bytes, at, 0)
            : VeryHighRadioFields.streams(bytes, at, 0);
    return PREAMBLE + TRAINING * streams;
  }

  /**
   * About how many microseconds the data took.
   *
   * @param length of the frame with its check sequence, in bytes
   */
  static int data(int length, double megabits) {
    return (int) ((length * Byte.SIZE + SERVICE_BITS) / (float) megabits);
  }
}
