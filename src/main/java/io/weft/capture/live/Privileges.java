package io.weft.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Gives up the rights of the superuser, which the process cannot get back. */
final class Privileges {
  private static final Path THREADS = Path.of("/proc/self/task");

  private Privileges() {}

  /**
   * Gives the process the rights of another user. POSIX demands that the C library changes all
   * threads together. On Linux, where the kernel keeps the rights of each thread by themselves,
   * this method checks that it has done so.
   *
   * @throws LiveException if there is no such user, or if any thread keeps its rights
   */
  static void dropTo(String user) throws IOException {
    if (Platform.isWindows()) {
      throw trouble("there is no giving up of rights on this system");
    }
    Libc libc = Libc.load();
    if (libc.geteuid() != 0) {
      throw trouble("rights can be given up only where Weft was started as root");
    }
    // struct passwd begins with the name and the password, two pointers, on every system.
    Pointer entry = libc.getpwnam(user);
    if (entry == null) {
      throw trouble("no such user");
    }
    int userId = entry.getInt(2L * Native.POINTER_SIZE);
    int groupId = entry.getInt(2L * Native.POINTER_SIZE + Integer.BYTES);
    try {
      libc.initgroups(user, groupId);
      libc.setgid(groupId);
      libc.setuid(userId);
    } catch (LastErrorException e) {
      throw trouble(libc.strerror(e.getErrorCode()));
    }
    if (Platform.isLinux()) {
      verify(Integer.toUnsignedString(userId), Integer.toUnsignedString(groupId));
    }
  }

  private static void verify(String userId, String groupId) throws IOException {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        for (String line : status(thread)) {
          if ((line.startsWith("Uid:") && !isAll(line, userId))
              || (line.startsWith("Gid:") && !isAll(line, groupId))) {
            throw trouble("a thread keeps its rights: " + line.replace('\t', ' '));
          }
        }
      }
    }
  }

  private static List<String> status(Path thread) throws IOException {
    try {
      return Files.readAllLines(thread.resolve("status"));
    } catch (NoSuchFileException e) {
      return List.of(); // the thread has ended meanwhile
    }
  }

  /**
   * Whether all identities of a line are this one: real, effective, saved, and the file system's.
   */
  private static boolean isAll(String line, String id) {
    String[] words = line.split("\\s+");
    for (int i = 1; i < words.length; i++) {
      if (!words[i].equals(id)) {
        return false;
      }
    }
    return words.length > 1;
  }

  private static LiveException trouble(String why) {
    return new LiveException(LiveException.Reason.OTHER, "--user: " + why);
  }
}
