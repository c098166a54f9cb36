package io.weft.stages;

import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Cursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The packets of all samples, in memory: what a stage is given without the stages before it. */
final class SamplePackets {
  private static final class Frame {
    final byte[] bytes;
    final int original;
    final long nanos;
    final int linkType;

    Frame(CapturedPacket packet) {
      int from = packet.offset();
      bytes = Arrays.copyOfRange(packet.bytes(), from, from + packet.capturedLength());
      original = packet.originalLength();
      nanos = packet.timeNanos();
      linkType = packet.linkType();
    }
  }

  private final List<Frame> frames = new ArrayList<>();

  private SamplePackets() {}

  /** Reads the captures of a folder. */
  static SamplePackets of(Path folder) throws IOException {
    SamplePackets packets = new SamplePackets();
    CapturedPacket packet = new CapturedPacket();
    try (PacketSource source = Captures.open(List.of(folder))) {
      while (source.next(packet)) {
        packets.frames.add(new Frame(packet));
      }
    }
    if (packets.frames.isEmpty()) {
      throw new IOException(folder + " has no captures");
    }
    return packets;
  }

  int count() {
    return frames.size();
  }

  /** Puts a packet under the cursor, as a reader of captures does. */
  void put(int index, Cursor cursor) {
    Frame frame = frames.get(index);
    cursor.meta(index + 1, frame.nanos, 0, frame.linkType);
    cursor.wrap(frame.bytes, 0, frame.bytes.length, frame.original);
  }

  byte[] bytes(int index) {
    return frames.get(index).bytes;
  }
}
