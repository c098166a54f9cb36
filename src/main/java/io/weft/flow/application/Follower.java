package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.Protocol;
import java.util.function.Supplier;

/**
 * Reads flows of datagrams that another flow has announced, between an end of it and any port of
 * that end's peer.
 *
 * @param protocol of the announcing flow
 * @param dissectors makes one for each flow
 */
record Follower(Protocol protocol, IpAddress peer, Supplier<DatagramDissector> dissectors) {}
