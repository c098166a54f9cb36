package io.weft.capture.live;

import io.weft.bytes.IpAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which process owns a socket of this machine, as Linux tells in {@code /proc} (proc(5)): sockets
 * with their inodes in {@code net/tcp} and the like, inodes with their processes among the open
 * files of each. Sees the network namespace that it runs in. Not thread-safe.
 */
public final class ProcessTable {
  /** TCP's IP protocol number. */
  public static final int TCP = 6;

  /** UDP's IP protocol number. */
  public static final int UDP = 17;

  /** Sockets that one look takes in; a machine has as many only in distress. */
  private static final int MAX_SOCKETS = 1 << 18;

  /** Sockets that are remembered when they are gone, those looked at longest ago leave first. */
  private static final int MAX_REMEMBERED = 1 << 16;

  /** Machines with very many open files are looked through in several goes. */
  private static final long MAX_NANOS = 500_000_000L;

  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INODE = 9;
  private static final String SOCKET = "socket:[";

  private final Path proc;
  private final Map<Socket, Owner> remembered =
      new LinkedHashMap<>(1 << 10, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Socket, Owner> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };
  private final Map<Long, Owner> owners = new HashMap<>();

  /** Sockets without a peer, as they are now: an old one may have been taken by anybody since. */
  private final Map<Place, Owner> bound = new HashMap<>();

  private long lastPid;
  private long unread;
  private volatile long unreadSockets;
  private boolean denied;

  /** Reads {@code /proc}. */
  public ProcessTable() {
    this(Path.of("/proc"));
  }

  ProcessTable(Path proc) {
    this.proc = proc;
  }

  /** Is there anything to be read on this system? */
  public static boolean isSupported() {
    return Files.isReadable(Path.of("/proc/self/net/tcp"));
  }

  /**
   * A process.
   *
   * @param name the kernel's, at most 15 bytes: what {@code ps -o comm} shows
   */
  public record Owner(long pid, String name) {}

  private record Socket(
      int ipProtocol, IpAddress local, int localPort, IpAddress remote, int remotePort) {}

  /** Of a socket without a peer. */
  private record Place(int ipProtocol, IpAddress address, int port) {}

  /**
   * Takes in which sockets there are now, and whose they are. Takes a millisecond or so on a
   * machine with some hundred processes, and never much longer than half a second.
   *
   * @throws IOException where the system does not tell of its sockets
   */
  public void scan() throws IOException {
    long end = System.nanoTime() + MAX_NANOS;
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
      findOwners(inodes, end);
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
      return; // a kernel without IPv6
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      lines.readLine(); // titles
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.strip().split("\\s+", INODE + 2);
        if (words.length <= INODE) {
          continue;
        }
        long inode = Long.parseLong(words[INODE]);
        if (inode == 0) {
          continue; // closed: nobody's any more
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

  /** Looks through the processes' open files, beginning behind the one that was the last to be. */
  private void findOwners(Set<Long> wanted, long end) throws IOException {
    List<Long> pids = pids();
    int from = 0;
    while (from < pids.size() && pids.get(from) <= lastPid) {
      from++;
    }
    Collections.rotate(pids, -from);
    for (long pid : pids) {
      if (wanted.isEmpty() || System.nanoTime() - end > 0) {
        return;
      }
      lastPid = pid;
      findOwned(pid, wanted);
    }
    lastPid = 0;
  }

  private List<Long> pids() throws IOException {
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path entry : entries) {
        pids.add(Long.parseLong(entry.getFileName().toString()));
      }
    }
    Collections.sort(pids);
    return pids;
  }

  private void findOwned(long pid, Set<Long> wanted) {
    Path process = proc.resolve(Long.toString(pid));
    Owner owner = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        long inode = inode(file);
        if (inode != 0 && wanted.remove(inode)) {
          if (owner == null) {
            owner = new Owner(pid, Files.readString(process.resolve("comm")).strip());
          }
          owners.put(inode, owner);
        }
      }
    } catch (AccessDeniedException e) {
      denied = true;
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return; // it has ended meanwhile
    }
  }

  /** Of the socket that the open file is; 0 for anything else. */
  private long inode(Path file) {
    try {
      String target = Files.readSymbolicLink(file).toString();
      return target.startsWith(SOCKET)
          ? Long.parseLong(target.substring(SOCKET.length(), target.length() - 1))
          : 0;
    } catch (AccessDeniedException e) {
      denied = true;
      return 0;
    } catch (IOException e) {
      return 0; // closed meanwhile
    }
  }

  /**
   * The process at this end of a conversation, as far as it was there when last looked.
   *
   * @param ipProtocol {@link #TCP} or {@link #UDP}
   * @param local an address of this machine
   * @return null where unknown
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
    // A socket of IPv6 takes what comes by IPv4 as well.
    return owner == null && !local.ipv6()
        ? bound(ipProtocol, SocketAddresses.any(true), localPort)
        : owner;
  }

  /** Who listens there, or sends from there to whomever. */
  private Owner bound(int ipProtocol, IpAddress local, int port) {
    return bound.get(new Place(ipProtocol, local, port));
  }

  /** Were there processes that this user may not look into? */
  public boolean denied() {
    return denied;
  }

  /** Sockets that the last look left out, because there were too many. For any thread. */
  public long unreadSockets() {
    return unreadSockets;
  }
}
