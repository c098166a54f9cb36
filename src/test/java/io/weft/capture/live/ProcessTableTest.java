package io.weft.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.bytes.IpAddress;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds sockets of this process and of a child by the addresses that their packets have. */
final class ProcessTableTest {
  private static final IpAddress LOOPBACK = IpAddress.ipv4(0x7F000001);
  private static final IpAddress LOOPBACK6 = new IpAddress(true, 0, 1);

  private final ProcessTable table = new ProcessTable();
  private final long self = ProcessHandle.current().pid();

  @BeforeEach
  void needsLinux() {
    assumeTrue(ProcessTable.isSupported(), "no /proc/self/net/tcp: processes are known on Linux");
  }

  /**
   * Scans until the process is found: a scan stops after a time, and the next one goes on there.
   */
  private ProcessTable.Owner await(Supplier<ProcessTable.Owner> wanted) throws IOException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    do {
      table.scan();
    } while (wanted.get() == null && System.nanoTime() < deadline);
    return wanted.get();
  }

  @Test
  @SuppressWarnings("try") // the test closes the sockets early, to look for them afterwards
  void bothEndsOfAConnectionToAChildAreKnown() throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "no bash, which would connect to the test");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();
      Process child =
          new ProcessBuilder(
                  bash.toString(), "-c", "exec 3<>/dev/tcp/127.0.0.1/" + port + "; read line <&3")
              .start();
      try (Socket accepted = server.accept()) {
        int childPort = accepted.getPort();
        ProcessTable.Owner owner =
            await(() -> table.find(ProcessTable.TCP, LOOPBACK, childPort, LOOPBACK, port));
        assertEquals(new ProcessTable.Owner(child.pid(), "bash"), owner);
        ProcessTable.Owner own =
            await(() -> table.find(ProcessTable.TCP, LOOPBACK, port, LOOPBACK, childPort));
        assertEquals(new ProcessTable.Owner(self, "java"), own);

        accepted.close();
        assertTrue(child.waitFor(10, TimeUnit.SECONDS), "the child ends with its connection");
        table.scan();
        assertEquals(
            owner,
            table.find(ProcessTable.TCP, LOOPBACK, childPort, LOOPBACK, port),
            "what was seen once stays known");
      } finally {
        child.destroy();
      }
    }
  }

  @Test
  @SuppressWarnings("try") // the test closes the sockets early, to look for them afterwards
  void whoListensIsKnownBeforeAConnectionIs() throws Exception {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(new InetSocketAddress(0)); // any address, of IPv6 if the machine has it
      int port = server.getLocalPort();
      assertEquals(
          self, await(() -> table.find(ProcessTable.TCP, LOOPBACK, port, LOOPBACK, 9)).pid());
      assertEquals(self, table.find(ProcessTable.TCP, LOOPBACK6, port, LOOPBACK6, 9).pid());
      assertNull(table.find(ProcessTable.UDP, LOOPBACK, port, LOOPBACK, 9));
      server.close();
      table.scan();
      assertNull(
          table.find(ProcessTable.TCP, LOOPBACK, port, LOOPBACK, 9),
          "anybody may listen there now");
    }
  }

  @Test
  void datagramSocketsAreKnownWithAndWithoutAPeer() throws Exception {
    try (DatagramSocket bound = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket connected = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      connected.connect(bound.getLocalSocketAddress());
      int one = bound.getLocalPort();
      int other = connected.getLocalPort();
      assertEquals(
          self, await(() -> table.find(ProcessTable.UDP, LOOPBACK, one, LOOPBACK, other)).pid());
      assertEquals(
          self, await(() -> table.find(ProcessTable.UDP, LOOPBACK, other, LOOPBACK, one)).pid());
      assertNull(table.find(ProcessTable.UDP, LOOPBACK, other, LOOPBACK, 9));
    }
  }

  @Test
  void addressesAreReadAsTheKernelWritesThem() {
    assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN,
        "the examples are of a little-endian machine");
    assertEquals("127.0.0.1", SocketAddresses.address("0100007F:1F90").toString());
    assertEquals(8080, SocketAddresses.port("0100007F:1F90"));
    assertEquals(
        "2001:db8::7", SocketAddresses.address("B80D0120000000000000000007000000:0035").toString());
    assertEquals(53, SocketAddresses.port("B80D0120000000000000000007000000:0035"));
    assertEquals(
        "10.0.0.1", SocketAddresses.address("0000000000000000FFFF00000100000A:0035").toString());
    assertEquals("::", SocketAddresses.address("00000000000000000000000000000000:0000").toString());
  }

  /**
   * Reads files as the kernel shows them, of processes that end or close their sockets meanwhile.
   */
  @Test
  void whatEndsMeanwhileIsPassedOver(@TempDir Path proc) throws IOException {
    Path net = Files.createDirectories(proc.resolve("self/net"));
    String line = "   0: 0100007F:1F90 0200007F:0050 01 0:0 0:0 0 0 0 4711 1 0\n";
    Files.writeString(
        net.resolve("tcp"),
        "  sl  local_address ...\n" + line + "garbage\n" + line.replace("4711", "0"));
    Files.createDirectories(proc.resolve("12/fd"));
    Path files = Files.createDirectories(proc.resolve("13/fd"));
    Files.createSymbolicLink(files.resolve("0"), Path.of("anon_inode:[eventpoll]"));
    Files.createSymbolicLink(files.resolve("1"), Path.of("socket:[4711]"));
    Files.writeString(proc.resolve("13/comm"), "some one\n");
    Files.createDirectories(proc.resolve("14"));
    ProcessTable made = new ProcessTable(proc);
    made.scan();
    IpAddress peer = IpAddress.ipv4(0x7F000002);
    ProcessTable.Owner owner = made.find(ProcessTable.TCP, LOOPBACK, 8080, peer, 80);
    assertEquals(new ProcessTable.Owner(13, "some one"), owner);
    assertFalse(made.denied());
    assertEquals(0, made.unreadSockets());
  }

  @Test
  void aLookTakesLittleTime() throws IOException {
    table.scan();
    long began = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      table.scan();
    }
    long each = (System.nanoTime() - began) / 5;
    assertTrue(each < 600_000_000L, each + " ns");
  }
}
