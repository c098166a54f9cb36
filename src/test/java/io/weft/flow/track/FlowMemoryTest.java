package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Cursor;
import io.weft.dissect.FragmentCounters;
import io.weft.dissect.chain.Chain;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowConfigs;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.protocol.Frames;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.transport.tcp.Tcp;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What flows cost. Frames are changed in place, so that all that is allocated is the tracker's. */
class FlowMemoryTest {
  private static final int SOURCE_ADDRESS = 14 + 12;
  private static final int SOURCE_PORT = 14 + 20;
  private static final int SEQUENCE = SOURCE_PORT + 4;
  private static final int ACKNOWLEDGMENT = SOURCE_PORT + 8;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Chain chain = StandardProtocols.chain();
  private final Cursor cursor = new Cursor();
  private FlowTracker tracker;
  private long number;

  private void track(FlowConfig config) {
    tracker = new FlowTracker(chain, config, new FlowListener() {});
  }

  private void put(byte[] frame) {
    cursor.meta(++number, Wire.START_NANOS + number * 1_000, 0, 1);
    cursor.wrap(frame, 0, frame.length, frame.length);
    chain.dissect(cursor);
    tracker.onPacket(cursor.annotations());
  }

  private long allocated() {
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static byte[] segment(int flags, byte[] payload) {
    byte[] tcp =
        Datagrams.tcp(40_000, 50_000, 1_000, 2_000, flags, 500, Datagrams.NO_BYTES, payload);
    return Datagrams.ethernet(Datagrams.ipv4("10.0.0.1", "10.0.0.2", 6, tcp));
  }

  private void attempts(byte[] syn, int count) {
    for (int i = 0; i < count; i++) {
      BigEndian.putI32(syn, SOURCE_ADDRESS, 0x0B00_0000 + (int) number);
      put(syn);
    }
  }

  @Test
  void anUnansweredAttemptCostsAtMost128Bytes() {
    track(FlowConfig.defaults());
    byte[] syn = segment(Tcp.SYN, Datagrams.NO_BYTES);
    attempts(syn, 140_000); // the table has just grown, and will not for as many again
    long before = allocated();
    attempts(syn, 100_000);
    double each = (allocated() - before) / 100_000.0;
    // Objects are multiples of 8 bytes: the next size is 136. The platform may allocate a little
    // too.
    assertTrue(each < 128.5, each + " bytes");
    assertEquals(240_000, tracker.counters(FragmentCounters.NONE, 0).flows());
  }

  /** Gives a frame of a connection the port of its client. */
  private byte[] of(byte[] frame, int portAt, int port) {
    BigEndian.putU16(frame, portAt, port);
    return frame;
  }

  @Test
  void aWholeConnectionWithItsRecordCostsAtMost1880Bytes() {
    wholeConnections(1_000); // load the classes
    int connections = 30_000;
    long before = allocated();
    int records = wholeConnections(connections);
    double each = (allocated() - before) / (double) connections;
    assertTrue(each < 1_880, each + " bytes");
    assertEquals(connections, records);
  }

  /** Tracks so many connections from their SYNs to their records, which it counts. */
  private int wholeConnections(int count) {
    int[] records = new int[1];
    tracker =
        new FlowTracker(
            chain,
            FlowConfig.defaults(),
            new FlowListener() {
              @Override
              public void onClosed(Flow flow, FlowRecord record) {
                records[0]++;
              }
            });
    byte[] payload = new byte[300];
    List<byte[]> fromClient = new ArrayList<>();
    List<byte[]> fromServer = new ArrayList<>();
    connection(fromClient, fromServer, payload);
    for (int i = 0; i < count; i++) {
      for (int step = 0; step < fromClient.size(); step++) {
        put(of(fromClient.get(step), SOURCE_PORT, 20_000 + i));
        put(of(fromServer.get(step), SOURCE_PORT + 2, 20_000 + i));
      }
    }
    tracker.finish();
    return records[0];
  }

  private static void connection(List<byte[]> fromClient, List<byte[]> fromServer, byte[] payload) {
    int c = 1_000;
    int s = 9_000;
    fromClient.add(frame(true, c, 0, Tcp.SYN, Datagrams.NO_BYTES));
    fromServer.add(frame(false, s, ++c, Tcp.SYN | Tcp.ACK, Datagrams.NO_BYTES));
    fromClient.add(frame(true, c, ++s, Tcp.ACK, payload));
    c += payload.length;
    fromServer.add(frame(false, s, c, Tcp.ACK, payload));
    s += payload.length;
    fromClient.add(frame(true, c, s, Tcp.ACK | Tcp.FIN, Datagrams.NO_BYTES));
    fromServer.add(frame(false, s, ++c, Tcp.ACK | Tcp.FIN, Datagrams.NO_BYTES));
  }

  private static byte[] frame(boolean ofClient, int seq, int ack, int flags, byte[] payload) {
    byte[] tcp =
        Datagrams.tcp(
            ofClient ? 20_000 : 50_000,
            ofClient ? 50_000 : 20_000,
            seq,
            ack,
            flags,
            500,
            Datagrams.NO_BYTES,
            payload);
    return Datagrams.ethernet(
        ofClient
            ? Datagrams.ipv4("10.0.0.1", "10.0.0.2", 6, tcp)
            : Datagrams.ipv4("10.0.0.2", "10.0.0.1", 6, tcp));
  }

  @Test
  void packetsOfKnownFlowsAllocateNothing() {
    track(FlowConfig.defaults());
    byte[] udp =
        Datagrams.ethernet(
            Datagrams.ipv4("10.0.0.1", "10.0.0.2", 17, Frames.udp(7_000, 7_001, new byte[100])));
    byte[] ipv6 =
        Datagrams.ethernet(Datagrams.ipv6(1, 2, 17, Frames.udp(7_000, 7_001, new byte[100])));
    byte[] icmp =
        Datagrams.ethernet(
            Datagrams.ipv4("10.0.0.1", "10.0.0.2", 1, Frames.icmp(8, 0, 1, new byte[56])));
    byte[] data = segment(Tcp.ACK, new byte[1_000]);
    byte[] fromServer = segment(Tcp.ACK, Datagrams.NO_BYTES);
    BigEndian.putI32(fromServer, SOURCE_ADDRESS, Datagrams.address("10.0.0.2"));
    BigEndian.putI32(fromServer, SOURCE_ADDRESS + 4, Datagrams.address("10.0.0.1"));
    BigEndian.putU16(fromServer, SOURCE_PORT, 50_000);
    BigEndian.putU16(fromServer, SOURCE_PORT + 2, 40_000);
    int sequence = 1_000;
    long before = 0;
    int rounds = 30_000;
    for (int i = -10_000; i < rounds; i++) {
      if (i == 0) {
        before = allocated();
      }
      put(udp);
      put(ipv6);
      put(icmp);
      BigEndian.putI32(data, SEQUENCE, sequence);
      put(data);
      put(data); // again
      sequence += 1_000;
      BigEndian.putI32(fromServer, ACKNOWLEDGMENT, sequence);
      put(fromServer);
    }
    assertEquals(0, (allocated() - before) / rounds, "bytes a round of six packets");
    assertEquals(4, tracker.counters(FragmentCounters.NONE, 0).flows());
  }

  @Test
  void outOfOrderSegmentsOnAHundredThousandConnectionsStayWithinTheBounds() {
    FlowConfig config = FlowConfigs.limited(limits -> limits.withWaiting(4 << 20, 32L << 20));
    track(config);
    int connections = 100_000;
    byte[] syn = segment(Tcp.SYN, Datagrams.NO_BYTES);
    byte[] far = segment(Tcp.ACK, new byte[1_000]);
    long before = Heap.used();
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < connections; i++) {
        byte[] frame = round == 0 ? syn : far;
        BigEndian.putI32(frame, SOURCE_ADDRESS, 0x0B00_0000 + i);
        BigEndian.putI32(frame, SEQUENCE, round == 0 ? 1_000 : 2_000 + round * 5_000);
        put(frame);
        assertTrue(tracker.waitingBytes() <= config.limits().waitingBytesInAll());
      }
    }
    long used = Heap.used() - before;
    assertTrue(used < 256L << 20, used + " bytes");
    assertEquals(connections, tracker.counters(FragmentCounters.NONE, 0).flows());
    tracker.finish();
    assertTrue(
        tracker.counters(FragmentCounters.NONE, 0).bounds().abandonedBytes()
            > 1_000L * connections);
    assertEquals(0, tracker.waitingBytes());
  }

  @Test
  void messagesWithoutAnEndOnManyConnectionsStayWithinTheBounds() {
    FlowConfig config = FlowConfigs.limited(limits -> limits.withWaiting(4 << 20, 8L << 20));
    track(config);
    byte[] head = Datagrams.bytes("GET / HTTP/1.1\r\nX: ");
    byte[] payload = new byte[1_400];
    Arrays.fill(payload, (byte) 'x');
    System.arraycopy(head, 0, payload, 0, head.length);
    byte[] begin = segment(Tcp.ACK, payload);
    Arrays.fill(payload, (byte) 'x');
    byte[] more = segment(Tcp.ACK, payload);
    int connections = 2_000;
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < connections; i++) {
        byte[] frame = round == 0 ? begin : more;
        BigEndian.putI32(frame, SOURCE_ADDRESS, 0x0B00_0000 + i);
        BigEndian.putI32(frame, SEQUENCE, 1_000 + round * payload.length);
        put(frame);
        assertTrue(tracker.waitingBytes() <= config.limits().waitingBytesInAll());
      }
    }
    assertTrue(tracker.counters(FragmentCounters.NONE, 0).bounds().unreadStreams() > 0);
    tracker.finish();
    assertEquals(0, tracker.waitingBytes());
  }
}
