package io.weft.dissect.chain;

import io.weft.dissect.StreamProtocol;

/** The TCP ports whose streams a user has given to protocols, whatever their content says. */
final class StreamPorts {
  static final String NAME = "tcp.port";
  static final int COUNT = 1 << 16;

  /** Null as long as there are none, as in most chains. */
  private StreamProtocol[] byPort;

  void put(int port, StreamProtocol protocol) {
    if (byPort == null) {
      byPort = new StreamProtocol[COUNT];
    }
    byPort[port] = protocol;
  }

  /** The protocol of a connection's ports, that of the server's first; null where none is given. */
  StreamProtocol find(int serverPort, int clientPort) {
    if (byPort == null) {
      return null;
    }
    StreamProtocol ofServer = byPort[serverPort];
    return ofServer == null ? byPort[clientPort] : ofServer;
  }
}
