package io.weft.capture.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commands that mend what stands in the way of a capture, for the system in use. */
public final class Remedies {
  private static final String CAPABILITIES = "cap_net_raw,cap_net_admin=eip";

  private Remedies() {}

  /** Where the library comes from. */
  public static String installLibpcap() {
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
  public static String right() {
    if (isWindows()) {
      return "start the terminal as administrator, or install Npcap without \"restrict to"
          + " administrators\"";
    }
    if (isMac()) {
      return "run it with sudo, or once: brew install --cask wireshark-chmodbpf";
    }
    return "run it with sudo, or once: " + setcap();
  }

  /** How an interface is switched on. */
  static String switchOn(String name) {
    return isWindows()
        ? "enable the adapter"
        : isMac() ? "sudo ifconfig " + name + " up" : "sudo ip link set " + name + " up";
  }

  /**
   * What gives the right to the Java in use, and so to every user who may start it. The dynamic
   * linker trusts no path relative to a program that has more rights than its user, and that is how
   * Java names the folder of its own libjli.so: it has to be named to the linker, too, or no Java
   * would start any more.
   */
  public static String setcap() {
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

  /** The program that runs this, behind all links: a capability is a file's. */
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

  // Not JNA's Platform where JNA itself may be what is missing.

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }

  private static boolean isMac() {
    return System.getProperty("os.name").startsWith("Mac");
  }
}
