package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.Secrets;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayloads;
import io.weft.flow.table.Losses;
import io.weft.stream.PagePool;

/**
 * The application protocols that are known, and what their sessions share. Each tracker has one
 * such object.
 */
public final class Applications {
  /** The user said what the bytes are. */
  static final String DECODE_AS = "decode_as";

  /** The first bytes prove it. */
  static final String CONTENT = "content";

  /** Another protocol has announced it. */
  static final String HANDOVER = "handover";

  private final Chain chain;
  private final StreamProtocol[] streams;

  /** Those of the stream protocols that may begin behind something else. */
  private final StreamProtocol[] late;

  private final DatagramProtocol[] datagrams;
  private final UdpPayloads udpPayloads;
  private final PagePool pages;
  private final Losses losses;
  private final InternalErrors errors;
  private final Expectations<StreamProtocol> streamsExpected = new Expectations<>();
  private final Expectations<Follower> followers = new Expectations<>();
  private Secrets secrets = Secrets.NONE;

  /**
   * @param chain of the packets that will come: its stream and datagram protocols are used
   * @param pages accounts for the bytes that all sessions together keep unread
   * @param errors contains the failures of dissectors
   */
  public Applications(Chain chain, PagePool pages, Losses losses, InternalErrors errors) {
    this.chain = chain;
    streams = chain.streams().toArray(new StreamProtocol[0]);
    late =
        chain.streams().stream().filter(each -> each.late() != null).toArray(StreamProtocol[]::new);
    datagrams = chain.datagrams().toArray(new DatagramProtocol[0]);
    udpPayloads = chain.udpPayloads();
    this.pages = pages;
    this.losses = losses;
    this.errors = errors;
  }

  /** Gives the secrets that dissectors may ask for from now on. */
  public void secrets(Secrets known) {
    secrets = known;
  }

  Secrets secrets() {
    return secrets;
  }

  /** Who reads flows of datagrams that others have announced. */
  Expectations<Follower> followers() {
    return followers;
  }

  /**
   * Who reads the datagrams between two ends, because either was announced; where both were, by the
   * later announcement. Null where neither was.
   *
   * @param nanos the time now
   */
  Follower follower(
      IpAddress client, int clientPort, IpAddress server, int serverPort, long nanos) {
    Follower ofClient = followers.find(client, clientPort, nanos);
    Follower ofServer = followers.find(server, serverPort, nanos);
    boolean takesClient = ofClient != null && ofClient.takes(server);
    boolean takesServer = ofServer != null && ofServer.takes(client);
    if (takesClient && takesServer) {
      return ofClient.packet() > ofServer.packet() ? ofClient : ofServer;
    }
    return takesClient ? ofClient : takesServer ? ofServer : null;
  }

  /** Does nobody read streams? */
  public boolean hasNoStreams() {
    return streams.length == 0;
  }

  /** The stream protocols, in the order in which they are tried. */
  StreamProtocol[] streams() {
    return streams;
  }

  /** The stream protocol that begins here behind something that nobody reads, or null. */
  StreamProtocol late(byte[] bytes, int from, int to) {
    for (StreamProtocol protocol : late) {
      if (protocol.late().begins(bytes, from, to)) {
        return protocol;
      }
    }
    return null;
  }

  /** The stream protocol of that name, or null. */
  StreamProtocol stream(String name) {
    for (StreamProtocol protocol : streams) {
      if (protocol.protocol().name().equals(name)) {
        return protocol;
      }
    }
    return null;
  }

  /** The datagram protocol whose layers a packet has, or null where it needs no memory. */
  DatagramProtocol datagram(Protocol protocol) {
    for (DatagramProtocol known : datagrams) {
      if (known.protocol() == protocol) {
        return known;
      }
    }
    return null;
  }

  /** The datagram protocol of that name; null where there is none that needs a memory. */
  DatagramProtocol datagram(String name) {
    for (DatagramProtocol known : datagrams) {
      if (known.protocol().name().equals(name)) {
        return known;
      }
    }
    return null;
  }

  /** The protocol that the user has given to the host's streams, or null. */
  StreamProtocol given(SessionHost host) {
    return chain.givenStream(host.serverPort(), host.clientPort());
  }

  /** Who reads connections that others have announced. */
  Expectations<StreamProtocol> streamsExpected() {
    return streamsExpected;
  }

  /** The protocol that another connection has announced for the host's streams, or null. */
  StreamProtocol expected(SessionHost host, Arrival arrival) {
    return streamsExpected.isEmpty()
        ? null
        : streamsExpected.find(host.server(), host.serverPort(), arrival.nanos());
  }

  /**
   * How a layer behind a UDP header was recognised: {@code decode_as} where the user said so, else
   * {@code content} or {@code port}.
   */
  String detectedBy(Packet packet, int layer, SessionHost host) {
    if (udpPayloads.isGiven(host.serverPort(), host.clientPort())) {
      return DECODE_AS;
    }
    return udpPayloads.isProven(packet, layer) ? CONTENT : "port";
  }

  /** Does a layer behind a UDP header prove by its content to be what it is? */
  boolean isProven(Packet packet, int layer) {
    return udpPayloads.isProven(packet, layer);
  }

  PagePool pages() {
    return pages;
  }

  Losses losses() {
    return losses;
  }

  InternalErrors errors() {
    return errors;
  }
}
