package io.weft.flow.table;

/**
 * Packets and bytes of both directions of a flow of more than one packet, or of one that something
 * is noted about.
 */
final class Traffic {
  private long firstPackets;
  private long firstBytes;
  private long firstPayload;
  private long otherPackets;
  private long otherBytes;
  private long otherPayload;
  private FlowNotes notes;
  private Object attachment;

  void add(boolean fromFirst, long bytes, long payload) {
    if (fromFirst) {
      firstPackets++;
      firstBytes += bytes;
      firstPayload += payload;
    } else {
      otherPackets++;
      otherBytes += bytes;
      otherPayload += payload;
    }
  }

  /** Packets that one end sent. */
  long packets(boolean first) {
    return first ? firstPackets : otherPackets;
  }

  /** Bytes of frames that one end sent. */
  long bytes(boolean first) {
    return first ? firstBytes : otherBytes;
  }

  /** Bytes of transport payload that one end sent. */
  long payload(boolean first) {
    return first ? firstPayload : otherPayload;
  }

  FlowNotes notes() {
    if (notes == null) {
      notes = new FlowNotes();
    }
    return notes;
  }

  /** The notes about the flow; null where nothing is noted. */
  FlowNotes notesIfAny() {
    return notes;
  }

  /** What a listener keeps with the flow; null for nothing. */
  Object attachment() {
    return attachment;
  }

  void attach(Object kept) {
    attachment = kept;
  }
}
