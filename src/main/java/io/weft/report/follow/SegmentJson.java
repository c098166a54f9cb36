package io.weft.report.follow;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.FlowName;
import io.weft.report.SideNames;
import io.weft.report.json.JsonText;
import java.io.IOException;
import java.util.Locale;

/** Writes which packet carried which bytes, one JSON object a line. */
final class SegmentJson {
  private SegmentJson() {}

  static void write(JsonGenerator json, JsonText text, FlowName stream, SegmentRange segment)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "segment");
    name(json, stream);
    json.writeStringField("direction", SideNames.of(segment.side()));
    json.writeNumberField("offset", segment.offset());
    json.writeNumberField("length", segment.length());
    json.writeNumberField("packet", segment.packet());
    json.writeFieldName("time");
    text.time(json, segment.nanos());
    json.writeStringField("copy", segment.copy().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Directions written so far are to be read the other way round. */
  static void writeReversed(JsonGenerator json, FlowName stream) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "reversed");
    name(json, stream);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static void name(JsonGenerator json, FlowName stream) throws IOException {
    json.writeStringField("protocol", IpProtocol.name(stream.ipProtocol()));
    json.writeNumberField("stream", stream.stream());
  }
}
