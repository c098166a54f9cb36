package io.weft.cli.command;

import io.weft.analysis.PacketListener;
import io.weft.capture.CapturedPacket;
import io.weft.capture.write.PacketComments;
import io.weft.dissect.Packet;
import io.weft.report.text.PacketNotes;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Hands on packets that an analysis chooses as they were captured, with comments if asked for. */
final class PacketHandover implements PacketListener {
  private final Predicate<Packet> choice;
  private final PacketNotes notes;
  private final boolean annotates;
  private final Consumer<CapturedPacket> next;
  private final Runnable tick;

  /**
   * @param notes hears of the same run's flows; null where they are not tracked
   * @param annotates whether what the notes tell is added to packets
   * @param tick to be run while a live source waits
   */
  PacketHandover(
      Predicate<Packet> choice,
      PacketNotes notes,
      boolean annotates,
      Consumer<CapturedPacket> next,
      Runnable tick) {
    this.choice = choice;
    this.notes = notes;
    this.annotates = annotates;
    this.next = next;
    this.tick = tick;
  }

  @Override
  public void onPacket(Packet packet) {
    throw new IllegalStateException("a packet without its capture cannot be written");
  }

  @Override
  public void onPacket(Packet packet, CapturedPacket captured) {
    String comment = notes == null ? null : notes.take(packet);
    if (!choice.test(packet)) {
      return;
    }
    if (annotates && comment != null) {
      PacketComments.add(captured, comment);
    }
    next.accept(captured);
  }

  @Override
  public void onTick(long nanos) {
    tick.run();
  }
}
