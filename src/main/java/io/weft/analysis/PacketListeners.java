package io.weft.analysis;

import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.dissect.Packet;
import io.weft.flow.OpenFlows;
import java.util.List;

/** Calls several packet listeners as if they were one, in their order. */
final class PacketListeners implements PacketListener {
  private final PacketListener[] listeners;

  private PacketListeners(List<PacketListener> listeners) {
    this.listeners = listeners.toArray(PacketListener[]::new);
  }

  /**
   * One listener for all of the list. A single listener is returned itself, so that nothing stands
   * between it and the packets.
   */
  static PacketListener of(List<PacketListener> listeners) {
    return listeners.size() == 1 ? listeners.get(0) : new PacketListeners(listeners);
  }

  @Override
  public void onBegin(OpenFlows flows) {
    for (PacketListener listener : listeners) {
      listener.onBegin(flows);
    }
  }

  @Override
  public void onPacket(Packet packet) {
    for (PacketListener listener : listeners) {
      listener.onPacket(packet);
    }
  }

  @Override
  public void onPacket(Packet packet, CapturedPacket captured) {
    for (PacketListener listener : listeners) {
      listener.onPacket(packet, captured);
    }
  }

  @Override
  public void onDescribed(List<CaptureInterface> interfaces, CaptureInfo info) {
    for (PacketListener listener : listeners) {
      listener.onDescribed(interfaces, info);
    }
  }

  @Override
  public void onTick(long nanos) {
    for (PacketListener listener : listeners) {
      listener.onTick(nanos);
    }
  }

  @Override
  public void onQuiet() {
    for (PacketListener listener : listeners) {
      listener.onQuiet();
    }
  }
}
