package io.weft.capture;

import java.util.List;

/**
 * What capture files say besides packets and interfaces, as far as they have been read.
 *
 * @param files the files in the order of reading, from the first to the one being read
 * @param sections the sections of pcapng files, in the order of reading
 * @param names addresses with their names, from pcapng's name resolution blocks
 * @param secrets keys to encrypted traffic, from pcapng's decryption secrets blocks
 * @param dropped how many sections, names and secrets were not kept because the bound of {@link
 *     CaptureOptions#maxSideDataBytes} was reached
 */
public record CaptureInfo(
    List<File> files,
    List<Section> sections,
    List<Name> names,
    List<Secrets> secrets,
    long dropped) {
  /** What a source tells that has nothing to tell. */
  public static final CaptureInfo EMPTY =
      new CaptureInfo(List.of(), List.of(), List.of(), List.of(), 0);

  public CaptureInfo {
    files = List.copyOf(files);
    sections = List.copyOf(sections);
    names = List.copyOf(names);
    secrets = List.copyOf(secrets);
  }

  /**
   * One file or pipe.
   *
   * @param name its name as the user gave it
   * @param format the name that Wireshark's tools give to the format: {@code pcapng}, {@code pcap},
   *     {@code nsecpcap}, {@code modpcap} and others
   * @param description the format's name for people, as Wireshark's tools write it
   * @param compression the layers of compression, the outermost first; empty for none
   * @param size in bytes as the file lies on disk, compressed or not; -1 where unknown (a pipe)
   * @param bigEndian whether the file's header, or its first section's, has the most significant
   *     byte first
   */
  public record File(
      String name,
      String format,
      String description,
      List<Compression> compression,
      long size,
      boolean bigEndian) {
    public File {
      compression = List.copyOf(compression);
    }
  }

  /**
   * One section of a pcapng file. A text is null where the section does not give it.
   *
   * @param file the name of the file that holds the section
   * @param hardware the hardware that captured the section
   * @param os the operating system that captured the section
   * @param application the program that wrote the section
   * @param comment the comments on the section, several joined by line feeds
   */
  public record Section(
      String file, String hardware, String os, String application, String comment) {}

  /**
   * A name of an address.
   *
   * @param v6 whether the address is an IPv6 address
   * @param high the first eight bytes of an IPv6 address, the most significant byte first; 0 for
   *     IPv4
   * @param low the last eight bytes of an IPv6 address, or the IPv4 address as a number from 0 to
   *     2^32 - 1
   * @param name a host name, never empty
   */
  public record Name(boolean v6, long high, long low, String name) {}

  /** The contents of a pcapng decryption secrets block. */
  public static final class Secrets {
    /** The type of secrets that are the lines of an NSS key log (SSLKEYLOGFILE). */
    public static final int TLS_KEY_LOG = 0x544c534b;

    private final int type;
    private final byte[] bytes;

    /**
     * Keeps secrets of a capture.
     *
     * @param type {@link #TLS_KEY_LOG} or another secrets type of the pcapng specification
     * @param bytes not copied; the caller must not change them any more
     */
    public Secrets(int type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    /** {@link #TLS_KEY_LOG} or another secrets type of the pcapng specification. */
    public int type() {
      return type;
    }

    /** A new copy of the secrets as they stand in the file. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }
}
