package io.weft.protocol.app.dhcp;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.DatagramExchange;
import io.weft.protocol.app.Exchanges;

/**
 * A client's message with the server's answer, or one of them where the other was not seen in the
 * same flow: clients without an address and servers send to the broadcast address.
 *
 * @param transactionId chosen by the client, 0 to 2^32 - 1
 * @param client hardware address; null where it is none of Ethernet
 * @param hostName of the client, as it says itself; null where it does not
 * @param requestType kind of the client's message; null where it was not seen
 * @param responseType kind of the server's message; null where none was seen
 * @param request null where it was not seen
 * @param response null where none was seen
 * @param rtt time from the request to the response; null where one was not seen
 * @param retries how often the request was sent again; null for never
 * @param requestedAddress the address that the client asks for; null for none
 * @param assignedAddress the address that the server gives; null for none
 * @param server address by which the server names itself; null where it does not
 * @param leaseTime seconds for which the address may be used; null where the server does not say
 */
public record DhcpExchange(
    long transactionId,
    String client,
    String hostName,
    String requestType,
    String responseType,
    Datagram request,
    Datagram response,
    Span rtt,
    Integer retries,
    String requestedAddress,
    String assignedAddress,
    String server,
    Long leaseTime)
    implements DatagramExchange {
  public DhcpExchange {
    Exchanges.start(request, response); // one of them is there
  }

  @Override
  public Protocol protocol() {
    return Dhcp.PROTOCOL;
  }

  @Override
  public int memory() {
    return Exchanges.MEMORY
        + MemorySize.of(client)
        + MemorySize.of(hostName)
        + MemorySize.of(requestedAddress)
        + MemorySize.of(assignedAddress)
        + MemorySize.of(server);
  }

  @Override
  public String summary() {
    String type = responseType != null ? responseType : requestType;
    return type + (assignedAddress == null ? "" : ' ' + assignedAddress);
  }
}
