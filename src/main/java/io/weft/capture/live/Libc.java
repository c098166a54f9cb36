package io.weft.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The functions of the C library that Weft needs, on systems that follow POSIX. */
interface Libc extends Library {
  int O_RDONLY = 0;

  /** The flag's value on Linux. */
  int O_NONBLOCK = 0x800;

  /** Sets the size of a pipe, on Linux. */
  int F_SETPIPE_SZ = 1031;

  /** Loads the library. Most runs of the program never need it. */
  static Libc load() {
    return Native.load("c", Libc.class);
  }

  int mkfifo(String path, int mode) throws LastErrorException;

  int open(String path, int flags) throws LastErrorException;

  int fcntl(int descriptor, int command, int argument) throws LastErrorException;

  int close(int descriptor) throws LastErrorException;

  int geteuid();

  /** The entry of a user; null where there is no such user. */
  Pointer getpwnam(String name);

  int initgroups(String user, int group) throws LastErrorException;

  int setgid(int group) throws LastErrorException;

  int setuid(int user) throws LastErrorException;

  String strerror(int number);
}
