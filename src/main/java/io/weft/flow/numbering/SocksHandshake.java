package io.weft.flow.numbering;

import io.weft.bytes.BigEndian;

/**
 * Follows what client and server of SOCKS say before the application's own bytes begin: SOCKS 4,
 * and SOCKS 5 with its authentication methods (RFC 1928, 1929, 1961). As in Wireshark, each TCP
 * payload counts as one message.
 */
public final class SocksHandshake {
  public static final int PORT = 1080;

  private static final int CONNECT = 1;
  private static final int UDP_ASSOCIATE = 3;
  private static final int PING = 0x80;
  private static final int TRACE_ROUTE = 0x81;
  private static final int GRANTED = 90;
  private static final int NO_AUTHENTICATION = 0;
  private static final int GSS_API = 1;
  private static final int USER_NAME = 2;
  private static final int IPV4 = 1;
  private static final int DOMAIN_NAME = 3;
  private static final int IPV6 = 4;

  private enum Client {
    START,
    OFFERED,
    COMMAND,
    DONE
  }

  private enum Server {
    START,
    CHOSEN,
    USER_REPLY,
    GSS_API_REPLY,
    COMMAND_REPLY,
    DONE,
    FAILED
  }

  private Client client = Client.START;
  private Server server = Server.START;
  private int version;
  private int serverPort;
  private int method;
  private int command;
  private int port;
  private boolean isOver;

  /** The port that the client asks to be connected to; 0 where it did not say. */
  public int port() {
    return port;
  }

  /**
   * Takes the next payload.
   *
   * @return true where this payload is the application's first
   */
  public boolean take(int destinationPort, byte[] bytes, int from, int to) {
    if (serverPort == 0) {
      serverPort = destinationPort;
      version = BigEndian.u8(bytes, from);
      isOver = version != 4 && version != 5;
    }
    if (isOver) {
      return false;
    }
    if (client == Client.DONE && server == Server.DONE) {
      isOver = true;
      return command != PING && command != TRACE_ROUTE;
    }
    boolean fromClient = destinationPort == serverPort;
    if (version == 4) {
      version4(fromClient, bytes, from, to);
    } else if (fromClient) {
      client5(bytes, from, to);
    } else {
      server5(bytes, from, to);
    }
    return false;
  }

  private void version4(boolean fromClient, byte[] bytes, int from, int to) {
    if (to - from < 4) {
      return; // cut short: the next one may be whole
    }
    int second = BigEndian.u8(bytes, from + 1);
    if (!fromClient) {
      server = second == GRANTED ? Server.DONE : Server.FAILED;
    } else if (client != Client.DONE) {
      command = second;
      port = command == CONNECT ? BigEndian.u16(bytes, from + 2) : 0;
      client = Client.DONE;
    }
  }

  private void client5(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return;
    }
    switch (client) {
      case START -> {
        int methods = BigEndian.u8(bytes, from + 1);
        boolean isFree =
            methods == 0 || (methods == 1 && to - from > 2 && BigEndian.u8(bytes, from + 2) == 0);
        client = isFree ? Client.COMMAND : Client.OFFERED;
        if (isFree && to > from + 2 + methods) { // at once, without waiting for the answer
          client5(bytes, from + 2 + methods, to);
        }
      }
      case OFFERED -> {
        if (server == Server.CHOSEN) {
          client = Client.COMMAND;
          server = method == USER_NAME ? Server.USER_REPLY : Server.GSS_API_REPLY;
        }
      }
      case COMMAND -> command(bytes, from, to);
      case DONE -> {}
    }
  }

  private void command(byte[] bytes, int from, int to) {
    command = BigEndian.u8(bytes, from + 1);
    int address = from + 3;
    int behind = address < to ? behindAddress(bytes, address, to) : to;
    if (behind + 2 > to) {
      return;
    }
    if (command == CONNECT || command == UDP_ASSOCIATE) {
      port = BigEndian.u16(bytes, behind);
    }
    client = Client.DONE;
  }

  private static int behindAddress(byte[] bytes, int at, int to) {
    return switch (BigEndian.u8(bytes, at)) {
      case IPV4 -> at + 1 + 4;
      case DOMAIN_NAME -> at + 1 < to ? at + 2 + BigEndian.u8(bytes, at + 1) : to;
      case IPV6 -> at + 1 + 16;
      default -> at + 1;
    };
  }

  private void server5(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int second = BigEndian.u8(bytes, from + 1);
    switch (server) {
      case START -> choose(second);
      case USER_REPLY -> server = Server.COMMAND_REPLY;
      case GSS_API_REPLY -> {
        if (second == 0xFF) {
          server = Server.FAILED;
        } else if (to - from >= 4 && BigEndian.u16(bytes, from + 2) == 0) {
          server = Server.COMMAND_REPLY;
        }
      }
      case COMMAND_REPLY -> {
        if (command == CONNECT || command == PING || command == TRACE_ROUTE) {
          server = Server.DONE;
        }
      }
      case CHOSEN, DONE, FAILED -> {}
    }
  }

  private void choose(int chosen) {
    method = chosen;
    if (chosen == NO_AUTHENTICATION) {
      server = Server.COMMAND_REPLY;
      client = Client.COMMAND; // also one that did not wait and has said it
    } else {
      server = chosen == GSS_API || chosen == USER_NAME ? Server.CHOSEN : Server.FAILED;
    }
  }
}
