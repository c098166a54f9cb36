package io.weft.cli.command;

import io.weft.analysis.PacketListener;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.dissect.Packet;
import io.weft.flow.OpenFlows;
import java.util.List;
import java.util.function.Predicate;

/** Tells a listener of chosen packets only, and of all that is not about packets. */
final class ChosenPackets implements PacketListener {
  private final Predicate<Packet> choice;
  private final PacketListener listener;

  /**
   * @param choice is asked of every packet after its flows were tracked
   * @param listener hears of the packets for which that is true
   */
  ChosenPackets(Predicate<Packet> choice, PacketListener listener) {
    this.choice = choice;
    this.listener = listener;
  }

  @Override
  public void onBegin(OpenFlows flows) {
    listener.onBegin(flows);
  }

  @Override
  public void onPacket(Packet packet) {
    if (choice.test(packet)) {
      listener.onPacket(packet);
    }
  }

  @Override
  public void onPacket(Packet packet, CapturedPacket captured) {
    if (choice.test(packet)) {
      listener.onPacket(packet, captured);
    }
  }

  @Override
  public void onDescribed(List<CaptureInterface> interfaces, CaptureInfo info) {
    listener.onDescribed(interfaces, info);
  }

  @Override
  public void onTick(long nanos) {
    listener.onTick(nanos);
  }

  @Override
  public void onQuiet() {
    listener.onQuiet();
  }
}
