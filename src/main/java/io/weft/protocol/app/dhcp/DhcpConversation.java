package io.weft.protocol.app.dhcp;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.bytes.MemorySize;
import io.weft.bytes.Text;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.Exchanges;

/** How clients and servers speak: the answer repeats the transaction of the client's message. */
final class DhcpConversation implements Conversation<DhcpConversation.Facts> {
  private static final int BOOT_REQUEST = 1;
  private static final int DECLINE = 4;
  private static final int RELEASE = 7;
  private static final int MAC_LENGTH = 6;
  private static final int ADDRESS_LENGTH = 4;

  /**
   * What is kept of a message.
   *
   * @param address that the client asks for, or that the server gives; null for none
   * @param leaseTime in seconds; null for none
   */
  record Facts(
      int operation,
      int type,
      long transaction,
      String client,
      String hostName,
      String address,
      String server,
      Long leaseTime)
      implements Conversation.Facts {
    @Override
    public Role role() {
      return operation != BOOT_REQUEST
          ? Role.ANSWER
          : type == DECLINE || type == RELEASE ? Role.NOTICE : Role.QUESTION;
    }

    @Override
    public int memory() {
      return 72
          + MemorySize.of(client)
          + MemorySize.of(hostName)
          + MemorySize.of(address)
          + MemorySize.of(server);
    }

    String name() {
      String name = type == 0 ? DhcpNames.operation(operation) : DhcpNames.message(type);
      return name == null ? Integer.toString(type) : name;
    }
  }

  @Override
  public Protocol protocol() {
    return Dhcp.PROTOCOL;
  }

  @Override
  public Facts read(Packet packet, int layer) {
    Dhcp dhcp = new Dhcp();
    packet.bindLayer(dhcp, layer);
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    boolean isRequest = dhcp.operation() == BOOT_REQUEST;
    int given = dhcp.yourAddress();
    return new Facts(
        dhcp.operation(),
        dhcp.messageType(),
        dhcp.transaction(),
        client(bytes, start),
        hostName(bytes, start, limit),
        isRequest
            ? address(bytes, start, limit, DhcpOptions.REQUESTED_ADDRESS)
            : given == 0 ? null : Addresses.ipv4(given),
        address(bytes, start, limit, DhcpOptions.SERVER),
        leaseTime(bytes, start, limit));
  }

  private static String client(byte[] bytes, int start) {
    return bytes[start + Dhcp.HARDWARE_TYPE] == Dhcp.ETHERNET
            && bytes[start + Dhcp.HARDWARE_LENGTH] == MAC_LENGTH
        ? Addresses.mac(bytes, start + Dhcp.HARDWARE_ADDRESS)
        : null;
  }

  private static String hostName(byte[] bytes, int start, int limit) {
    int option = DhcpOptions.find(bytes, start, limit, DhcpOptions.HOST_NAME);
    if (option < 0) {
      return null;
    }
    int from = option + DhcpOptions.HEADER;
    return Text.of(bytes, from, from + BigEndian.u8(bytes, option + 1));
  }

  private static String address(byte[] bytes, int start, int limit, int code) {
    int option = DhcpOptions.find(bytes, start, limit, code);
    return option < 0 || bytes[option + 1] != ADDRESS_LENGTH
        ? null
        : Addresses.ipv4(BigEndian.i32(bytes, option + DhcpOptions.HEADER));
  }

  private static Long leaseTime(byte[] bytes, int start, int limit) {
    int option = DhcpOptions.find(bytes, start, limit, DhcpOptions.LEASE_TIME);
    return option < 0 || bytes[option + 1] != 4
        ? null
        : BigEndian.u32(bytes, option + DhcpOptions.HEADER);
  }

  @Override
  public boolean answers(Facts question, Facts answer) {
    return question.transaction == answer.transaction;
  }

  @Override
  public boolean repeats(Facts earlier, Facts question) {
    return earlier.transaction == question.transaction && earlier.type == question.type;
  }

  @Override
  public Exchange exchange(Message<Facts> question, Message<Facts> answer) {
    Facts asked = question == null ? null : question.facts();
    Facts told = answer == null ? null : answer.facts();
    Facts first = asked != null ? asked : told;
    return new DhcpExchange(
        first.transaction,
        first.client,
        first.hostName,
        asked == null ? null : asked.name(),
        told == null ? null : told.name(),
        Exchanges.datagram(question),
        Exchanges.datagram(answer),
        Exchanges.between(Exchanges.datagram(question), Exchanges.datagram(answer)),
        Exchanges.retries(question),
        asked == null ? null : asked.address,
        told == null ? null : told.address,
        told == null ? null : told.server,
        told == null ? null : told.leaseTime);
  }
}
