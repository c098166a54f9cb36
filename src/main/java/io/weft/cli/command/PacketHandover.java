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
  private final Consumer<CapturedPacket> next;
  private final Runnable tick;

  /**
   * @param notes gives the comments, and hears of the same run's flows; null for none
   * @param tick to be run while a live source waits
   */
  PacketHandover(
      Predicate<Packet> choice, PacketNotes notes, Consumer<CapturedPacket> next, Runnable tick) {
    this.choice = choice;
    this.notes = notes;
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
    if (comment != null) {
      PacketComments.add(captured, comment);
    }
    next.accept(captured);
  }

  @Override
  public void onTick(long nanos) {
    tick.run();
  }
}
