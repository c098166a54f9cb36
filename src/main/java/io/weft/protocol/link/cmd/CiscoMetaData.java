package io.weft.protocol.link.cmd;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.EtherType;

/**
 * The tag by which Cisco's switches tell one another the security group of a frame's sender:
 * version, length, one option with the group's number, and the type of what follows.
 */
public final class CiscoMetaData extends View {
  public static final Protocol PROTOCOL = Protocol.of("cmd", "Cisco MetaData");

  /** Length in bytes of the tag and the type of what follows. */
  public static final int HEADER_LENGTH = 8;

  private static final int VERSION = 0;
  private static final int LENGTH = 1;
  private static final int OPTIONS = 2;
  private static final int GROUP = 4;
  private static final int TYPE = 6;

  public static final LayerFields FIELDS =
      FixedFields.of(
          at(VERSION, Field.u8("cmd.version", "Version")),
          at(LENGTH, Field.u8("cmd.length", "Length")),
          at(OPTIONS, Field.u16("cmd.options", "Options").hexadecimal()),
          at(GROUP, Field.u16("cmd.sgt", "SGT")),
          at(TYPE, Field.u16("cmd.type", "Type").hexadecimal()));

  static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS);
    chain.put(EtherType.TABLE, EtherType.CISCO_METADATA, new CiscoMetaDataDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Number of the sender's security group, 0 to 65,535. */
  public int securityGroup() {
    return BigEndian.u16(bytes, at + GROUP);
  }
}
