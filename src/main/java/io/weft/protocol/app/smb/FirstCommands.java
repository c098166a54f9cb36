package io.weft.protocol.app.smb;

import java.util.Locale;

/** Names of the commands of SMB 1 ([MS-CIFS] section 2.2.2.1). */
final class FirstCommands {
  private static final String PREFIX = "smb1_";

  private FirstCommands() {}

  /**
   * The name of a command: {@code smb1_negotiate}; with its number in hexadecimal where it has none
   * or is out of use.
   *
   * @param command from 0 to 255
   */
  static String name(int command) {
    String known = known(command);
    return PREFIX + (known == null ? String.format(Locale.ROOT, "%02x", command) : known);
  }

  private static String known(int command) {
    return switch (command) {
      case 0x00 -> "create_directory";
      case 0x01 -> "delete_directory";
      case 0x02 -> "open";
      case 0x03 -> "create";
      case 0x04 -> "close";
      case 0x05 -> "flush";
      case 0x06 -> "delete";
      case 0x07 -> "rename";
      case 0x08 -> "query_information";
      case 0x09 -> "set_information";
      case 0x0A -> "read";
      case 0x0B -> "write";
      case 0x0C -> "lock_byte_range";
      case 0x0D -> "unlock_byte_range";
      case 0x10 -> "check_directory";
      case 0x11 -> "process_exit";
      case 0x12 -> "seek";
      case 0x22 -> "set_information2";
      case 0x23 -> "query_information2";
      case 0x24 -> "locking_andx";
      case 0x25 -> "transaction";
      case 0x26 -> "transaction_secondary";
      case 0x2B -> "echo";
      case 0x2D -> "open_andx";
      case 0x2E -> "read_andx";
      case 0x2F -> "write_andx";
      case 0x32 -> "transaction2";
      case 0x33 -> "transaction2_secondary";
      case 0x34 -> "find_close2";
      case 0x70 -> "tree_connect";
      case 0x71 -> "tree_disconnect";
      case 0x72 -> "negotiate";
      case 0x73 -> "session_setup_andx";
      case 0x74 -> "logoff_andx";
      case 0x75 -> "tree_connect_andx";
      case 0x80 -> "query_information_disk";
      case 0x81 -> "search";
      case 0xA0 -> "nt_transact";
      case 0xA1 -> "nt_transact_secondary";
      case 0xA2 -> "nt_create_andx";
      case 0xA4 -> "nt_cancel";
      case 0xA5 -> "nt_rename";
      default -> null;
    };
  }
}
