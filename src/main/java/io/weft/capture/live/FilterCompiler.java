package io.weft.capture.live;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.weft.capture.LinkType;
import io.weft.capture.bpf.BpfProgram;
import io.weft.capture.pcap.PcapFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compiles capture filters by the libpcap of this machine. Nothing is opened or captured for that,
 * and no rights are needed. Not thread-safe.
 */
public final class FilterCompiler {
  /** Filters on broadcast addresses need a netmask, which no capture file tells. */
  private static final int NETMASK_UNKNOWN = -1;

  /** What an accepting program returns; nobody uses it but to see that it is not 0. */
  private static final int SNAPLEN = 262_144;

  private static final int OPTIMIZE = 1;

  /** The room that libpcap wants for a message (PCAP_ERRBUF_SIZE). */
  private static final int ERROR_LENGTH = 256;

  // libpcap's numbers (DLT_…) of the link types that it calls otherwise than files do, on most
  // systems: pcap/dlt.h.
  private static final int DLT_ATM_RFC1483 = 11;
  private static final int DLT_RAW = 12;

  private final String filter;
  private final Functions pcap;

  /** The functions of libpcap that are needed. pcap4j has them as well, but starts more slowly. */
  private interface Functions extends Library {
    Pointer pcap_open_dead(int linkType, int snaplen);

    Pointer pcap_open_offline(String file, Pointer error);

    int pcap_compile(Pointer handle, Pointer program, byte[] filter, int optimize, int netmask);

    Pointer pcap_geterr(Pointer handle);

    void pcap_freecode(Pointer program);

    void pcap_close(Pointer handle);
  }

  /**
   * Prepares to compile a filter.
   *
   * @param filter in libpcap's filter language; empty for one that accepts every packet
   * @throws LiveException if there is no libpcap, or none that can be used
   */
  public FilterCompiler(String filter) throws LiveException {
    this.filter = filter;
    try {
      pcap = Native.load(libraryName(), Functions.class);
    } catch (LinkageError e) {
      throw Libpcap.missing(e);
    }
  }

  private static String libraryName() {
    return System.getProperty("os.name").startsWith("Windows") ? "wpcap" : "pcap";
  }

  /**
   * The filter as a program for packets of one link type.
   *
   * @param linkType a number of {@link LinkType}
   * @throws LiveException for a filter that makes no sense, or none for the link type; the message
   *     is libpcap's
   */
  public BpfProgram compile(int linkType) throws LiveException {
    Pointer handle = open(linkType);
    if (handle == null) {
      throw refused(linkType, "libpcap gives no handle for this link type");
    }
    // struct bpf_program: the number of instructions, and a pointer to them
    try (Memory program = new Memory(2L * Native.POINTER_SIZE)) {
      program.clear();
      byte[] text = (filter + "\0").getBytes(StandardCharsets.UTF_8);
      if (pcap.pcap_compile(handle, program, text, OPTIMIZE, NETMASK_UNKNOWN) != 0) {
        throw refused(linkType, pcap.pcap_geterr(handle).getString(0).strip());
      }
      try {
        return read(program.getPointer(Native.POINTER_SIZE), program.getInt(0));
      } catch (IllegalArgumentException e) {
        throw refused(linkType, e.getMessage());
      } finally {
        pcap.pcap_freecode(program);
      }
    } finally {
      pcap.pcap_close(handle);
    }
  }

  /** A handle for packets of one link type, of which none will ever come. */
  private Pointer open(int linkType) throws LiveException {
    if (linkType != LinkType.NULL) {
      return pcap.pcap_open_dead(dlt(linkType), SNAPLEN);
    }
    // Before each packet stands the number of its protocol on the system that captured it. Only for
    // files does libpcap know those of all systems.
    try (Memory error = new Memory(ERROR_LENGTH)) {
      Path file = Files.createTempFile("weft", ".pcap");
      try {
        Files.write(file, header(linkType));
        return pcap.pcap_open_offline(file.toString(), error);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw refused(linkType, e.toString());
    }
  }

  /** A pcap file without packets, in the byte order of this machine. */
  private static byte[] header(int linkType) {
    return ByteBuffer.allocate(PcapFormat.FILE_HEADER_LENGTH)
        .order(ByteOrder.nativeOrder())
        .putInt(PcapFormat.MICROSECOND_MAGIC)
        .putShort((short) PcapFormat.MAJOR_VERSION)
        .putShort((short) PcapFormat.MINOR_VERSION)
        .putLong(0) // time zone and accuracy
        .putInt(SNAPLEN)
        .putInt(linkType)
        .array();
  }

  private LiveException refused(int linkType, String why) {
    return new LiveException(
        LiveException.Reason.BAD_FILTER,
        "filter '" + filter + "' for " + LinkType.description(linkType) + ": " + why);
  }

  /** Reads an array of struct bpf_insn: code 2, jump if true 1, jump if false 1, operand 4. */
  private static BpfProgram read(Pointer instructions, int length) {
    if (length < 1 || length > BpfProgram.MAX_LENGTH) {
      throw new IllegalArgumentException("a program of " + length + " instructions");
    }
    int[] codes = new int[length];
    int[] jumpTrue = new int[length];
    int[] jumpFalse = new int[length];
    int[] k = new int[length];
    for (int i = 0; i < length; i++) {
      long at = 8L * i;
      codes[i] = instructions.getShort(at) & 0xFFFF;
      jumpTrue[i] = instructions.getByte(at + 2) & 0xFF;
      jumpFalse[i] = instructions.getByte(at + 3) & 0xFF;
      k[i] = instructions.getInt(at + 4);
    }
    return BpfProgram.of(codes, jumpTrue, jumpFalse, k);
  }

  /** libpcap's number of a link type. */
  private static int dlt(int linkType) {
    return switch (linkType) {
      case LinkType.ATM_RFC1483 -> DLT_ATM_RFC1483;
      case LinkType.RAW -> DLT_RAW;
      default -> linkType;
    };
  }
}
