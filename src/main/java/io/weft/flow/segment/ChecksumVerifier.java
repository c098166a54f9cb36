package io.weft.flow.segment;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Checksum;
import io.weft.dissect.Annotations;
import io.weft.dissect.DataSource;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.protocol.network.icmp.Icmp;
import io.weft.protocol.network.icmp.Icmpv6;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.DestinationOptions;
import io.weft.protocol.network.ipv6.Ipv6;
import io.weft.protocol.network.ipv6.RoutingHeader;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.udp.Udp;

/**
 * Verifies the checksums of a packet's IPv4, TCP, UDP, ICMP and ICMPv6 layers (RFC 1071; pseudo
 * header: RFC 9293, section 3.1, and RFC 8200, section 8.1), and leaves the results with them. Only
 * what the capture holds in full is verified, and nothing that an error message quotes.
 *
 * <p>Packets that are captured on the machine that sends them may not have their checksums yet: the
 * kernel leaves the sum of the pseudo header in the field, or 0 in IPv4's, and the network card
 * does the rest. That is recognised, and no error.
 */
public final class ChecksumVerifier {
  /** Largest usual frame in bytes, without VLAN tags and frame check sequence. */
  private static final int LARGEST_FRAME = 1_514;

  private static final int VLAN_TAG = 4;

  private static final int LOOSE_SOURCE_ROUTE = 131;
  private static final int STRICT_SOURCE_ROUTE = 137;

  /**
   * The result for an IP layer and the transport layer in it. A worse result has the higher
   * ordinal.
   */
  public enum Outcome {
    /** The checksums are right, or were not verified. */
    FINE,

    /** A checksum was still to be filled in by the network card. */
    OFFLOAD,

    /** The checksum of TCP is wrong, in a frame that is larger than most links carry. */
    LARGE,

    /** The checksum of the transport layer is wrong. */
    WRONG,

    /** The checksum of the IPv4 header is wrong. */
    WRONG_HEADER;

    /**
     * Is the packet damaged? For {@link #LARGE} the answer is no, which holds only as long as
     * nothing is known of how large a segment the receiver takes.
     */
    public boolean isError() {
      return this == WRONG || this == WRONG_HEADER;
    }
  }

  private final IpLayer ip = new IpLayer();
  private final Udp udp = new Udp();
  private final UpperProtocol upper = new UpperProtocol();
  private final ChecksumStatus[] statuses = new ChecksumStatus[Packet.MAX_LAYERS];
  private final Outcome[] outcomes = new Outcome[Packet.MAX_LAYERS];
  private Packet packet;
  private Annotations annotations;

