package io.weft.protocol.app.dblsp;

import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;

/** An announcement by which Dropbox's LAN sync finds others: one object of JSON (RFC 8259). */
public final class DropboxDiscovery {
  public static final Protocol PROTOCOL =
      Protocol.of("db-lsp-disc", "Dropbox LAN sync Discovery Protocol");

  private static final int PORT = 17500;

  /** Braces with nothing between them. */
  private static final int MIN_LENGTH = 2;

  private static final Field KEY = Field.text("json.key", "Key").repeating();
  private static final Field STRING = Field.text("json.value.string", "String value").repeating();
  private static final Field NUMBER = Field.text("json.value.number", "Number value").repeating();

  private DropboxDiscovery() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, LayerFields.of(DropboxDiscovery::read, KEY, STRING, NUMBER));
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), MIN_LENGTH, DropboxDiscovery::fit)
            .ports(PORT));
  }

  /** Braces at both ends, and a name behind the first one. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int name = behindSpace(bytes, from + 1, to);
    boolean isWhole = to < wireTo || bytes[to - 1] == '}';
    return Fit.yesIf(bytes[from] == '{' && isWhole && name < to && bytes[name] == '"');
  }

  private static int behindSpace(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
    return at;
  }

  /** Goes over the tokens; what nests is told in the order in which it stands. */
  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    int at = packet.start(layer);
    while (at < limit) {
      int end = at + 1;
      if (bytes[at] == '"') {
        end = behindString(bytes, at + 1, limit);
        if (end > limit) {
          return;
        }
        int next = behindSpace(bytes, end, limit);
        Field field = next < limit && bytes[next] == ':' ? KEY : STRING;
        FieldSequence.wantedText(field, packet, layer, at + 1, end - 1, sink);
      } else if (isOfNumber(bytes[at])) {
        while (end < limit && isOfNumber(bytes[end])) {
          end++;
        }
        FieldSequence.wantedText(NUMBER, packet, layer, at, end, sink);
      } else if (Character.isLetter(bytes[at])) { // true, false or null
        while (end < limit && Character.isLetter(bytes[end])) {
          end++;
        }
      }
      at = end;
    }
  }

  /** Index behind the quote that ends a string; beyond the limit where none does. */
  private static int behindString(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static boolean isOfNumber(int letter) {
    return (letter >= '0' && letter <= '9')
        || letter == '-'
        || letter == '+'
        || letter == '.'
        || letter == 'e'
        || letter == 'E';
  }
}
