package io.weft.capture.write;

import io.weft.capture.Compression;
import java.util.Locale;

/** The file formats in which captures are written. */
public enum CaptureFormat {
  /** Holds several interfaces and link types, comments, counters of drops, names and keys. */
  PCAPNG("pcapng"),

  /** Holds packets of one link type and nothing else; every tool reads it. */
  PCAP("pcap");

  private final String label;

  CaptureFormat(String label) {
    this.label = label;
  }

  /** The name that Wireshark's tools give to the format. */
  public String label() {
    return label;
  }

  /**
   * The format that a file's name stands for: pcap for the extensions {@code .pcap}, {@code .cap}
   * and {@code .dmp}, pcapng for all others. The extension of a compression may follow.
   */
  public static CaptureFormat ofName(String name) {
    int end = Compression.stemLength(name);
    String lower = name.substring(0, end).toLowerCase(Locale.ROOT);
    return lower.endsWith(".pcap") || lower.endsWith(".cap") || lower.endsWith(".dmp")
        ? PCAP
        : PCAPNG;
  }
}
