package io.weft.flow.track;

import io.weft.dissect.Annotations;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.LayerMemory;
import java.util.IdentityHashMap;

/** Shows each layer to the memory of its protocol, where that has one. */
final class LayerMemories {
  private final IdentityHashMap<Protocol, LayerMemory> byProtocol = new IdentityHashMap<>();
  private final LayerMemory[] all;

  LayerMemories(Chain chain) {
    chain.memories().forEach((protocol, maker) -> byProtocol.put(protocol, maker.get()));
    all = byProtocol.values().toArray(new LayerMemory[0]);
  }

  /** Takes a dissected packet; what an error message quotes is none of its layers' history. */
  void onPacket(Annotations annotations) {
    for (LayerMemory memory : all) {
      memory.onPacket();
    }
    Packet packet = annotations.packet();
    int end = Math.min(packet.layerCount(), packet.quotedFrom());
    for (int layer = 0; layer < end; layer++) {
      LayerMemory memory = byProtocol.get(packet.protocol(layer));
      if (memory != null) {
        memory.onLayer(annotations, layer);
      }
    }
  }

  /** How much all memories had to forget. */
  long forgotten() {
    long sum = 0;
    for (LayerMemory memory : all) {
      sum += memory.forgotten();
    }
    return sum;
  }
}
