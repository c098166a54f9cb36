package io.weft.capture.pcapng;

/**
 * The constants of the pcapng file format (draft-ietf-opsawg-pcapng). Options have the names of the
 * specification. Offsets are in bytes from the start of the block.
 *
 * <pre>
 * block                  type 4, total length 4, body, options, total length 4
 * section header         byte-order magic 4, major 2, minor 2, section length 8
 * interface description  link type 2, reserved 2, snaplen 4
 * enhanced packet        interface 4, time (upper half) 4, time (lower half) 4, captured length 4,
 *                        original length 4, data
 * packet (obsolete)      interface 2, drops 2, then as an enhanced packet
 * simple packet          original length 4, data; it has no options
 * name resolution        records: type 2, length 2, value padded to four bytes
 * interface statistics   interface 4, time (upper half) 4, time (lower half) 4
 * decryption secrets     type 4, length 4, data
 * option                 code 2, length 2, value padded to four bytes
 * </pre>
 */
public final class PcapngFormat {
  // Block types.

  public static final int SECTION_HEADER_BLOCK = 0x0A0D0D0A;
  public static final int INTERFACE_DESCRIPTION_BLOCK = 1;
  static final int PACKET_BLOCK = 2;
  public static final int SIMPLE_PACKET_BLOCK = 3;
  public static final int NAME_RESOLUTION_BLOCK = 4;
  public static final int INTERFACE_STATISTICS_BLOCK = 5;
  public static final int ENHANCED_PACKET_BLOCK = 6;
  public static final int DECRYPTION_SECRETS_BLOCK = 10;
  private static final int JOURNAL_EXPORT_BLOCK = 9;
  private static final int CUSTOM_BLOCK = 0xBAD;
  private static final int CUSTOM_BLOCK_NOT_COPIED = 0x4000_0BAD;

  // The parts of a block.

  /** The offset of the block's total length. */
  public static final int TOTAL_LENGTH = 4;

  /** The offset of the block's body. */
  public static final int BODY = 8;

  /** The length of the second total length, at the block's end. */
  public static final int TRAILER_LENGTH = 4;

  /** The length of a block without body and options. */
  public static final int EMPTY_BLOCK_LENGTH = BODY + TRAILER_LENGTH;

  // The lengths of bodies, or of what comes before their data or records.

  public static final int SECTION_HEADER_LENGTH = 16;
  public static final int INTERFACE_DESCRIPTION_LENGTH = 8;
  public static final int ENHANCED_PACKET_LENGTH = 20;
  public static final int SIMPLE_PACKET_LENGTH = 4;
  public static final int INTERFACE_STATISTICS_LENGTH = 12;
  public static final int DECRYPTION_SECRETS_LENGTH = 8;

  // Section header.

  /** The number that shows a section's byte order. */
  public static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

  /** The version that is written is 1.0. */
  public static final int MAJOR_VERSION = 1;

  /** The version that is written is 1.0. */
  public static final int MINOR_VERSION = 0;

  static final int MAJOR = BODY + 4;
  static final int MINOR = BODY + 6;
  public static final int SHB_HARDWARE = 2;
  public static final int SHB_OS = 3;
  public static final int SHB_USERAPPL = 4;

  // Interface description.

  static final int LINK_TYPE = BODY;
  static final int SNAPLEN = BODY + 4;
  public static final int IF_NAME = 2;
  public static final int IF_DESCRIPTION = 3;
  public static final int IF_TSRESOL = 9;
  public static final int IF_FILTER = 11;
  public static final int IF_OS = 12;
  public static final int IF_FCSLEN = 13;
  static final int IF_TSOFFSET = 14;
  public static final int IF_HARDWARE = 15;

  /** The first byte of {@link #IF_FILTER} that stands for libpcap's filter language. */
  public static final int FILTER_STRING = 0;

  /** The value of {@link #IF_TSRESOL} that stands for microseconds, and its default. */
  public static final int TSRESOL_MICROSECONDS = 6;

  /** The value of {@link #IF_TSRESOL} that stands for nanoseconds. */
  public static final int TSRESOL_NANOSECONDS = 9;

  // Packet blocks: the enhanced one, and the obsolete one with the same layout.

  static final int PACKET_TIME = BODY + 4;
  static final int CAPTURED_LENGTH = BODY + 12;
  static final int ORIGINAL_LENGTH = BODY + 16;
  public static final int EPB_FLAGS = 2;
  public static final int EPB_DROPCOUNT = 4;
  public static final int EPB_PACKETID = 5;
  public static final int EPB_QUEUE = 6;

  // Name resolution.

  public static final int NRB_RECORD_END = 0;
  public static final int NRB_RECORD_IPV4 = 1;
  public static final int NRB_RECORD_IPV6 = 2;
  public static final int IPV4_LENGTH = 4;
  public static final int IPV6_LENGTH = 16;

  // Interface statistics.

  public static final int ISB_STARTTIME = 2;
  public static final int ISB_ENDTIME = 3;
  public static final int ISB_IFRECV = 4;
  public static final int ISB_IFDROP = 5;
  public static final int ISB_FILTERACCEPT = 6;
  public static final int ISB_OSDROP = 7;
  public static final int ISB_USRDELIV = 8;

  // Decryption secrets.

  static final int SECRETS_LENGTH = BODY + 4;

  // Options of all blocks.

  /** The length of an option's code and length. */
  public static final int OPTION_HEADER_LENGTH = 4;

  /** The most bytes that an option's value can have. */
  public static final int LONGEST_OPTION = 0xFFFF;

  public static final int OPT_ENDOFOPT = 0;
  public static final int OPT_COMMENT = 1;

  /** A custom option with text: its value begins with its owner's Private Enterprise Number. */
  public static final int OPT_CUSTOM_TEXT = 2988;

  /** A custom option with bytes: its value begins with its owner's Private Enterprise Number. */
  public static final int OPT_CUSTOM_BYTES = 2989;

  /** The same as {@link #OPT_CUSTOM_TEXT}, but programs that change a file do not copy it. */
  public static final int OPT_CUSTOM_TEXT_NOT_COPIED = 19372;

  /** The same as {@link #OPT_CUSTOM_BYTES}, but programs that change a file do not copy it. */
  public static final int OPT_CUSTOM_BYTES_NOT_COPIED = 19373;

  private PcapngFormat() {}

  /**
   * Whether blocks of a type occur although this package does not read them: journal entries,
   * custom blocks, and those for local use, whose highest bit is set.
   */
  static boolean isOther(int type) {
    return type == JOURNAL_EXPORT_BLOCK
        || type == CUSTOM_BLOCK
        || type == CUSTOM_BLOCK_NOT_COPIED
        || type < 0;
  }

  /** The next multiple of four. */
  public static int padded(int length) {
    return (length + 3) & ~3;
  }
}
