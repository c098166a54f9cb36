package io.weft.protocol.app.mqtt;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.DialogText;
import io.weft.protocol.app.FramedDissector;

/** Joins the server's acknowledgements to the client's packets by their identifiers. */
final class MqttDissector extends FramedDissector {
  private static final int CONNECT = 1;
  private static final int CONNACK = 2;
  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final int PUBREC = 5;
  private static final int SUBSCRIBE = 8;
  private static final int SUBACK = 9;
  private static final int UNSUBSCRIBE = 10;
  private static final int UNSUBACK = 11;
  private static final int MAX_LENGTH_BYTES = 4;
  private static final int REFUSED = 0x80;
  private static final int VERSION_5 = 5;

  private int version;

  MqttDissector() {
    super(MqttExchange::new);
  }

  /** Index behind the length that a packet begins with; 0 where it is not there, -1 for none. */
  static int bodyFrom(byte[] bytes, int from, int to) {
    for (int at = from + 1; at < to; at++) {
      if (bytes[at] >= 0) {
        return at + 1;
      }
      if (at - from == MAX_LENGTH_BYTES) {
        return -1;
      }
    }
    return 0;
  }

  @Override
  protected long length(Direction direction, byte[] bytes, int from, int to) {
    int type = (bytes[from] & 0xFF) >> 4;
    int body = bodyFrom(bytes, from, to);
    if (body < 0 || type == 0) {
      return NONE;
    }
    if (body == 0) {
      return MORE;
    }
    long length = 0;
    for (int at = body - 1; at > from; at--) {
      length = length << 7 | (bytes[at] & 0x7F);
    }
    return body - from + length;
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    int type = (bytes[from] & 0xFF) >> 4;
    int body = bodyFrom(bytes, from, to);
    if (direction == Direction.FROM_CLIENT) {
      sent(type, bytes, from, body, to, arrival, out);
    } else {
      received(type, bytes, body, to, arrival, out);
    }
  }

  private void sent(
      int type, byte[] bytes, int from, int body, int to, Arrival arrival, StreamContext out) {
    switch (type) {
      case CONNECT -> {
        int name = textEnd(bytes, body, to);
        if (name < 0 || name + 4 > to) {
          bad();
          return;
        }
        version = bytes[name];
        int id = name + 4; // behind version, flags and interval
        id += version == VERSION_5 && id < to ? 1 + (bytes[id] & 0x7F) : 0;
        commands.ask("connect", "connect", text(bytes, id, to), arrival, out);
      }
      case PUBLISH -> {
        int topic = textEnd(bytes, body, to);
        int service = bytes[from] >> 1 & 3;
        boolean isAnswered = service > 0 && topic > 0 && topic + 2 <= to;
        Object key = isAnswered ? (Object) BigEndian.u16(bytes, topic) : this;
        commands.ask(key, "publish", text(bytes, body, to), arrival, out);
        if (!isAnswered) {
          commands.answer(this, "unacknowledged", null, arrival, out); // nobody will answer
        }
      }
      case SUBSCRIBE, UNSUBSCRIBE -> {
        if (to - body >= 2) {
          int topic = body + 2;
          topic += version == VERSION_5 && topic < to ? 1 + (bytes[topic] & 0x7F) : 0;
          String name = type == SUBSCRIBE ? "subscribe" : "unsubscribe";
          commands.ask(
              (Object) BigEndian.u16(bytes, body), name, text(bytes, topic, to), arrival, out);
        }
      }
      default -> {}
    }
  }

  private void received(
      int type, byte[] bytes, int body, int to, Arrival arrival, StreamContext out) {
    if (to - body < 2) {
      return;
    }
    switch (type) {
      case CONNACK -> {
        int code = bytes[body + 1] & 0xFF;
        commands.answer("connect", code == 0 ? "accepted" : "" + code, null, arrival, out);
      }
      case PUBACK, PUBREC, UNSUBACK ->
          commands.answer(BigEndian.u16(bytes, body), "acknowledged", null, arrival, out);
      case SUBACK -> {
        int code = bytes[to - 1] & 0xFF;
        String status = code >= REFUSED ? "" + code : "acknowledged";
        commands.answer(BigEndian.u16(bytes, body), status, null, arrival, out);
      }
      default -> {}
    }
  }

  /** Index behind a text with its length before it; -1 where it is not whole. */
  private static int textEnd(byte[] bytes, int from, int to) {
    int end = to - from < 2 ? -1 : from + 2 + BigEndian.u16(bytes, from);
    return end > to ? -1 : end;
  }

  private static String text(byte[] bytes, int from, int to) {
    int end = textEnd(bytes, from, to);
    return end <= from + 2 ? null : DialogText.shortened(bytes, from + 2, end);
  }
}