  public ChecksumVerifier() {
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] = new ChecksumStatus();
    }
  }

  /**
   * The result for an IP layer of the packet that was verified last.
   *
   * @param network index of the IP layer in the packet
   */
  public Outcome outcome(int network) {
    return outcomes[network];
  }

  /** Verifies all layers of a dissected packet. */
  public void verify(Annotations dissected) {
    annotations = dissected;
    packet = dissected.packet();
    int network = -1;
    for (int i = 0; i < packet.layerCount(); i++) {
      Protocol protocol = packet.protocol(i);
      if (i >= packet.quotedFrom()) {
        if (protocol == Ipv4.PROTOCOL || isTransport(protocol)) {
          attach(i, ChecksumStatus.UNVERIFIED, false);
        }
      } else if (protocol == Ipv4.PROTOCOL) {
        network = i;
        ip.bind(packet, i);
        outcomes[i] = header(i);
      } else if (protocol == Ipv6.PROTOCOL) {
        network = i;
        ip.bind(packet, i);
        outcomes[i] = Outcome.FINE;
      } else if (network >= 0 && isTransport(protocol)) {
        Outcome outcome = transport(network, i, protocol);
        if (outcome.compareTo(outcomes[network]) > 0) {
          outcomes[network] = outcome;
        }
        network = -1;
      }
    }
  }

  private static boolean isTransport(Protocol protocol) {
    return protocol == Tcp.PROTOCOL
        || protocol == Udp.PROTOCOL
        || protocol == Icmp.PROTOCOL
        || protocol == Icmpv6.PROTOCOL;
  }

  private void attach(int layer, int value, boolean isLeftToCard) {
    ChecksumStatus status = statuses[layer];
    status.set(value, isLeftToCard);
    annotations.attach(layer, status);
  }

  private Outcome wrong(int layer, Outcome outcome) {
    attach(layer, ChecksumStatus.BAD, outcome == Outcome.OFFLOAD);
    return outcome;
  }

  private Outcome fine(int layer, int value) {
    attach(layer, value, false);
    return Outcome.FINE;
  }

  private Outcome header(int layer) {
    long sum =
        Checksum.add(
            0, ip.ipv4().bytes(), ip.ipv4().start(), ip.ipv4().start() + ip.ipv4().headerLength());
    if (Checksum.finish(sum) == 0) {
      return fine(layer, ChecksumStatus.GOOD);
    }
    boolean isLeft = ip.ipv4().checksum() == 0 || ip.ipv4().totalLength() == 0;
    return wrong(layer, isLeft ? Outcome.OFFLOAD : Outcome.WRONG_HEADER);
  }

  private Outcome transport(int network, int layer, Protocol protocol) {
    if (protocol == Udp.PROTOCOL) {
      packet.bindLayer(udp, layer);
      if (udp.checksum() == 0) {
        boolean mayLack = ip.isIpv4();
        return fine(layer, mayLack ? ChecksumStatus.NOT_PRESENT : ChecksumStatus.ILLEGAL);
      }
    }
    if (!isWhole(network, layer) || isRouted(network, layer)) {
      return fine(layer, ChecksumStatus.UNVERIFIED);
    }
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.limit(layer);
    long pseudo = pseudoHeader(network, protocol, end - start);
    if (Checksum.finish(Checksum.add(pseudo, bytes, start, end)) == 0) {
      return fine(layer, ChecksumStatus.GOOD);
    }
    boolean isLeft =
        protocol != Icmp.PROTOCOL
            && BigEndian.u16(bytes, start + offset(protocol))
                == (~Checksum.finish(pseudo) & 0xFFFF);
    if (isLeft || (ip.isIpv4() && isToBeCut())) {
      return wrong(layer, Outcome.OFFLOAD);
    }
    if (!isLarge(layer)) {
      return wrong(layer, Outcome.WRONG);
    }
    return wrong(layer, protocol == Tcp.PROTOCOL ? Outcome.LARGE : Outcome.OFFLOAD);
  }

  /** Offset of the checksum from the first byte of the header, in bytes. */
  private static int offset(Protocol protocol) {
    if (protocol == Tcp.PROTOCOL) {
      return Tcp.CHECKSUM_OFFSET;
    }
    if (protocol == Udp.PROTOCOL) {
      return Udp.CHECKSUM_OFFSET;
    }
    return protocol == Icmp.PROTOCOL ? Icmp.CHECKSUM_OFFSET : Icmpv6.CHECKSUM_OFFSET;
  }

  private boolean isToBeCut() {
    return ip.ipv4().totalLength() == 0;
  }

  private boolean isLarge(int layer) {
    return packet.source(layer) == DataSource.FRAME
        && packet.originalLength() > LARGEST_FRAME + VLAN_TAG * packet.vlanCount();
  }

  /** Does the capture hold all bytes that the checksum covers? */
  private boolean isWhole(int network, int layer) {
    if (packet.limit(layer) != packet.wireLimit(layer)) {
      return false;
    }
    if (packet.protocol(layer) == Udp.PROTOCOL
        && udp.length() > packet.wireLimit(layer) - packet.start(layer)) {
      return false;
    }
    upper.find(packet, ip);
    return !upper.isIncompleteFragment()
        && (packet.sourceNumber(layer) != packet.sourceNumber(network)
            || end(network) <= packet.wireLimit(network));
  }

  /** Index at which the packet ends by its IP header; 0 where the header does not say. */
  private int end(int network) {
    int start = packet.start(network);
    if (ip.isIpv4()) {
      return ip.ipv4().totalLength() == 0 ? 0 : start + ip.ipv4().totalLength();
    }
    int payload = ip.ipv6().payloadLength();
    return payload == 0 ? 0 : start + Ipv6.HEADER_LENGTH + payload;
  }

  /**
   * Does the pseudo header need other addresses than those of the IP header? A routing header or a
   * source route holds the final destination, and destination options may hold a home address.
   */
  private boolean isRouted(int network, int layer) {
    for (int i = network + 1; i < layer; i++) {
      Protocol protocol = packet.protocol(i);
      if (protocol == RoutingHeader.PROTOCOL || protocol == DestinationOptions.PROTOCOL) {
        return true;
      }
    }
    return ip.isIpv4() && hasSourceRoute(network);
  }

  private boolean hasSourceRoute(int network) {
    byte[] bytes = packet.bytes(network);
    int end = packet.payload(network);
    int at = packet.start(network) + Ipv4.MIN_HEADER_LENGTH;
    while (at + 1 < end && bytes[at] != 0) { // 0: no more options
      int kind = BigEndian.u8(bytes, at);
      if (kind == LOOSE_SOURCE_ROUTE || kind == STRICT_SOURCE_ROUTE) {
        return true;
      }
      at += kind == 1 ? 1 : Math.max(2, BigEndian.u8(bytes, at + 1)); // 1: a byte of padding
    }
    return false;
  }

  /**
   * The sum of the pseudo header, not yet folded to 16 bits; 0 for ICMP, which has no pseudo
   * header.
   */
  private long pseudoHeader(int network, Protocol protocol, int length) {
    if (protocol == Icmp.PROTOCOL) {
      return 0;
    }
    boolean isIpv4 = ip.isIpv4();
    int addresses =
        packet.start(network) + (isIpv4 ? Ipv4.ADDRESSES_OFFSET : Ipv6.ADDRESSES_OFFSET);
    int end = addresses + (isIpv4 ? Ipv4.ADDRESSES_LENGTH : Ipv6.ADDRESSES_LENGTH);
    return Checksum.add(length + upper.ipProtocol(), packet.bytes(network), addresses, end);
  }
}
