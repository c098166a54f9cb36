package io.weft.capture.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commands by which a user removes what prevents a capture, for this operating system. */
final class Remedies {
  private static final String CAPABILITIES = "cap_net_raw,cap_net_admin=eip";

  private Remedies() {}

  /** How a user installs libpcap. */
  static String installLibpcap() {
    if (isWindows()) {
      return "install Npcap from https://npcap.com";
    }
    if (isMac()) {
      return "brew install libpcap";
    }
    if (Files.exists(Path.of("/usr/bin/apt-get"))) {
      return "sudo apt-get install libpcap0.8";
    }
    if (Files.exists(Path.of("/usr/bin/dnf"))) {
      return "sudo dnf install libpcap";
    }
    if (Files.exists(Path.of("/sbin/apk"))) {
      return "sudo apk add libpcap";
    }
    return "install the package libpcap";
  }

  /** How a user gets the right to capture. */
  static String right() {
    if (isWindows()) {
      return "start the terminal as administrator, or install Npcap without \"restrict to"
          + " administrators\"";
    }
    if (isMac()) {
      return "run it with sudo, or once: brew install --cask wireshark-chmodbpf";
    }
    return "run it with sudo, or once: " + setcap();
  }

  /** How a user switches an interface on. */
  static String switchOn(String name) {
    return isWindows()
        ? "enable the adapter"
        : isMac() ? "sudo ifconfig " + name + " up" : "sudo ip link set " + name + " up";
  }

  /**
   * The command that gives the right to capture to the Java that runs this program, and so to every
   * user who may start it. Java finds its own libjli.so by a path relative to its program, and the
   * dynamic linker does not trust such a path for a program with more rights than its user. So the
   * command also names the library's folder to the linker; otherwise Java would not start any more.
   */
  static String setcap() {
    Path java = java();
    String give = "sudo setcap " + CAPABILITIES + " " + java;
    Path library = java.resolveSibling("../lib/libjli.so").normalize();
    if (!Files.exists(library) || isKnownToTheLinker(library)) {
      return give;
    }
    return "echo "
        + library.getParent()
        + " | sudo tee /etc/ld.so.conf.d/weft-java.conf && sudo ldconfig && "
        + give;
  }

  /** The file of the Java program that runs, all links resolved: only a file has capabilities. */
  static Path java() {
    Path named = Path.of(System.getProperty("java.home"), "bin", "java");
    try {
      Path self = Path.of("/proc/self/exe");
      return Files.exists(self) ? self.toRealPath() : named.toRealPath();
    } catch (IOException e) {
      return named;
    }
  }

  private static boolean isKnownToTheLinker(Path library) {
    try {
      byte[] cache = Files.readAllBytes(Path.of("/etc/ld.so.cache"));
      return new String(cache, StandardCharsets.ISO_8859_1).contains(library.toString());
    } catch (IOException e) {
      return false;
    }
  }

  // JNA's Platform is not used here, because JNA itself may be what is missing.

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }

  private static boolean isMac() {
    return System.getProperty("os.name").startsWith("Mac");
  }
}
