package io.weft.protocol.app.modbus;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.FramedDissector;

/** Joins responses to requests by the number of the transaction. */
final class ModbusDissector extends FramedDissector {
  private static final int LONGEST = 254;
  private static final int EXCEPTION = 0x80;

  ModbusDissector() {
    super(ModbusExchange::new);
  }

  @Override
  protected long length(Direction direction, byte[] bytes, int from, int to) {
    if (to - from < Modbus.HEADER) {
      return MORE;
    }
    int length = BigEndian.u16(bytes, from + 4);
    boolean isMessage = BigEndian.u16(bytes, from + 2) == 0 && length >= 2 && length <= LONGEST;
    return isMessage ? Modbus.LENGTH_FROM + length : NONE;
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    Integer transaction = BigEndian.u16(bytes, from);
    int function = bytes[from + Modbus.HEADER] & 0xFF;
    int data = from + Modbus.HEADER + 1;
    if (direction == Direction.FROM_CLIENT) {
      String unit = "unit " + (bytes[from + Modbus.HEADER - 1] & 0xFF);
      String argument = to - data < 2 ? unit : unit + " at " + BigEndian.u16(bytes, data);
      commands.ask(transaction, name(function), argument, arrival, out);
    } else if (function >= EXCEPTION) {
      String number = to > data ? String.valueOf(bytes[data] & 0xFF) : null;
      commands.answer(transaction, "exception", number, arrival, out);
    } else {
      commands.answer(transaction, "ok", null, arrival, out);
    }
  }

  /** Is it one of the functions that the guide assigns? */
  static boolean isKnown(int function) {
    return (function >= 1 && function <= 8)
        || (function >= 11 && function <= 12)
        || (function >= 15 && function <= 17)
        || (function >= 20 && function <= 24)
        || function == 43;
  }

  private static String name(int function) {
    return switch (function) {
      case 1 -> "read_coils";
      case 2 -> "read_discrete_inputs";
      case 3 -> "read_holding_registers";
      case 4 -> "read_input_registers";
      case 5 -> "write_single_coil";
      case 6 -> "write_single_register";
      case 15 -> "write_multiple_coils";
      case 16 -> "write_multiple_registers";
      case 22 -> "mask_write_register";
      case 23 -> "read_write_multiple_registers";
      case 43 -> "encapsulated_interface_transport";
      default -> String.valueOf(function);
    };
  }
}
