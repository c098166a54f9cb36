package io.weft.capture.pcap;

/**
 * The constants of the pcap file format (draft-ietf-opsawg-pcap). Offsets are in bytes from the
 * start of the header they belong to.
 *
 * <pre>
 * file header   magic 4, major 2, minor 2, zone 4, accuracy 4, snaplen 4, link type 4
 * record header seconds 4, fraction 4, captured length 4, original length 4
 * </pre>
 */
public final class PcapFormat {
  /** The magic number of files whose fractions of a second are microseconds. */
  public static final int MICROSECOND_MAGIC = 0xA1B2C3D4;

  /** The magic number of files whose fractions of a second are nanoseconds. */
  public static final int NANOSECOND_MAGIC = 0xA1B23C4D;

  /** The version of today's files is 2.4. */
  public static final int MAJOR_VERSION = 2;

  /** The version of today's files is 2.4. */
  public static final int MINOR_VERSION = 4;

  /** The length of the file header in bytes. */
  public static final int FILE_HEADER_LENGTH = 24;

  static final int MAJOR = 4;
  static final int MINOR = 6;
  static final int SNAPLEN = 16;
  static final int LINK_TYPE = 20;

  /** The length of a record's header in bytes. */
  public static final int RECORD_HEADER_LENGTH = 16;

  static final int SECONDS = 0;
  static final int FRACTION = 4;

  /** The offset of a record's captured length. */
  public static final int CAPTURED_LENGTH = 8;

  static final int ORIGINAL_LENGTH = 12;

  private static final int LINK_TYPE_MASK = 0xFFFF;
  private static final int FCS_PRESENT = 0x0400_0000;

  /** The length of the frame check sequence stands above these bits, in units of two bytes. */
  private static final int FCS_SHIFT = 28;

  private static final int LARGEST_FCS = 30;

  private PcapFormat() {}

  /** The link type in the file header's last field, whose upper bits have other meanings. */
  static int linkType(int field) {
    return field & LINK_TYPE_MASK;
  }

  /**
   * The length of the frame check sequence in the file header's last field, in bytes; -1 where the
   * field does not give it.
   */
  static int fcsBytes(int field) {
    return (field & FCS_PRESENT) != 0 ? (field >>> FCS_SHIFT) * 2 : -1;
  }

  /**
   * The file header's last field.
   *
   * @param linkType a number of {@link io.weft.capture.LinkType}
   * @param fcsBytes the length of the frame check sequence in bytes. The field leaves it out where
   *     it is unknown (-1), odd or greater than 30.
   */
  public static int linkTypeField(int linkType, int fcsBytes) {
    boolean fits = fcsBytes >= 0 && fcsBytes <= LARGEST_FCS && (fcsBytes & 1) == 0;
    return fits ? linkType | FCS_PRESENT | ((fcsBytes / 2) << FCS_SHIFT) : linkType;
  }
}
