package io.weft.protocol.app.uftp;

import io.weft.dissect.field.ValueNames;

/** The types of messages, and Wireshark's names of their fields. */
final class UftpMessages {
  static final int ANNOUNCE = 1;
  static final int CONFIRM_REGISTRATION = 4;
  static final int FILE_INFORMATION = 7;
  static final int FILE_SEGMENT = 9;
  static final int DONE = 10;
  static final int STATUS = 11;
  static final int COMPLETE = 12;
  static final int CONFIRM_DONE = 13;
  private static final int LAST = 21;

  static final ValueNames NAMES =
      ValueNames.from0(
          null,
          "ANNOUNCE",
          "REGISTER",
          "CLIENT_KEY",
          "REG_CONF",
          "KEYINFO",
          "KEYINFO_ACK",
          "FILEINFO",
          "FILEINFO_ACK",
          "FILESEG",
          "DONE",
          "STATUS",
          "COMPLETE",
          "DONE_CONF",
          "HB_REQ",
          "HB_RESP",
          "KEY_REQ",
          "PROXY_KEY",
          "ENCRYPTED",
          "ABORT",
          "CONG_CTRL",
          "CC_ACK");

  private UftpMessages() {}

  static boolean isType(int type) {
    return type >= ANNOUNCE && type <= LAST;
  }
}
