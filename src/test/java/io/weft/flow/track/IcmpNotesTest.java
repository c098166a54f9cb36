package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.bytes.IpAddress;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ConnState;
import io.weft.flow.FlowRecord;
import io.weft.protocol.Frames;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ICMP message that says why an attempt came to nothing stands in the attempt's record. */
class IcmpNotesTest {
  private static final String ROUTER = "10.0.0.254";
  private static final int UNREACHABLE = 3;
  private static final int HOST = 1;
  private static final int PORT = 3;
  private static final int PROHIBITED = 13;

  private final Wire wire = new Wire();
  private final Conversation tcp = wire.tcp();

  private void error(int code, byte[] quote) {
    byte[] icmp = Frames.icmp(UNREACHABLE, code, 0, quote);
    wire.ip(Datagrams.ipv4(ROUTER, Conversation.CLIENT, IpProtocol.ICMP, icmp));
  }

  private FlowRecord finish(int ipProtocol) {
    List<FlowRecord> found =
        wire.finish().stream().filter(flow -> flow.ipProtocol() == ipProtocol).toList();
    assertEquals(1, found.size());
    return found.get(0);
  }

  private byte[] syn() {
    return tcp.client.segment(-1).flags(Tcp.SYN).datagram();
  }

  @Test
  void theFirstErrorIsKept() {
    tcp.client.syn();
    long sent = wire.nanos();
    error(HOST, syn());
    error(PROHIBITED, syn());
    FlowRecord flow = finish(IpProtocol.TCP);
    IpAddress router = IpAddress.ipv4(Datagrams.address(ROUTER));
    assertEquals(new FlowRecord.Icmp(UNREACHABLE, HOST, router, 2, sent), flow.icmp());
    assertEquals("host unreachable", flow.icmpText());
    assertEquals(ConnState.S0, flow.outcome().connState());
    assertEquals(1, flow.packets(), "a quoted header is no packet of the flow");
    assertEquals(0, flow.client().volume().payloadBytes());
  }

  @Test
  void eightQuotedBytesAreEnough() {
    tcp.client.syn();
    error(PORT, Arrays.copyOf(syn(), 28));
    assertEquals(PORT, finish(IpProtocol.TCP).icmp().code());
  }

  @Test
  void theAttemptThatIsRepeatedKeepsItsNote() {
    tcp.client.syn();
    error(HOST, syn());
    wire.later(Duration.ofSeconds(1));
    tcp.client.syn();
    FlowRecord flow = finish(IpProtocol.TCP);
    assertEquals(HOST, flow.icmp().code());
    assertEquals(2, flow.client().volume().packets());
    assertEquals(2, flow.tcp().handshake().synCount());
  }

  @Test
  void openConnectionsAreNotedToo() {
    tcp.open();
    tcp.client.send("much too long");
    error(4, tcp.client.segment(0).data("much too long").datagram());
    FlowRecord flow = finish(IpProtocol.TCP);
    assertEquals(4, flow.icmp().code());
    assertEquals(4, flow.packets());
    assertEquals(ConnState.S1, flow.outcome().connState());
  }

  @Test
  void udpIsNoted() {
    byte[] udp = Frames.udp(5_000, 7_777, Datagrams.bytes("anybody?"));
    byte[] datagram = Datagrams.ipv4(Conversation.CLIENT, Conversation.SERVER, IpProtocol.UDP, udp);
    wire.ip(datagram);
    error(PORT, datagram);
    FlowRecord flow = finish(IpProtocol.UDP);
    assertEquals("port unreachable", flow.icmpText());
    assertEquals(2, flow.icmp().packet());
    assertEquals(8, flow.client().volume().payloadBytes());
  }

  @Test
  void ipv6HasItsOwnTypes() {
    byte[] udp = Frames.udp(5_000, 7_777, Datagrams.bytes("anybody?"));
    byte[] datagram = Datagrams.ipv6(1, 2, IpProtocol.UDP, udp);
    wire.ip(datagram);
    wire.ip(Datagrams.ipv6(2, 1, IpProtocol.ICMPV6, Frames.icmp(1, 4, 0, datagram)));
    FlowRecord flow = finish(IpProtocol.UDP);
    assertEquals("port unreachable", flow.icmpText());
    assertEquals("fe80::2", flow.icmp().from().toString());
  }

  @Test
  void anErrorAboutAnotherFlowIsNotTaken() {
    tcp.client.syn();
    error(HOST, wire.tcp().client.segment(-1).flags(Tcp.SYN).datagram());
    assertNull(finish(IpProtocol.TCP).icmp());
  }

  @Test
  void aFlowOfIcmpHasItsOwnFirstMessage() {
    byte[] ping = Frames.icmp(8, 0, 0, new byte[8]);
    wire.ip(Datagrams.ipv4(Conversation.CLIENT, Conversation.SERVER, IpProtocol.ICMP, ping));
    assertEquals(new FlowRecord.Icmp(8, 0), finish(IpProtocol.ICMP).icmp());
  }
}
