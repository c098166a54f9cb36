package io.weft.protocol.app.tls.quic;

import java.util.HexFormat;

/** The versions whose Initial packets can be decrypted. */
enum QuicVersion {
  V1(1, "1", "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic "),
  V2(0x6B33_43CF, "2", "0dede3def700a6db819381be6e269dcbf9bd2ed9", "quicv2 "),
  DRAFT_29(0xFF00_001D, "draft-29", "afbfec289993d24c9e9786f19c6111e04390a899", "quic "),
  DRAFT_30(0xFF00_001E, "draft-30", "afbfec289993d24c9e9786f19c6111e04390a899", "quic "),
  DRAFT_31(0xFF00_001F, "draft-31", "afbfec289993d24c9e9786f19c6111e04390a899", "quic "),
  DRAFT_32(0xFF00_0020, "draft-32", "afbfec289993d24c9e9786f19c6111e04390a899", "quic "),
  DRAFT_33(0xFF00_0021, "draft-33", "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic "),
  DRAFT_34(0xFF00_0022, "draft-34", "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic "),
  DRAFT_23(0xFF00_0017, "draft-23", "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic "),
  DRAFT_24(0xFF00_0018, "draft-24", "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic "),
  DRAFT_25(0xFF00_0019, "draft-25", "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic "),
  DRAFT_26(0xFF00_001A, "draft-26", "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic "),
  DRAFT_22(0xFF00_0016, "draft-22", "7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a", "quic "),
  MVFST_22(0xFACE_B001, "mvfst-22", "7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a", "quic "),
  MVFST_27(0xFACE_B002, "mvfst-27", "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic "),
  MVFST_EXPERIMENTAL(0xFACE_B00E, "mvfst-exp", "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic "),
  DRAFT_27(0xFF00_001B, "draft-27", "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic "),
  DRAFT_28(0xFF00_001C, "draft-28", "c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic ");

  private static final QuicVersion[] ALL = values();

  private final int number;
  private final String text;
  private final String salt;
  private final String label;

  /**
   * @param salt for the secrets of Initial packets, in hexadecimal digits (RFC 9001, section 5.2)
   * @param label what the labels of its keys begin with
   */
  QuicVersion(int number, String text, String salt, String label) {
    this.number = number;
    this.text = text;
    this.salt = salt;
    this.label = label;
  }

  /** The version of that number; null where it is not known. */
  static QuicVersion of(int number) {
    for (QuicVersion version : ALL) {
      if (version.number == number) {
        return version;
      }
    }
    return null;
  }

  String text() {
    return text;
  }

  byte[] salt() {
    return HexFormat.of().parseHex(salt);
  }

  String label() {
    return label;
  }

  /** Is a long header with this first byte that of an Initial packet? */
  boolean isInitial(int first) {
    return (first >> 4 & 3) == (this == V2 ? 1 : 0);
  }

  /** Is a long header with this first byte that of a Retry packet, which has no length? */
  boolean isRetry(int first) {
    return (first >> 4 & 3) == (this == V2 ? 0 : 3);
  }
}
