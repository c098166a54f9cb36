package io.weft.capture;

import java.util.List;

/**
 * What capture files say besides packets and interfaces.
 *
 * @param files in the order of reading, from the first to the one being read
 * @param sections of pcapng files, in the order of reading
 * @param names addresses and their names
 * @param secrets keys to encrypted traffic
 * @param dropped names, secrets and comments that were not kept because there were too many
 */
public record CaptureInfo(
    List<File> files,
    List<Section> sections,
    List<Name> names,
    List<Secrets> secrets,
    long dropped) {
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
   * @param name as it was given
   * @param format {@code pcap}, {@code nsecpcap}, {@code modpcap}, … as Wireshark's tools call it
   * @param description of the format for people
   * @param compression outermost first; empty for none
   * @param size in bytes as it lies on disk; -1 unknown (a pipe)
   * @param bigEndian byte order of its (first) header
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
   * One section of a pcapng file; texts are null where it says nothing.
   *
   * @param file the name of its file
   * @param comment several joined by line feeds
   */
  public record Section(
      String file, String hardware, String os, String application, String comment) {}

  /**
   * A name of an address.
   *
   * @param v6 whether it is an IPv6 address
   * @param high first eight bytes of an IPv6 address; 0 for IPv4
   * @param low last eight bytes, or the IPv4 address from 0 to 2^32 - 1
   */
  public record Name(boolean v6, long high, long low, String name) {}

  /** The contents of a decryption secrets block. */
  public static final class Secrets {
    /** Lines of an NSS key log (SSLKEYLOGFILE). */
    public static final int TLS_KEY_LOG = 0x544c534b;

    private final int type;
    private final byte[] bytes;

    public Secrets(int type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    /** {@link #TLS_KEY_LOG} or another number of the pcapng specification. */
    public int type() {
      return type;
    }

    /** A copy of the secrets as they stand in the file. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }
}
