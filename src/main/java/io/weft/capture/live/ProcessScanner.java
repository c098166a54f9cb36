package io.weft.capture.live;

import io.weft.capture.live.ProcessTable.Owner;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the processes that hold sockets. Linux lists a process's open files in {@code /proc/PID/fd}
 * (proc(5)), sockets with their inodes. A scan that takes too long stops, and the next one goes on
 * behind the process that was the last. Not thread-safe.
 */
final class ProcessScanner {
  /** How long a scan may take: a machine may have very many open files. */
  private static final long MAX_NANOS = 500_000_000L;

  /** How the link of an open file names a socket, before its inode and a closing bracket. */
  private static final String SOCKET = "socket:[";

  private final Path proc;
  private long lastPid;
  private boolean denied;

  /**
   * Scans the processes below a folder.
   *
   * @param proc {@code /proc}
   */
  ProcessScanner(Path proc) {
    this.proc = proc;
  }

  /**
   * Looks through the open files of the processes until all sockets are found or the time is over.
   *
   * @param wanted the inodes of sockets; those that are found are removed
   * @param owners gets the process of each inode that is found
   */
  void find(Set<Long> wanted, Map<Long, Owner> owners) throws IOException {
    long end = System.nanoTime() + MAX_NANOS;
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
      find(pid, wanted, owners);
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

  private void find(long pid, Set<Long> wanted, Map<Long, Owner> owners) {
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
    } catch (IOException | DirectoryIteratorException e) {
      return; // the process has ended meanwhile
    }
  }

  /** The inode of an open file that is a socket; 0 for all other files. */
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
      return 0; // the process has closed the file meanwhile
    }
  }

  /** Whether there were processes into which this user may not look. */
  boolean denied() {
    return denied;
  }
}
