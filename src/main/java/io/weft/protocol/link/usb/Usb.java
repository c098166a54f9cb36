package io.weft.protocol.link.usb;

import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/**
 * A request to a USB host controller, or its completion, as Linux (Documentation/usb/usbmon.rst) or
 * USBPcap (its capture format specification) records it. Numbers are little-endian.
 */
public final class Usb extends View {
  public static final Protocol PROTOCOL = Protocol.of("usb", "USB");

  /** Length of usbmon's first header in bytes. */
  static final int LINUX_LENGTH = 48;

  /** Length of usbmon's second header in bytes. */
  static final int LINUX_MAPPED_LENGTH = 64;

  /** Length of USBPcap's shortest header in bytes. */
  static final int WINDOWS_LENGTH = 27;

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> UsbFields.FIELDS);
    put(chain, LinkHeaderType.USB_LINUX, LINUX_LENGTH);
    put(chain, LinkHeaderType.USB_LINUX_MMAPPED, LINUX_MAPPED_LENGTH);
    put(chain, LinkHeaderType.USBPCAP, WINDOWS_LENGTH);
  }

  private static void put(Chain.Builder chain, int linkType, int headerLength) {
    chain.put(Chain.LINK_TYPES, linkType, new UsbDissector(chain, headerLength));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
