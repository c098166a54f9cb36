package io.weft.protocol.app.dnp3;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.FramedDissector;
import java.util.Locale;

/** Joins responses to requests by the sequence number of the application layer. */
final class Dnp3Dissector extends FramedDissector {
  private static final int LINK = 5;
  private static final int BLOCK = 16;
  private static final int CRC = 2;
  private static final int FIRST_OF_MESSAGE = 0x40;
  private static final int SEQUENCE = 0x0F;
  private static final int CONFIRM = 0;
  private static final int RESPONSE = 129;
  private static final int UNSOLICITED = 130;

  private static final String[] FUNCTIONS = {
    "confirm",
    "read",
    "write",
    "select",
    "operate",
    "direct_operate",
    "direct_operate_nr",
    "immed_freeze",
    "immed_freeze_nr",
    "freeze_clear",
    "freeze_clear_nr",
    "freeze_at_time",
    "freeze_at_time_nr",
    "cold_restart",
    "warm_restart",
    "initialize_data",
    "initialize_appl",
    "start_appl",
    "stop_appl",
    "save_config",
    "enable_unsolicited",
    "disable_unsolicited",
    "assign_class",
    "delay_measure",
    "record_current_time",
    "open_file",
    "close_file",
    "delete_file",
    "get_file_info",
    "authenticate_file",
    "abort_file",
    "activate_config",
    "authenticate_req",
    "authenticate_req_nr"
  };

  Dnp3Dissector() {
    super(Dnp3Exchange::new);
  }

  @Override
  protected long length(Direction direction, byte[] bytes, int from, int to) {
    if (to - from < Dnp3.HEADER) {
      return MORE;
    }
    int data = (bytes[from + 2] & 0xFF) - LINK;
    if (data < 0 || LittleEndian.u16(bytes, from) != 0x6405) {
      return NONE;
    }
    return Dnp3.HEADER + data + CRC * (long) ((data + BLOCK - 1) / BLOCK);
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    int transport = from + Dnp3.HEADER;
    if (to - transport < 3 || (bytes[transport] & FIRST_OF_MESSAGE) == 0) {
      return; // of the link alone, or the rest of a message
    }
    Integer sequence = bytes[transport + 1] & SEQUENCE;
    int function = bytes[transport + 2] & 0xFF;
    String ends = LittleEndian.u16(bytes, from + 6) + " > " + LittleEndian.u16(bytes, from + 4);
    if (function == RESPONSE || function == UNSOLICITED) {
      int indications = to - transport >= 5 ? BigEndian.u16(bytes, transport + 3) : 0;
      String told = indications == 0 ? null : String.format(Locale.ROOT, "0x%04x", indications);
      if (function == RESPONSE) {
        commands.answer(sequence, "response", told, arrival, out);
      } else {
        commands.greet("unsolicited_response", told, arrival, out);
      }
    } else if (function != CONFIRM) {
      String name = function < FUNCTIONS.length ? FUNCTIONS[function] : String.valueOf(function);
      commands.ask(sequence, name, ends, arrival, out);
    }
  }
}
