package io.weft.protocol.app.dns;

import java.util.Map;

/** The mnemonics of the IANA registry "Domain Name System (DNS) Parameters". */
public final class DnsNames {
  private static final Map<Integer, String> TYPES =
      Map.ofEntries(
          Map.entry(1, "A"),
          Map.entry(2, "NS"),
          Map.entry(3, "MD"),
          Map.entry(4, "MF"),
          Map.entry(5, "CNAME"),
          Map.entry(6, "SOA"),
          Map.entry(7, "MB"),
          Map.entry(8, "MG"),
          Map.entry(9, "MR"),
          Map.entry(10, "NULL"),
          Map.entry(11, "WKS"),
          Map.entry(12, "PTR"),
          Map.entry(13, "HINFO"),
          Map.entry(14, "MINFO"),
          Map.entry(15, "MX"),
          Map.entry(16, "TXT"),
          Map.entry(17, "RP"),
          Map.entry(18, "AFSDB"),
          Map.entry(19, "X25"),
          Map.entry(20, "ISDN"),
          Map.entry(21, "RT"),
          Map.entry(22, "NSAP"),
          Map.entry(23, "NSAP-PTR"),
          Map.entry(24, "SIG"),
          Map.entry(25, "KEY"),
          Map.entry(26, "PX"),
          Map.entry(27, "GPOS"),
          Map.entry(28, "AAAA"),
          Map.entry(29, "LOC"),
          Map.entry(30, "NXT"),
          Map.entry(31, "EID"),
          Map.entry(32, "NIMLOC"),
          Map.entry(33, "SRV"),
          Map.entry(34, "ATMA"),
          Map.entry(35, "NAPTR"),
          Map.entry(36, "KX"),
          Map.entry(37, "CERT"),
          Map.entry(38, "A6"),
          Map.entry(39, "DNAME"),
          Map.entry(40, "SINK"),
          Map.entry(41, "OPT"),
          Map.entry(42, "APL"),
          Map.entry(43, "DS"),
          Map.entry(44, "SSHFP"),
          Map.entry(45, "IPSECKEY"),
          Map.entry(46, "RRSIG"),
          Map.entry(47, "NSEC"),
          Map.entry(48, "DNSKEY"),
          Map.entry(49, "DHCID"),
          Map.entry(50, "NSEC3"),
          Map.entry(51, "NSEC3PARAM"),
          Map.entry(52, "TLSA"),
          Map.entry(53, "SMIMEA"),
          Map.entry(55, "HIP"),
          Map.entry(56, "NINFO"),
          Map.entry(57, "RKEY"),
          Map.entry(58, "TALINK"),
          Map.entry(59, "CDS"),
          Map.entry(60, "CDNSKEY"),
          Map.entry(61, "OPENPGPKEY"),
          Map.entry(62, "CSYNC"),
          Map.entry(63, "ZONEMD"),
          Map.entry(64, "SVCB"),
          Map.entry(65, "HTTPS"),
          Map.entry(66, "DSYNC"),
          Map.entry(99, "SPF"),
          Map.entry(104, "NID"),
          Map.entry(105, "L32"),
          Map.entry(106, "L64"),
          Map.entry(107, "LP"),
          Map.entry(108, "EUI48"),
          Map.entry(109, "EUI64"),
          Map.entry(249, "TKEY"),
          Map.entry(250, "TSIG"),
          Map.entry(251, "IXFR"),
          Map.entry(252, "AXFR"),
          Map.entry(253, "MAILB"),
          Map.entry(254, "MAILA"),
          Map.entry(255, "ANY"),
          Map.entry(256, "URI"),
          Map.entry(257, "CAA"),
          Map.entry(258, "AVC"),
          Map.entry(259, "DOA"),
          Map.entry(260, "AMTRELAY"),
          Map.entry(261, "RESINFO"),
          Map.entry(32_768, "TA"),
          Map.entry(32_769, "DLV"));

  private static final String[] OPCODES = {
    "QUERY", "IQUERY", "STATUS", null, "NOTIFY", "UPDATE", "DSO"
  };

  private static final String[] RESPONSE_CODES = {
    "NOERROR",
    "FORMERR",
    "SERVFAIL",
    "NXDOMAIN",
    "NOTIMP",
    "REFUSED",
    "YXDOMAIN",
    "YXRRSET",
    "NXRRSET",
    "NOTAUTH",
    "NOTZONE",
    "DSOTYPENI",
    null,
    null,
    null,
    null,
    "BADVERS",
    "BADKEY",
    "BADTIME",
    "BADMODE",
    "BADNAME",
    "BADALG",
    "BADTRUNC",
    "BADCOOKIE"
  };

  private DnsNames() {}

  /**
   * Mnemonic of a record type: {@code AAAA}; {@code TYPE1234} where none is registered (RFC 3597
   * section 5).
   */
  public static String type(int number) {
    String name = TYPES.get(number);
    return name != null ? name : "TYPE" + number;
  }

  /**
   * Mnemonic of a class: {@code IN}; {@code CLASS1234} where none is registered (RFC 3597 section
   * 5).
   */
  public static String recordClass(int number) {
    return switch (number) {
      case 1 -> "IN";
      case 3 -> "CH";
      case 4 -> "HS";
      case 254 -> "NONE";
      case 255 -> "ANY";
      default -> "CLASS" + number;
    };
  }

  /** Mnemonic of an opcode: {@code QUERY}; {@code OPCODE7} where none is registered. */
  public static String opcode(int number) {
    return name(OPCODES, number, "OPCODE");
  }

  /**
   * Mnemonic of a response code: {@code NXDOMAIN}; {@code RCODE1234} where none is registered.
   * Codes above 15 need the bits that EDNS adds (RFC 6891 section 6.1.3).
   */
  public static String responseCode(int number) {
    return name(RESPONSE_CODES, number, "RCODE");
  }

  /** Mnemonic of an algorithm of DNSSEC, or null where none is registered. */
  static String algorithm(long number) {
    return switch ((int) number) {
      case 0 -> "DELETE";
      case 1 -> "RSAMD5";
      case 2 -> "DH";
      case 3 -> "DSA";
      case 5 -> "RSASHA1";
      case 6 -> "DSA-NSEC3-SHA1";
      case 7 -> "RSASHA1-NSEC3-SHA1";
      case 8 -> "RSASHA256";
      case 10 -> "RSASHA512";
      case 12 -> "ECC-GOST";
      case 13 -> "ECDSAP256SHA256";
      case 14 -> "ECDSAP384SHA384";
      case 15 -> "ED25519";
      case 16 -> "ED448";
      case 252 -> "INDIRECT";
      case 253 -> "PRIVATEDNS";
      case 254 -> "PRIVATEOID";
      default -> null;
    };
  }

  /** Name of the digest of a delegation signer, or null where none is registered. */
  static String digest(long number) {
    return switch ((int) number) {
      case 1 -> "SHA-1";
      case 2 -> "SHA-256";
      case 3 -> "GOST R 34.11-94";
      case 4 -> "SHA-384";
      default -> null;
    };
  }

  /** Mnemonic of a response code in a field of 16 bits. */
  static String error(long number) {
    return responseCode((int) number);
  }

  private static String name(String[] names, int number, String otherwise) {
    return number < names.length && names[number] != null ? names[number] : otherwise + number;
  }
}
