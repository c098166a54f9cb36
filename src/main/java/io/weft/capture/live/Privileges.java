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

/** Gives up the rights of the superuser, for good. */
final class Privileges {
  private static final Path THREADS = Path.of("/proc/self/task");

  private Privileges() {}

  /**
   * From now on the process has this user's rights. The C library changes all threads together, as
   * POSIX has it; on Linux, where the kernel knows rights of each thread alone, that is checked.
   *
   * @throws LiveException where there is no such user, or where any right is left
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
      return List.of(); // it has ended meanwhile
    }
  }

  /** Real, effective, saved and file system's. */
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
