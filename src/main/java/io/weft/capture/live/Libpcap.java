package io.weft.capture.live;

import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/** The library as it is found, and what it says. */
public final class Libpcap {
  static final int PERMISSION_DENIED = -8;
  static final int PROMISCUOUS_PERMISSION_DENIED = -11;

  private static final String[] PREFIXES = {
    "Error occurred: ", "Error occurred in pcap_compile: ", "Unexpected error occurred: "
  };

  private Libpcap() {}

  /**
   * Which one is there, as it calls itself: {@code libpcap version 1.10.3 (…)}.
   *
   * @throws LiveException where there is none, or none that can be used
   */
  public static String version() throws LiveException {
    try {
      return Pcaps.libVersion();
    } catch (LinkageError e) {
      throw missing(e);
    }
  }

  /** Loads it, which is where its absence shows. */
  static void require() throws LiveException {
    version();
  }

  private static LiveException missing(LinkageError e) {
    String why = String.valueOf(e.getMessage());
    boolean own = why.contains("jnidispatch");
    return new LiveException(
        LiveException.Reason.NO_LIBPCAP,
        own
            ? "native code cannot be loaded (a temporary folder that must not hold programs? set"
                + " WEFT_OPTS=-Djna.tmpdir=<another folder>)"
            : "no libpcap, which captures packets: " + Remedies.installLibpcap(),
        e);
  }

  /** What libpcap said, without what was put around it on the way. */
  static String words(Exception e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix)) {
        text = text.substring(prefix.length());
      }
    }
    return text.strip();
  }

  /** A code of libpcap's, or 0. */
  static int code(PcapNativeException e) {
    return e.getReturnCode() == null ? 0 : e.getReturnCode();
  }
}
