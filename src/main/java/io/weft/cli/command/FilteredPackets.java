package io.weft.cli.command;

import io.weft.analysis.PacketListener;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.dissect.Packet;
import io.weft.filter.DisplayFilter;
import io.weft.flow.OpenFlows;
import java.util.List;

/** Tells a listener of those packets that a display filter selects, and of all else. */
final class FilteredPackets implements PacketListener {
  private final DisplayFilter filter;
  private final PacketListener listener;

  private FilteredPackets(DisplayFilter filter, PacketListener listener) {
    this.filter = filter;
    this.listener = listener;
  }

  /**
   * A listener for all packets.
   *
   * @param filter null where every packet is selected
   * @param listener hears of those that are selected
   */
  static PacketListener of(DisplayFilter filter, PacketListener listener) {
    return filter == null ? listener : new FilteredPackets(filter, listener);
  }

  @Override
  public void onBegin(OpenFlows flows) {
    listener.onBegin(flows);
  }

  @Override
  public void onDescribed(List<CaptureInterface> interfaces, CaptureInfo info) {
    listener.onDescribed(interfaces, info);
  }

  @Override
  public void onPacket(Packet packet) {
    if (filter.matches(packet)) {
      listener.onPacket(packet);
    }
  }

  @Override
  public void onPacket(Packet packet, CapturedPacket captured) {
    if (filter.matches(packet)) {
      listener.onPacket(packet, captured);
    }
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
