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
import java.util.ArrayList;
import java.util.List;

/** What a Radiotap header says of a frame of 802.11ac (radiotap.org, "VHT"). */
final class VeryHighRadioFields {
  /** Bytes of the value. */
  static final int LENGTH = 12;

  static final int USERS = 4;

  private static final int FLAGS = 2;
  private static final int WIDTH = 3;
  private static final int STREAMS = 4;
  private static final int CODING = 8;
  private static final int GROUP = 9;
  private static final int ASSOCIATION = 10;

  private static final int INTERVAL_BIT = 0x04;

  private static final Field INFORMATION =
      Field.presence("radiotap.vht", "VHT information").repeating();

  /** Wireshark shows the upper byte of the two alone. */
  private static final Field KNOWN =
      Field.u8("radiotap.vht.known", "Known VHT information").hexadecimal().repeating();

  private static final KnownFields HEAD =
      KnownFields.of(
          always(
              at(1, KNOWN),
              known("vht.have_stbc", "STBC", 0x0001),
              known("vht.have_txop_ps", "TXOP_PS_NOT_ALLOWED", 0x0002),
              known("vht.have_gi", "Guard interval", 0x0004),
              known("vht.have_sgi_nsym_da", "SGI Nsym disambiguation", 0x0008),
              known("vht.ldpc_extra", "LDPC extra OFDM symbol", 0x0010),
              known("vht.have_beamformed", "Beamformed", 0x0020),
              known("mcs.have_gid", "Group ID", 0x0080),
              known("mcs.have_paid", "Partial AID", 0x0100)),
          where(0, 0x0001, flag("vht.stbc", "STBC", 0x01)),
          where(0, 0x0002, flag("vht.txop_ps", "TXOP_PS_NOT_ALLOWED", 0x02)),
          where(0, 0x0004, at(FLAGS, number("vht.gi", "Guard interval").masked(INTERVAL_BIT))),
          where(0, 0x0008, flag("vht.sgi_nsym_da", "SGI Nsym disambiguation", 0x08)),
          where(0, 0x0020, flag("vht.beamformed", "Beamformed", 0x20)),
          where(0, 0x0040, at(WIDTH, number("vht.bw", "Bandwidth"))));
  private static final KnownFields TAIL =
      KnownFields.of(
          where(0, 0x0080, at(GROUP, number("vht.gid", "Group Id"))),
          where(
              0,
              0x0100,
              littleEndian(
                  ASSOCIATION, Field.u16("radiotap.vht.paid", "Partial AID").repeating())));

  private static final Field USER = Field.presence("radiotap.vht.user", "User").repeating();

  /** The fields of one user. */
  private static final class User {
    private final FixedFields scheme;
    private final Field streams;
    private final FixedFields coding;
    private final Field rate;

    User(int index) {
      String end = "." + index;
      String label = " " + index;
      scheme =
          FixedFields.of(
              at(STREAMS + index, number("vht.mcs" + end, "MCS index" + label).masked(0xF0)),
              at(STREAMS + index, number("vht.nss" + end, "Spatial streams" + label).masked(0x0F)));
      streams = number("vht.nsts" + end, "Space-time streams" + label).generated();
      coding =
          FixedFields.of(
              at(CODING, number("vht.coding" + end, "Coding" + label).masked(1L << index)));
      rate =
          Field.f32("radiotap.vht.datarate" + end, "Data rate (Mb/s)" + label)
              .repeating()
              .generated();
    }
  }

  private static final User[] USER_FIELDS = {new User(0), new User(1), new User(2), new User(3)};

  static final LayerFields DECLARED = declare();

  private VeryHighRadioFields() {}

  private static LayerFields declare() {
    List<Field> all = new ArrayList<>();
    all.add(INFORMATION);
    all.addAll(HEAD.declared());
    all.add(USER);
    for (User user : USER_FIELDS) {
      all.addAll(user.scheme.declared());
      all.add(user.streams);
      all.addAll(user.coding.declared());
      all.add(user.rate);
    }
    all.addAll(TAIL.declared());
    return LayerFields.declaring(all);
  }

  private static Field number(String name, String label) {
    return Field.u8("radiotap." + name, label).repeating();
  }

  private static FixedFields.Place known(String name, String label, int mask) {
    return littleEndian(0, Field.flag("radiotap." + name, label, 16, mask).repeating());
  }

  private static FixedFields.Place flag(String name, String label, int mask) {
    return at(FLAGS, Field.flag("radiotap." + name, label, 8, mask).repeating());
  }

  static void read(byte[] bytes, int at, FieldSink sink) {
    int end = at + LENGTH;
    if (sink.wants(INFORMATION)) {
      sink.flag(INFORMATION, true, at, LENGTH);
    }
    HEAD.read(bytes, at, end, sink);
    for (int i = 0; i < USERS; i++) {
      if (streams(bytes, at, i) > 0) {
        user(USER_FIELDS[i], i, bytes, at, sink);
      }
    }
    TAIL.read(bytes, at, end, sink);
  }

  private static void user(User user, int index, byte[] bytes, int at, FieldSink sink) {
    if (sink.wants(USER)) {
      sink.flag(USER, true, at + STREAMS, CODING + 1 - STREAMS);
    }
    user.scheme.read(bytes, at, at + LENGTH, sink);
    if (isCodingKnown(bytes, at) && sink.wants(user.streams)) {
      sink.number(user.streams, coded(bytes, at, index), 0, 0);
    }
    user.coding.read(bytes, at, at + LENGTH, sink);
    double rate = rate(bytes, at, index);
    if (rate > 0 && sink.wants(user.rate)) {
      sink.real(user.rate, (float) rate, 0, 0);
    }
  }

  // What the twelve bytes tell that begin at some place.

  static int known(byte[] bytes, int at) {
    return LittleEndian.u16(bytes, at);
  }

  static int flags(byte[] bytes, int at) {
    return bytes[at + FLAGS];
  }

  static int width(byte[] bytes, int at) {
    return bytes[at + WIDTH] & 0x1F;
  }

  static int streams(byte[] bytes, int at, int user) {
    return bytes[at + STREAMS + user] & 0x0F;
  }

  static int scheme(byte[] bytes, int at, int user) {
    return bytes[at + STREAMS + user] >> 4 & 0x0F;
  }

  static int correction(byte[] bytes, int at, int user) {
    return bytes[at + CODING] >> user & 0x01;
  }

  static int group(byte[] bytes, int at) {
    return bytes[at + GROUP] & 0xFF;
  }

  static int association(byte[] bytes, int at) {
    return LittleEndian.u16(bytes, at + ASSOCIATION);
  }

  static boolean isCodingKnown(byte[] bytes, int at) {
    return (known(bytes, at) & 0x0001) != 0;
  }

  /** Streams of a user, twice as many where they are coded in space and time. */
  static int coded(byte[] bytes, int at, int user) {
    return streams(bytes, at, user) << (flags(bytes, at) & 0x01);
  }

  /** Mbit/s of a user's data; 0 where too little is known. */
  static double rate(byte[] bytes, int at, int user) {
    int needed = 0x0004 | 0x0040;
    return (known(bytes, at) & needed) == needed
        ? RadioTime.veryHighRate(
            scheme(bytes, at, user),
            width(bytes, at),
            (flags(bytes, at) & INTERVAL_BIT) != 0,
            streams(bytes, at, user))
        : 0;
  }
}
