package io.weft.capture.live;

import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/** The libpcap of this machine: whether it is there, and what its errors mean. */
final class Libpcap {
  // Error codes of pcap/pcap.h.
  static final int NO_SUCH_DEVICE = -5;
  static final int PERMISSION_DENIED = -8;
  static final int NOT_UP = -9;
  static final int PROMISCUOUS_PERMISSION_DENIED = -11;

  /** What pcap4j puts before libpcap's own words. */
  private static final String[] PREFIXES = {
    "Error occurred: ", "Error occurred in pcap_compile: ", "Unexpected error occurred: "
  };

  private Libpcap() {}

  /**
   * The library's name and version in its own words: {@code libpcap version 1.10.3 (…)}.
   *
   * @throws LiveException if there is no libpcap, or none that can be used
   */
  static String version() throws LiveException {
    try {
      return Pcaps.libVersion();
    } catch (LinkageError e) {
      throw missing(e);
    }
  }

  /**
   * Loads the library.
   *
   * @throws LiveException if there is no libpcap, or none that can be used
   */
  static void require() throws LiveException {
    version();
  }

  /** The exception for a libpcap, or a part of JNA, that could not be loaded. */
  static LiveException missing(LinkageError e) {
    String why = String.valueOf(e.getMessage());
    boolean ownCode = why.contains("jnidispatch"); // a part of JNA, not libpcap
    return new LiveException(
        LiveException.Reason.NO_LIBPCAP,
        ownCode
            ? "native code cannot be loaded (a temporary folder that must not hold programs? set"
                + " WEFT_OPTS=-Djna.tmpdir=<another folder>)"
            : "no libpcap, which captures packets and knows capture filters: "
                + Remedies.installLibpcap(),
        e);
  }

  /** What libpcap said, without what pcap4j puts before it. */
  static String message(Exception e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix)) {
        text = text.substring(prefix.length());
      }
    }
    return text.strip();
  }

  /** libpcap's error code; 0 where there is none. */
  static int code(PcapNativeException e) {
    return e.getReturnCode() == null ? 0 : e.getReturnCode();
  }
}
