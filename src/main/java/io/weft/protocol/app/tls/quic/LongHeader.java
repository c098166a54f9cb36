package io.weft.protocol.app.tls.quic;

import io.weft.bytes.BigEndian;

/**
 * The long header of a packet (RFC 9000, section 17.2), up to where its content begins.
 *
 * @param version number of the version; 0 for a negotiation of versions
 * @param destination index of the identifier of the destination
 * @param destinationLength in bytes
 * @param source index of the identifier of the source
 * @param sourceLength in bytes
 * @param next index behind both
 */
record LongHeader(
    int version, int destination, int destinationLength, int source, int sourceLength, int next) {
  private static final int IDS_AT = 5;

  /** The header that begins there; null where there is none, or not all of it. */
  static LongHeader of(byte[] bytes, int from, int to) {
    if (to - from < IDS_AT + 2 || bytes[from] >= 0) {
      return null;
    }
    int destination = from + IDS_AT + 1;
    int destinationLength = bytes[destination - 1] & 0xFF;
    if (destinationLength > QuicLimits.CONNECTION_ID || to - destination <= destinationLength) {
      return null;
    }
    int source = destination + destinationLength + 1;
    int sourceLength = bytes[source - 1] & 0xFF;
    if (sourceLength > QuicLimits.CONNECTION_ID || to - source < sourceLength) {
      return null;
    }
    return new LongHeader(
        BigEndian.i32(bytes, from + 1),
        destination,
        destinationLength,
        source,
        sourceLength,
        source + sourceLength);
  }
}
