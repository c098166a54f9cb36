package io.weft.protocol.app.stun;

/**
 * Names of attributes whose values are read as bytes, or like those of others (IANA's registry of
 * STUN attributes, and those of Microsoft, Google and Cisco that Wireshark knows).
 */
final class AttributeNames {
  private AttributeNames() {}

  /** The name of a type, or null. */
  static String of(int type) {
    if (type >= 0xC000) {
      return ofCompanies(type);
    }
    return type >= 0x8000 ? optional(type) : required(type);
  }

  private static String required(int type) {
    return switch (type) {
      case 0x0002 -> "RESPONSE-ADDRESS";
      case 0x0004 -> "SOURCE-ADDRESS";
      case 0x0005 -> "CHANGED-ADDRESS";
      case 0x000B -> "REFLECTED-FROM";
      case 0x000E -> "ALTERNATE-SERVER";
      case 0x0011 -> "DESTINATION-ADDRESS";
      case 0x0013 -> "DATA";
      case 0x001A -> "DONT-FRAGMENT";
      case 0x001B -> "ACCESS-TOKEN";
      case 0x001C -> "MESSAGE-INTEGRITY-SHA256";
      case 0x001E -> "USERHASH";
      case 0x0025 -> "USE-CANDIDATE";
      case 0x0026 -> "PADDING";
      case 0x0027 -> "XOR-RESPONSE-TARGET";
      case 0x0028 -> "XOR-REFLECTED-FROM";
      case 0x002A -> "CONNECTION-ID";
      case 0x0030 -> "LEGACY-ICMP";
      default -> null;
    };
  }

  private static String optional(int type) {
    return switch (type) {
      case 0x8000 -> "ADDITIONAL-ADDRESS-FAMILY";
      case 0x8001 -> "ADDRESS-ERROR-CODE";
      case 0x8003 -> "ALTERNATE-DOMAIN";
      case 0x8004 -> "ICMP";
      case 0x8023 -> "ALTERNATE-SERVER";
      case 0x8025 -> "TRANSACTION-TRANSMIT-COUNTER";
      case 0x802B -> "RESPONSE-ORIGIN";
      case 0x802C -> "OTHER-ADDRESS";
      case 0x802D -> "ECN-CHECK";
      case 0x802E -> "THIRD-PARTY-AUTHORIZATION";
      case 0x8030 -> "MOBILITY-TICKET";
      case 0x8032 -> "MS-ALTERNATE-HOST-NAME";
      case 0x8037 -> "MS-APP-ID";
      case 0x8039 -> "MS-SECURE-TAG";
      case 0x8059 -> "MS-REMOTE-SITE-ADDRESS";
      case 0x805A -> "MS-REMOTE-RELAY-SITE-ADDRESS";
      case 0x805B -> "MS-LOCAL-SITE-ADDRESS";
      case 0x805C -> "MS-LOCAL-RELAY-SITE-ADDRESS";
      case 0x8090 -> "MS-ALTERNATE-MAPPED-ADDRESS";
      default -> null;
    };
  }

  private static String ofCompanies(int type) {
    return switch (type) {
      case 0xC000 -> "CISCO-STUN-FLOWDATA";
      case 0xC001 -> "ENF-FLOW-DESCRIPTION";
      case 0xC002 -> "ENF-NETWORK-STATUS";
      case 0xC058 -> "GOOG-LAST-ICE-CHECK-RECEIVED";
      case 0xC059 -> "GOOG-MISC-INFO";
      case 0xC05A -> "GOOG-OBSOLETE-1";
      case 0xC05B -> "GOOG-CONNECTION-ID";
      case 0xC05C -> "GOOG-DELTA";
      case 0xC05D -> "GOOG-DELTA-ACK";
      case 0xC060 -> "GOOG-MESSAGE-INTEGRITY-32";
      default -> null;
    };
  }
}
