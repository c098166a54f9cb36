package io.weft.dissect;

/**
 * The first thing wrong with a packet.
 *
 * @param layer index of the layer that could not be read, from 0
 * @param protocol of the layer below it, whose payload was being read; null for the frame itself
 * @param source what the bytes are that could not be read
 * @param offset of the header, in bytes from the start of the source
 * @param needed bytes; 0 where the trouble is not one of length
 * @param available bytes
 * @param limitedBy the protocol whose length field set the bound; null for the capture or the frame
 */
public record Problem(
    Anomaly anomaly,
    int layer,
    Protocol protocol,
    DataSource source,
    int offset,
    int needed,
    int available,
    Protocol limitedBy) {

  /** One sentence for people. */
  public String sentence() {
    StringBuilder text = new StringBuilder(96);
    text.append(anomaly.description());
    if (protocol != null) {
      text.append(" (behind ").append(protocol.name()).append(')');
    }
    if (needed > 0) {
      text.append(": ").append(needed).append(" bytes needed, ").append(available).append(" there");
      text.append(limitedBy == null ? "" : ", bounded by the length in " + limitedBy.name());
    }
    text.append(", at byte ").append(offset);
    return source == DataSource.FRAME
        ? text.toString()
        : text.append(" of ").append(source).toString();
  }
}
