package io.weft.flow.table;

import io.weft.dissect.Packet;

/**
 * The tags that packets have had, so that flows share them and no object is made for a packet. A
 * place holds the newest tags of their hash: where there are very many, some are made anew.
 */
final class TagCache {
  private static final int PLACES = 1 << 10;

  /** Made with the first packet that has tags. */
  private Tags[] places;

  /** The tags of an IP layer of a packet. */
  Tags of(Packet packet, int layer) {
    if (packet.tagCount() == 0) {
      return Tags.NONE;
    }
    if (places == null) {
      places = new Tags[PLACES];
    }
    int place = Tags.hash(packet, layer) & PLACES - 1;
    Tags tags = places[place];
    if (tags == null || !tags.matches(packet, layer)) {
      tags = Tags.of(packet, layer);
      places[place] = tags;
    }
    return tags;
  }
}
