package io.weft.flow;

/**
 * Packets and bytes of both directions of a flow of more than one packet, or of one that something
 * is noted about.
 */
final class Traffic {
  long clientPackets;
  long clientBytes;
  long clientPayload;
  long serverPackets;
  long serverBytes;
  long serverPayload;
  private FlowNotes notes;

  /** What a listener keeps with the flow; null for nothing. */
  Object attachment;

  void add(boolean fromClient, long bytes, long payload) {
    if (fromClient) {
      clientPackets++;
      clientBytes += bytes;
      clientPayload += payload;
    } else {
      serverPackets++;
      serverBytes += bytes;
      serverPayload += payload;
    }
  }

  FlowNotes notes() {
    if (notes == null) {
      notes = new FlowNotes();
    }
    return notes;
  }

  /** Null where nothing is noted. */
  FlowNotes notesIfAny() {
    return notes;
  }

  void swap() {
    long packets = clientPackets;
    long bytes = clientBytes;
    long payload = clientPayload;
    clientPackets = serverPackets;
    clientBytes = serverBytes;
    clientPayload = serverPayload;
    serverPackets = packets;
    serverBytes = bytes;
    serverPayload = payload;
    if (notes != null) {
      notes.swap();
    }
  }
}
