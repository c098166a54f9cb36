package io.weft.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** What Weft needs of the C library, on systems that follow POSIX. */
interface Libc extends Library {
  int O_RDONLY = 0;

  /** As Linux numbers it. */
  int O_NONBLOCK = 0x800;

  /** Linux: the size of a pipe. */
  int F_SETPIPE_SZ = 1031;

  /** Loaded when first asked for: most runs never do. */
  static Libc load() {
    return Native.load("c", Libc.class);
  }

  int mkfifo(String path, int mode) throws LastErrorException;

  int open(String path, int flags) throws LastErrorException;

  int fcntl(int descriptor, int command, int argument) throws LastErrorException;

  int close(int descriptor) throws LastErrorException;

  int geteuid();

  /** Null for a name that nobody has. */
  Pointer getpwnam(String name);

  int initgroups(String user, int group) throws LastErrorException;

  int setgid(int group) throws LastErrorException;

  int setuid(int user) throws LastErrorException;

  String strerror(int number);
}
