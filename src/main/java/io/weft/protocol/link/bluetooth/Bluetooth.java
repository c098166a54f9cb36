package io.weft.protocol.link.bluetooth;

import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/**
 * The byte that says what follows between a Bluetooth host and its controller (Bluetooth Core
 * Specification, volume 4, part A, section 2), in some captures behind a word with the direction.
 */
public final class Bluetooth extends View {
  public static final Protocol PROTOCOL = Protocol.of("hci_h4", "Bluetooth HCI H4");
  public static final Protocol COMMAND = Protocol.of("bthci_cmd", "Bluetooth HCI Command");
  public static final Protocol DATA = Protocol.of("bthci_acl", "Bluetooth HCI ACL Packet");
  public static final Protocol VOICE = Protocol.of("bthci_sco", "Bluetooth HCI SCO Packet");
  public static final Protocol EVENT = Protocol.of("bthci_evt", "Bluetooth HCI Event");
  public static final Protocol L2CAP = Protocol.of("btl2cap", "Bluetooth L2CAP Protocol");

  /** Length of the word with the direction, in bytes. */
  static final int DIRECTION_LENGTH = 4;

  // What the byte says that follows.
  static final int IS_COMMAND = 1;
  static final int IS_DATA = 2;
  static final int IS_VOICE = 3;
  static final int IS_EVENT = 4;

  /** Adds the protocols to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> BluetoothFields.TRANSPORT);
    chain.fields(COMMAND, () -> BluetoothFields.COMMAND);
    chain.fields(DATA, () -> BluetoothFields.DATA);
    chain.fields(VOICE, () -> BluetoothFields.VOICE);
    chain.fields(EVENT, () -> BluetoothFields.EVENT);
    chain.fields(L2CAP, () -> BluetoothFields.L2CAP);
    chain.put(Chain.LINK_TYPES, LinkHeaderType.BLUETOOTH_HCI_H4, new TransportDissector(chain, 0));
    chain.put(
        Chain.LINK_TYPES,
        LinkHeaderType.BLUETOOTH_HCI_H4_WITH_PHDR,
        new TransportDissector(chain, DIRECTION_LENGTH));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
