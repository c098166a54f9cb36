package io.weft.capture;

import java.util.Locale;

/** The formats that captures are written in. */
public enum CaptureFormat {
  /** Several interfaces and link types, comments, drops, names and keys. */
  PCAPNG("pcapng"),

  /** One link type, packets and nothing else; read by everything. */
  PCAP("pcap");

  private final String label;

  CaptureFormat(String label) {
    this.label = label;
  }

  /** As Wireshark's tools call it. */
  public String label() {
    return label;
  }

  /**
   * The format that a file's name asks for: pcap for {@code .pcap}, {@code .cap} and {@code .dmp},
   * whatever compression's ending follows; pcapng for all others.
   */
  public static CaptureFormat ofName(String name) {
    int end = Compression.stemLength(name);
    String lower = name.substring(0, end).toLowerCase(Locale.ROOT);
    return lower.endsWith(".pcap") || lower.endsWith(".cap") || lower.endsWith(".dmp")
        ? PCAP
        : PCAPNG;
  }
}
