package io.weft.capture.live;

import io.weft.bytes.IpAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds which process owns a socket of this machine. Linux lists the sockets with their inodes in
 * {@code /proc/self/net/tcp} and three similar files (proc(5)); {@link ProcessScanner} finds the
 * processes of the inodes. The table sees only the network namespace in which it runs. Not
 * thread-safe.
 */
public final class ProcessTable {
  /** TCP's IP protocol number. */
  public static final int TCP = 6;

  /** UDP's IP protocol number. */
  public static final int UDP = 17;

  /** The most sockets that one scan reads; a healthy machine has fewer. */
  private static final int MAX_SOCKETS = 1 << 18;

  /** The most sockets that are remembered; the one that was used longest ago leaves first. */
  private static final int MAX_REMEMBERED = 1 << 16;

  // The columns of the files.
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private final Path proc;
  private final Map<Socket, Owner> remembered =
      new LinkedHashMap<>(1 << 10, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Socket, Owner> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };
  private final ProcessScanner scanner;

  /** The process of each inode that the last scan has found. */
  private final Map<Long, Owner> owners = new HashMap<>();

  /**
   * The sockets without a peer of the last scan. Older ones are not remembered, because any other
   * process may use their port now.
   */
  private final Map<Place, Owner> bound = new HashMap<>();

  private long unread;
  private volatile long unreadSockets;

  /** An empty table, which reads {@code /proc}. */
  public ProcessTable() {
    this(Path.of("/proc"));
  }

  ProcessTable(Path proc) {
    this.proc = proc;
    scanner = new ProcessScanner(proc);
  }

  /** Whether this system has the files that the table reads. */
  public static boolean isSupported() {
    return Files.isReadable(Path.of("/proc/self/net/tcp"));
  }

  /**
   * A process.
   *
   * @param pid its number
   * @param name the kernel's name of it, at most 15 bytes: what {@code ps -o comm} shows
   */
  public record Owner(long pid, String name) {}

  /** A socket with a peer. */
  private record Socket(
      int ipProtocol, IpAddress local, int localPort, IpAddress remote, int remotePort) {}

  /** The address of a socket without a peer. */
  private record Place(int ipProtocol, IpAddress address, int port) {}

  /**
   * Reads which sockets there are now, and finds their processes. This takes about a millisecond on
   * a machine with some hundred processes, and never much longer than half a second.
   *
   * @throws IOException if the system does not list its sockets
   */
  public void scan() throws IOException {
    Map<Socket, Long> sockets = new HashMap<>();
    unread = 0;
    read("tcp", TCP, sockets);
    read("tcp6", TCP, sockets);
    read("udp", UDP, sockets);
    read("udp6", UDP, sockets);
    Set<Long> inodes = new HashSet<>(sockets.values());
    unreadSockets = unread;
    owners.keySet().retainAll(inodes);
    inodes.removeAll(owners.keySet());
    if (!inodes.isEmpty()) {
      scanner.find(inodes, owners);
    }
    bound.clear();
    sockets.forEach(
        (socket, inode) -> {
          Owner owner = owners.get(inode);
          if (owner != null && socket.remotePort() == 0) {
            bound.put(new Place(socket.ipProtocol(), socket.local(), socket.localPort()), owner);
          } else if (owner != null) {
            remembered.put(socket, owner);
          }
        });
  }

  private void read(String name, int ipProtocol, Map<Socket, Long> sockets) throws IOException {
    Path file = proc.resolve("self/net").resolve(name);
    if (!Files.exists(file)) {
      return; // the kernel has no IPv6
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      lines.readLine(); // the columns' titles
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.strip().split("\\s+", INODE + 2);
        if (words.length <= INODE) {
          continue;
        }
        long inode = Long.parseLong(words[INODE]);
        if (inode == 0) {
          continue; // closed: no process holds it any more
        }
        if (sockets.size() == MAX_SOCKETS) {
          unread++;
          continue;
        }
        sockets.put(
            new Socket(
                ipProtocol,
                SocketAddresses.address(words[LOCAL]),
                SocketAddresses.port(words[LOCAL]),
                SocketAddresses.address(words[REMOTE]),
                SocketAddresses.port(words[REMOTE])),
            inode);
      }
    }
  }

  /**
   * The process at this machine's end of a conversation, as far as a scan has found it.
   *
   * @param ipProtocol {@link #TCP} or {@link #UDP}
   * @param local the address of this machine
   * @param remote the peer's address
   * @return null where the process is unknown
   */
  public Owner find(
      int ipProtocol, IpAddress local, int localPort, IpAddress remote, int remotePort) {
    Owner owner = remembered.get(new Socket(ipProtocol, local, localPort, remote, remotePort));
    if (owner == null) {
      owner = bound(ipProtocol, local, localPort);
    }
    if (owner == null) {
      owner = bound(ipProtocol, SocketAddresses.any(local.ipv6()), localPort);
    }
    // A socket of IPv6 also receives what comes by IPv4.
    return owner == null && !local.ipv6()
        ? bound(ipProtocol, SocketAddresses.any(true), localPort)
        : owner;
  }

  /** The process that listens on an address, or uses it for UDP without a fixed peer. */
  private Owner bound(int ipProtocol, IpAddress local, int port) {
    return bound.get(new Place(ipProtocol, local, port));
  }

  /** Whether there were processes into which this user may not look. */
  public boolean denied() {
    return scanner.denied();
  }

  /** How many sockets the last scan left out because there were too many. Any thread may ask. */
  public long unreadSockets() {
    return unreadSockets;
  }
}
