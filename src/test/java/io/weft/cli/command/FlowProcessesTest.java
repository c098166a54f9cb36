package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.capture.live.ProcessTable;
import io.weft.cli.Session;
import io.weft.dissect.Arrival;
import io.weft.dissect.Cursor;
import io.weft.dissect.chain.Chain;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.track.Datagrams;
import io.weft.flow.track.FlowTracker;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.transport.tcp.Tcp;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packets as they would be captured of sockets that are really there. */
final class FlowProcessesTest {
  private static final Chain CHAIN = StandardProtocols.chain();
  private static final int OTHER_PORT = 9;

  private final List<FlowRecord> records = new ArrayList<>();
  private final Cursor cursor = new Cursor();
  private long number;
  private FlowProcesses processes;
  private Flow last;

  private final FlowTracker tracker =
      new FlowTracker(
          CHAIN,
          FlowConfig.defaults(),
          new FlowListener() {
            @Override
            public void onOpened(Flow flow, Arrival arrival) {
              last = flow;
              processes.onOpened(flow);
            }

            @Override
            public void onClosed(Flow flow, FlowRecord record) {
              records.add(processes.onClosed(record));
            }
          });

  @BeforeEach
  void needsLinux() {
    assumeTrue(ProcessTable.isSupported(), "no /proc/self/net/tcp: processes are known on Linux");
  }

  private void segment(String from, int fromPort, String to, int toPort, int flags) {
    int sequence = flags == Tcp.SYN ? 0 : 1;
    byte[] none = Datagrams.NO_BYTES;
    byte[] tcp = Datagrams.tcp(fromPort, toPort, sequence, 1, flags, 500, none, none);
    byte[] frame = Datagrams.ethernet(Datagrams.ipv4(from, to, 6, tcp));
    cursor.meta(++number, number * 1_000, 0, 1);
    cursor.wrap(frame, 0, frame.length, frame.length);
    CHAIN.dissect(cursor);
    tracker.onPacket(cursor.annotations());
  }

  private FlowRecord record() {
    return processes.withProcesses(tracker.record(last));
  }

  private void awaitProcesses() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (record().client().process() == null || record().server().process() == null) {
      assertTrue(System.nanoTime() < deadline, () -> record().toString());
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void aConnectionOnLoopbackHasBothEndsProcesses() throws Exception {
    EndpointRecord.LocalProcess self =
        new EndpointRecord.LocalProcess(ProcessHandle.current().pid(), "java");
    try (FlowProcesses tied = new FlowProcesses(new ProcessTable());
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      processes = tied;
      int port = client.getLocalPort();
      segment("127.0.0.1", port, "127.0.0.1", server.getLocalPort(), Tcp.SYN);
      awaitProcesses();
      assertEquals(self, record().client().process());
      assertEquals(self, record().server().process());
      assertNull(tied.trouble());
    }
    // The sockets are gone; the flow has its processes still.
    tracker.finish();
    assertEquals(self, records.get(0).client().process());
    assertEquals(self, records.get(0).server().process());
  }

  @Test
  void processesGoWithTheirEndsWhenRolesAreFoundReversed() throws Exception {
    try (FlowProcesses tied = new FlowProcesses(new ProcessTable());
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      processes = tied;
      // The first packet seen is the server's, and the SYN comes late.
      segment("127.0.0.1", server.getLocalPort(), "127.0.0.1", client.getLocalPort(), Tcp.ACK);
      int before = record().client().port();
      awaitProcesses();
      segment("127.0.0.1", client.getLocalPort(), "127.0.0.1", server.getLocalPort(), Tcp.SYN);
      assertEquals(client.getLocalPort(), record().client().port());
      assertEquals(server.getLocalPort(), before);
      assertEquals(0, record().stream(), "the same flow");
      assertNotNull(record().client().process());
      assertNotNull(record().server().process());
    }
  }

  @Test
  void flowsOfOthersAreLeftAlone() throws Exception {
    try (FlowProcesses tied = new FlowProcesses(new ProcessTable())) {
      processes = tied;
      segment("192.0.2.1", OTHER_PORT, "192.0.2.2", OTHER_PORT, Tcp.SYN);
      tracker.finish();
      assertNull(records.get(0).client().process());
      assertNull(records.get(0).server().process());
      assertNull(tied.trouble());
    }
  }

  @Test
  @SuppressWarnings("try") // closed early, so that nobody takes what waits
  void moreFlowsThanCanWaitAreCounted() throws Exception {
    try (FlowProcesses tied = new FlowProcesses(new ProcessTable())) {
      processes = tied;
      tied.close(); // nobody looks any more
      for (int i = 0; i < 40_000; i++) {
        segment("127.0.0." + (1 + i / 20_000), 10_000 + i % 20_000, "127.0.0.1", 80, Tcp.SYN);
      }
      tracker.finish();
      assertEquals(40_000, records.size());
      assertTrue(tied.trouble().startsWith("too many flows at once: "), tied.trouble());
    }
  }

  @Test
  void makesSenseForLiveCapturesOnly() {
    Session weft = new Session();
    assertEquals(2, weft.run("flows", "--process", "samples/dns.pcap"));
    assertEquals(2, weft.run("flows", "--process", "--user", "nobody", "-i", "any"));
    assertTrue(weft.err().contains("--process and --user exclude one another"), weft.err());
  }
}
