package io.weft.report.follow;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.bytes.Utf8;
import io.weft.dissect.Direction;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowName;
import io.weft.report.SideNames;
import io.weft.report.json.Json;
import io.weft.report.json.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Prints a stream as JSON objects, one a line. The schemas {@code turn}, {@code gap}, {@code
 * segment} and {@code reversed} describe them.
 */
public final class JsonStreamPrinter extends StreamPrinter {
  private final JsonGenerator json;
  private final JsonText text = new JsonText();
  private final FlowName stream;
  private Shown shown = Shown.SENT;

  /**
   * @param out flushed at the end, and left open
   * @param stream the name of the stream, which every object tells
   */
  public JsonStreamPrinter(OutputStream out, FlowName stream) throws IOException {
    json = Json.generator(out);
    this.stream = stream;
  }

  @Override
  void shows(Shown bytes) {
    shown = bytes;
  }

  @Override
  void turn(Turn turn) throws IOException {
    open("turn", turn.direction);
    json.writeArrayFieldStart("packets");
    json.writeNumber(turn.firstPacket);
    json.writeNumber(turn.lastPacket);
    json.writeEndArray();
    json.writeFieldName("time");
    text.time(json, turn.nanos);
    json.writeFieldName("time_relative");
    text.seconds(json, turn.elapsedNanos);
    json.writeNumberField("offset", turn.offset);
    json.writeNumberField("length", turn.length);
    if (shown != Shown.SENT) {
      json.writeStringField("bytes", shown.name().toLowerCase(Locale.ROOT));
    }
    if (turn.message != null) {
      json.writeStringField("message", turn.message);
    }
    json.writeFieldName("data");
    json.writeBinary(turn.bytes, 0, turn.length);
    if (Utf8.isValid(turn.bytes, 0, turn.length)) {
      json.writeStringField("text", new String(turn.bytes, 0, turn.length, StandardCharsets.UTF_8));
    }
    close();
  }

  @Override
  void gap(Direction side, long offset, long missing) throws IOException {
    open("gap", side);
    json.writeNumberField("offset", offset);
    json.writeNumberField("length", missing);
    close();
  }

  @Override
  void segment(SegmentRange segment) throws IOException {
    SegmentJson.write(json, text, stream, segment);
  }

  @Override
  void reversed() throws IOException {
    SegmentJson.writeReversed(json, stream);
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }

  @Override
  void end(boolean empty) throws IOException {
    flush();
  }

  private void open(String type, Direction side) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("protocol", IpProtocol.name(stream.ipProtocol()));
    json.writeNumberField("stream", stream.stream());
    json.writeStringField("direction", SideNames.of(side));
  }

  private void close() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
