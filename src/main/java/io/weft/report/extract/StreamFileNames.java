package io.weft.report.extract;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Direction;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowRecord;
import io.weft.report.SideNames;

/**
 * Names of a flow's files: {@code tcp-000007-10.0.0.2.51422-10.0.0.1.80-client.bin} holds what the
 * client of TCP stream 7, which is named first, sent. They sort by number, and hold nothing that a
 * shell or a file system takes for something else: the colons of IPv6 are underscores.
 *
 * @param number protocol and number of the stream
 * @param client address and port
 * @param server likewise
 */
record StreamFileNames(String number, String client, String server) {
  private static final int DIGITS = 6;

  static StreamFileNames of(FlowRecord flow) {
    EndpointRecord client = flow.client();
    EndpointRecord server = flow.server();
    return new StreamFileNames(
        number(flow.ipProtocol(), flow.stream()),
        end(client.ip(), client.port()),
        end(server.ip(), server.port()));
  }

  /** The names by what is known of the flow so far. */
  static StreamFileNames of(Flow flow) {
    return new StreamFileNames(
        number(flow.ipProtocol(), flow.stream()),
        end(flow.client(), flow.clientPort()),
        end(flow.server(), flow.serverPort()));
  }

  private static String number(int ipProtocol, long stream) {
    String digits = Long.toString(stream);
    return IpProtocol.name(ipProtocol)
        + "-"
        + "0".repeat(Math.max(0, DIGITS - digits.length()))
        + digits;
  }

  private static String end(IpAddress ip, int port) {
    return ip.toString().replace(':', '_') + "." + port;
  }

  /** Of the file for what the side sent. */
  String of(Direction side) {
    return number + "-" + client + "-" + server + "-" + SideNames.of(side) + ".bin";
  }

  /** The names with client and server the other way round. */
  StreamFileNames reversed() {
    return new StreamFileNames(number, server, client);
  }
}
