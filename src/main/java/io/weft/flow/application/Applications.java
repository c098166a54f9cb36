package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.Secrets;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayloads;
import io.weft.flow.table.Losses;
import io.weft.stream.PagePool;
import java.util.List;

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

  /** Of the chain, where these and {@link #datagramList} were taken from last. */
  private List<StreamProtocol> streamList = List.of();

  private List<DatagramProtocol> datagramList = List.of();
  private StreamProtocol[] streams = {};
  private DatagramProtocol[] datagrams = {};
  private final UdpPayloads udpPayloads;
  private final PagePool pages;
  private final Losses losses;
  private final InternalErrors errors;
  private final Expectations<StreamProtocol> streamsExpected = Expectations.forAWhile();
  private final Expectations<Follower> followers = Expectations.forAWhile();
  private final Announcements announcements = new Announcements();
  private Secrets secrets = Secrets.NONE;

  /**
   * @param chain of the packets that will come: its stream and datagram protocols are used
   * @param pages accounts for the bytes that all sessions together keep unread
   * @param errors contains the failures of dissectors
   */
  public Applications(Chain chain, PagePool pages, Losses losses, InternalErrors errors) {
    this.chain = chain;
    refresh();
    udpPayloads = chain.udpPayloads();
    this.pages = pages;
    this.losses = losses;
    this.errors = errors;
  }

  /** Takes the protocols that the chain knows; returns whether there are others than before. */
  private boolean refresh() {
    if (streamList == chain.knownStreams() && datagramList == chain.knownDatagrams()) {
      return false;
    }
    streamList = chain.knownStreams();
    datagramList = chain.knownDatagrams();
    streams = streamList.toArray(streams);
    datagrams = datagramList.toArray(datagrams);
    return true;
  }

  /**
   * Has the chain register those of its protocols that it has not needed yet.
   *
   * @return whether there are more now
   */
  boolean learnRest() {
    chain.streams();
    return refresh();
  }

  /** Gives the secrets that dissectors may ask for from now on. */
  public void secrets(Secrets known) {
    secrets = known;
  }

  Secrets secrets() {
    return secrets;
  }

  /** The conversations that begin because an address and port were announced. */
  public Announcements announcements() {
    return announcements;
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

  /**
   * The stream protocols that are known, in the order in which they are tried; {@link #learnRest}
   * adds more behind them.
   */
  StreamProtocol[] streams() {
    return streams;
  }

  /** The stream protocol that begins here behind something that nobody reads, or null. */
  StreamProtocol late(byte[] bytes, int from, int to) {
    learnRest();
    for (StreamProtocol protocol : streams) {
      if (protocol.late() != null && protocol.late().begins(bytes, from, to)) {
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
    return learnRest() ? stream(name) : null;
  }

  /** The datagram protocol whose layers a packet has, or null where it needs no memory. */
  public DatagramProtocol datagram(Protocol protocol) {
    for (DatagramProtocol known : datagrams) {
      if (known.protocol() == protocol) {
        return known;
      }
    }
    return refresh() ? datagram(protocol) : null;
  }

  /** The datagram protocol of that name; null where there is none that needs a memory. */
  DatagramProtocol datagram(String name) {
    for (DatagramProtocol known : datagrams) {
      if (known.protocol().name().equals(name)) {
        return known;
      }
    }
    return learnRest() ? datagram(name) : null;
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

  /** Makes who reads a connection: somebody who passes it over where nobody asks for it. */
  StreamDissector dissector(StreamProtocol protocol) {
    return chain.reads(protocol) ? protocol.create() : PassedOver.STREAM;
  }

  /** Makes who reads a flow; null where nobody asks for its protocol. */
  DatagramDissector dissector(DatagramProtocol protocol) {
    return chain.reads(protocol) ? protocol.create() : null;
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
