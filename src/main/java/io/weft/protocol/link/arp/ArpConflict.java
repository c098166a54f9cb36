package io.weft.protocol.link.arp;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/**
 * Which earlier messages named other owners of the addresses in this one. It is attached to the
 * message's layer, and reused for later packets.
 */
final class ArpConflict {
  /** A message names at most two owners: its sender and its target. */
  private static final int MOST = 2;

  private static final Field DETECTED =
      Field.presence("arp.duplicate-address-detected", "Duplicate IP address configured")
          .generated()
          .tracked()
          .repeating();
  private static final Field FRAME =
      Field.u32("arp.duplicate-address-frame", "Frame showing earlier use of IP address")
          .generated()
          .tracked()
          .repeating();
  private static final Field SECONDS =
      Field.u32("arp.seconds-since-duplicate-address-frame", "Seconds since earlier frame seen")
          .generated()
          .tracked()
          .repeating();

  /** The fields of what is attached; a message without a conflict has none. */
  static final LayerFields FIELDS = LayerFields.of(ArpConflict::read, DETECTED, FRAME, SECONDS);

  private final long[] frames = new long[MOST];
  private final long[] seconds = new long[MOST];
  private int count;

  /** Forgets the conflicts of an earlier message. */
  void clear() {
    count = 0;
  }

  /** Has the message no conflict? */
  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Adds a conflict.
   *
   * @param frame number of the last packet that named the other owner
   * @param since seconds since that packet
   */
  void add(long frame, long since) {
    frames[count] = frame;
    seconds[count] = since;
    count++;
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    if (!(packet.attached(layer) instanceof ArpConflict conflict)) {
      return;
    }
    for (int i = 0; i < conflict.count; i++) {
      if (sink.wants(DETECTED)) {
        sink.flag(DETECTED, true, 0, 0);
      }
      if (sink.wants(FRAME)) {
        sink.number(FRAME, conflict.frames[i], 0, 0);
      }
      if (sink.wants(SECONDS)) {
        sink.number(SECONDS, conflict.seconds[i], 0, 0);
      }
    }
  }
}
