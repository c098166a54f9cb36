package io.weft.dissect;

import io.weft.bytes.IpAddress;
import java.util.function.Supplier;

/**
 * Takes the results of a dissector of streams or datagrams, and answers its questions. Valid during
 * a call of the dissector only.
 */
public interface FlowContext {
  /**
   * The packet that led to this call: the one that brought the bytes; at a gap or an end, the one
   * that made it known.
   */
  Arrival arrival();

  /** Reports a finished exchange of the protocol. */
  void emit(Exchange exchange);

  /**
   * Puts an exchange in the place of one that was emitted before, of which more has become known.
   * The record of the flow then has the later one; who was told of the earlier one is not told
   * again. Nothing happens where the flow does not keep the earlier one.
   */
  void replace(Exchange emitted, Exchange later);

  /**
   * Reports that an answer gave a name to an address: flows that begin after this packet may be
   * reported with it.
   *
   * @param high first half of an IPv6 address; 0 for IPv4
   * @param low second half; an IPv4 address in its lower 32 bits
   */
  void name(boolean ipv6, long high, long low, String name);

  /**
   * Reports a name of this flow's server. The first that is reported stays. Nothing is reported
   * where the flow leads through a proxy.
   *
   * @param source where the name is from: {@code sni}, {@code certificate}
   * @param asked did the client ask for the server by this name? Such a name goes before what DNS
   *     said of the address, any other one behind it
   */
  void serverName(String name, String source, boolean asked);

  /**
   * Does anybody look at the layers of packets, and at what is attached to them? Where nobody does,
   * what is meant for them alone need not be made.
   */
  boolean attaches();

  /**
   * Adds a completed message to the layers of the packet that completed it. Nothing is added where
   * that packet is not at hand any more.
   */
  default void append(Protocol protocol, byte[] bytes, int from, int to) {
    append(protocol, bytes, from, to, null);
  }

  /**
   * Adds a completed message, as {@link #append(Protocol, byte[], int, int)} does, with what its
   * fields need to know beyond its bytes.
   *
   * @param holder what {@link Packet#attached} gives for the layer; it must not change as long as
   *     somebody may look at the packet; null for nothing
   */
  void append(Protocol protocol, byte[] bytes, int from, int to, Object holder);

  /**
   * A stream of bytes inside this flow, which the caller feeds. The same identifier gives the same
   * stream until both its directions have ended.
   *
   * @param protocol name of what the stream carries, as {@link Protocol#name()} gives it; null to
   *     find out from its bytes
   * @param id which of the children: HTTP/2's stream identifier; any number where there is one only
   */
  ChildStream child(String protocol, long id);

  /**
   * Asks who takes the content of a message that begins: its body.
   *
   * @param ofRequest is it that of a request, not that of a response?
   * @return null where nobody takes it
   */
  default ContentSink content(boolean ofRequest) {
    return null;
  }

  /**
   * Announces a connection to a port of one end of this flow: the next ones there, for a while,
   * carry the protocol, whatever their bytes look like.
   *
   * @param protocol its name, as {@link Protocol#name()} gives it; nothing is announced where
   *     nobody reads it
   * @param dissectors makes who reads such a connection
   */
  void expect(Direction end, int port, String protocol, Supplier<StreamDissector> dissectors);

  /** Address of the end that sends in that direction. */
  IpAddress address(Direction end);

  /**
   * Announces datagrams to and from an address and port that a message told: the next flow there,
   * for a while, carries the protocol, where its datagrams are not known to be something else.
   *
   * @param protocol its name, as {@link Protocol#name()} gives it; nothing is announced where
   *     nobody reads flows of that protocol
   * @param packet number of the packet that counts as the one that announces: where an answer
   *     accepts what was offered, that of the offer
   * @param method how they are announced, as Wireshark calls it: {@code SDP}
   */
  void expectDatagrams(IpAddress address, int port, String protocol, long packet, String method);

  /** Keys for this flow's sessions. */
  Secrets secrets();

  /**
   * Was the beginning of the flow not captured? If so, the first response seen may belong to a
   * request that was not seen.
   */
  boolean pickedUp();
}
