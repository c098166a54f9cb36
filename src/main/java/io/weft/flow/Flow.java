package io.weft.flow;

import io.weft.bytes.IpAddress;

/**
 * A flow while it is tracked. Valid during a listener's call; what is to be kept is in the {@link
 * FlowRecord}.
 */
public interface Flow {
  /** IP protocol number, 0 to 255. */
  int ipProtocol();

  /** Number among the flows of its IP protocol, from 0. */
  long stream();

  /** Protocol and number, as users name the flow. */
  FlowName name();

  /** Address of the client, as far as is known which end that is. */
  IpAddress client();

  /** Address of the server, as far as is known which end that is. */
  IpAddress server();

  /** 0 for protocols without ports. */
  int clientPort();

  /** 0 for protocols without ports. */
  int serverPort();

  /** How it is known, so far, which end is the client. */
  ClientEvidence clientKnownBy();

  /**
   * Was a flow of the same number reported before, at its time-out or for want of room? This flow
   * then has the packets after that report.
   */
  boolean isContinued();

  /** The least time of a packet so far, in nanoseconds since the epoch. */
  long startNanos();

  /** What is spoken, as far as it is known by now; null while it is not. */
  FlowRecord.Application application();

  /** Packets of both directions so far. */
  long packets();

  /** Bytes of both directions so far: the lengths of their frames on the wire. */
  long bytes();

  /**
   * Keeps something of the listener's own with the flow until it is reported, in place of what was
   * kept before.
   */
  void attach(Object attachment);

  /** What {@link #attach} left here last, or null. */
  Object attachment();
}
