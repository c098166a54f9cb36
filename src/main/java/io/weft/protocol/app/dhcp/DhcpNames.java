package io.weft.protocol.app.dhcp;

/** What the numbers of DHCP are called (IANA registry "BOOTP and DHCP Parameters"). */
final class DhcpNames {
  private static final String[] MESSAGES = {
    null,
    "Discover",
    "Offer",
    "Request",
    "Decline",
    "ACK",
    "NAK",
    "Release",
    "Inform",
    "Force Renew",
    "Lease query",
    "Lease Unassigned",
    "Lease Unknown",
    "Lease Active",
    "Bulk Lease Query",
    "Lease Query Done",
    "Active LeaseQuery",
    "Lease Query Status",
    "TLS"
  };

  private DhcpNames() {}

  /** Name of a kind of message, or null. */
  static String message(long type) {
    return type > 0 && type < MESSAGES.length ? MESSAGES[(int) type] : null;
  }

  /** Name of an operation, or null. */
  static String operation(long code) {
    return code == 1 ? "Boot Request" : code == 2 ? "Boot Reply" : null;
  }
}
