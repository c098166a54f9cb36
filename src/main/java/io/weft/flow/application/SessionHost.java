package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import java.util.List;

/**
 * Carries a session: a TCP connection, a flow of datagrams, or a stream inside another session. The
 * session leaves its results here, and knows nothing else of what carries it.
 */
public interface SessionHost {
  /** Port of the end that is the server, as far as is known; 0 where there is none. */
  int serverPort();

  /** Port of the other end; 0 where there is none. */
  int clientPort();

  /** Address of the end whose port is {@link #serverPort}. */
  IpAddress server();

  /** Address of the other end. */
  IpAddress client();

  /** Is the first end the client, as far as is known? */
  boolean isClientFirst();

  /**
   * May client and server still change their roles, because the client was only guessed? Most hosts
   * have settled it before a session begins.
   */
  default boolean isReversible() {
    return false;
  }

  /**
   * Lets client and server change their roles; allowed only where {@link #isReversible} says so.
   */
  default void reverse(Arrival arrival) {
    throw new IllegalStateException("who is the client is settled");
  }

  /** Was the beginning of the flow not captured? */
  boolean isPickedUp();

  /**
   * Takes the protocol that was recognised.
   *
   * @param over the protocols that carry it inside the flow, outermost first
   */
  void application(Protocol protocol, String detectedBy, List<Protocol> over);

  /**
   * Hears from which bytes on the session's streams belong to the protocol: see {@link
   * io.weft.flow.FlowListener#onProtocol}.
   */
  void begun(
      Protocol protocol,
      List<Protocol> over,
      long clientOffset,
      long serverOffset,
      Arrival arrival);

  /** Takes bytes of a stream inside: see {@link io.weft.flow.FlowListener#onInnerBytes}. */
  void innerBytes(
      List<Protocol> over, Direction direction, byte[] bytes, int from, int to, Arrival arrival);

  /** Takes a gap of a stream inside: see {@link io.weft.flow.FlowListener#onInnerGap}. */
  void innerGap(List<Protocol> over, Direction direction, long missing, Arrival arrival);

  /** Reports a finished exchange. */
  void emit(Exchange exchange, Arrival arrival);

  /** Replaces an exchange: see {@link io.weft.dissect.FlowContext#replace}. */
  void replace(Exchange emitted, Exchange later);

  /** Takes a name of an address: see {@link io.weft.dissect.FlowContext#name}. */
  void name(boolean ipv6, long high, long low, String name, Arrival arrival);

  /** Takes a name of the server: see {@link io.weft.dissect.FlowContext#serverName}. */
  void serverName(String name, String source, boolean asked);

  /** Does anybody look at what is attached to layers? */
  default boolean attaches() {
    return false;
  }

  /** Attaches to a layer of the current packet; called only where {@link #attaches} says so. */
  default void attach(int layer, Object holder) {
    throw new IllegalStateException("nobody looks at what is attached");
  }

  /**
   * Says what a layer of data in the current packet is; called only where {@link #attaches} says
   * so.
   */
  default void identify(int layer, Protocol protocol, Object holder) {
    throw new IllegalStateException("nobody looks at what is attached");
  }

  /** Adds a message to the current packet: see {@link io.weft.dissect.FlowContext#append}. */
  void append(Protocol protocol, byte[] bytes, int from, int to, Object holder);

  /**
   * Asks who takes content that begins: see {@link io.weft.dissect.FlowContext#content}; null for
   * nobody.
   */
  default ContentSink content(boolean ofRequest, Arrival arrival) {
    return null;
  }

  /**
   * Changes the account of the memory that the session takes.
   *
   * @param bytes by how much; negative for less
   */
  void grow(int bytes);
}
