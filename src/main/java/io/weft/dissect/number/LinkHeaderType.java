package io.weft.dissect.number;

/**
 * Link-layer header types that are dissected: LINKTYPE_ values (tcpdump.org, "Link-Layer Header
 * Types"), among them DLT_ values that some systems wrote into files. They are the numbers of
 * {@link io.weft.dissect.chain.Chain#LINK_TYPES}.
 */
public final class LinkHeaderType {
  public static final int NULL = 0;
  public static final int ETHERNET = 1;
  public static final int PPP = 9;
  public static final int FDDI = 10;

  /** Raw IP as most systems' DLT_RAW. */
  public static final int RAW_12 = 12;

  /** Raw IP as OpenBSD's DLT_RAW. */
  public static final int RAW_14 = 14;

  public static final int PPP_HDLC = 50;
  public static final int ATM_RFC1483 = 100;

  /** IPv4 or IPv6, as the first four bits tell. */
  public static final int RAW = 101;

  public static final int C_HDLC = 104;
  public static final int IEEE802_11 = 105;
  public static final int FRELAY = 107;
  public static final int LOOP = 108;
  public static final int LINUX_SLL = 113;
  public static final int IEEE802_11_PRISM = 119;
  public static final int IEEE802_11_RADIOTAP = 127;
  public static final int ARCNET_LINUX = 129;

  /** Reserved for private use; Darwin writes PKTAP under it. */
  public static final int USER2 = 149;

  public static final int IEEE802_11_AVS = 163;
  public static final int BLUETOOTH_HCI_H4 = 187;
  public static final int USB_LINUX = 189;
  public static final int PPI = 192;

  /** With a word before it that tells the direction. */
  public static final int BLUETOOTH_HCI_H4_WITH_PHDR = 201;

  public static final int USB_LINUX_MMAPPED = 220;
  public static final int IPNET = 226;
  public static final int IPV4 = 228;
  public static final int IPV6 = 229;
  public static final int NFLOG = 239;
  public static final int USBPCAP = 249;
  public static final int PKTAP = 258;
  public static final int LINUX_SLL2 = 276;

  private LinkHeaderType() {}
}
