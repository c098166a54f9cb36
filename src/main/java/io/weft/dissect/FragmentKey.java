package io.weft.dissect;

/**
 * Identifies the datagram that a fragment belongs to. Keys are compared in full; the key of {@link
 * Fragments} is filled anew for every fragment.
 */
public final class FragmentKey {
  private static final long IPV4 = 4L << 60;
  private static final long IPV6 = 6L << 60;

  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private long rest;
  private long tags;

  FragmentKey() {}

  /** RFC 791, section 3.2: addresses, protocol and identification. */
  public FragmentKey ipv4(int source, int destination, int protocol, int identification) {
    sourceHigh = 0;
    sourceLow = source;
    destinationHigh = 0;
    destinationLow = destination;
    rest = IPV4 | ((long) protocol << 32) | identification;
    return this;
  }

  /**
   * RFC 8200, section 4.5: addresses and identification; the next header may differ from fragment
   * to fragment.
   */
  public FragmentKey ipv6(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int identification) {
    this.sourceHigh = sourceHigh;
    this.sourceLow = sourceLow;
    this.destinationHigh = destinationHigh;
    this.destinationLow = destinationLow;
    rest = IPV6 | (identification & 0xFFFF_FFFFL);
    return this;
  }

  /**
   * Takes the VLANs and tunnels around the datagram: behind other tags the same addresses may be
   * those of other hosts.
   */
  void tags(Packet packet) {
    tags = 0;
    for (int i = 0; i < packet.tagCount(); i++) {
      tags = mix(tags + packet.tag(i) + 1);
    }
  }

  void copy(FragmentKey other) {
    tags = other.tags;
    sourceHigh = other.sourceHigh;
    sourceLow = other.sourceLow;
    destinationHigh = other.destinationHigh;
    destinationLow = other.destinationLow;
    rest = other.rest;
  }

  boolean matches(FragmentKey other) {
    return rest == other.rest
        && tags == other.tags
        && sourceLow == other.sourceLow
        && destinationLow == other.destinationLow
        && sourceHigh == other.sourceHigh
        && destinationHigh == other.destinationHigh;
  }

  int hash(long seed) {
    long mixed = mix(seed ^ rest ^ tags);
    mixed = mix(mixed ^ sourceLow);
    mixed = mix(mixed ^ destinationLow);
    mixed = mix(mixed ^ sourceHigh);
    return (int) (mix(mixed ^ destinationHigh) >>> 32);
  }

  private static long mix(long value) {
    long mixed = value * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
