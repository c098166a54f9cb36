package io.weft.report.extract;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.analysis.Analyzer;
import io.weft.dissect.Direction;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.report.SideNames;
import io.weft.report.StreamGaps;
import io.weft.report.json.Json;
import io.weft.report.json.JsonText;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Writes the index of extracted streams: one JSON document, which {@code extraction.schema.json}
 * describes. Each flow is added when it ends, as one line.
 */
final class ExtractionIndex implements Closeable {
  private static final int BUFFER = 64 << 10;

  private final OutputStream out;
  private final JsonGenerator json;
  private final JsonText text = new JsonText();

  /**
   * @param file which is created
   * @param generator name and version of the program
   */
  ExtractionIndex(Path file, String generator) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    json = Json.generator(out);
    json.setCodec(Json.mapper());
    json.writeStartObject();
    json.writeStringField("type", "extraction");
    json.writeStringField("generator", generator);
    json.writeArrayFieldStart("streams");
  }

  /**
   * Adds a flow.
   *
   * @param sides whose bytes were wanted
   */
  void add(FlowRecord record, OutgoingFlow flow, Set<Direction> sides) throws IOException {
    json.writeStartObject();
    json.writeStringField("protocol", record.protocol());
    json.writeNumberField("stream", record.stream());
    if (flow.continued) {
      json.writeBooleanField("continued", true);
    }
    if (record.times().areKnown()) {
      json.writeFieldName("start");
      text.time(json, record.times().startNanos());
      json.writeFieldName("end");
      text.time(json, record.times().endNanos());
    }
    json.writeNumberField("first_packet", record.times().firstPacket());
    side(record.client(), Direction.FROM_CLIENT, flow, sides);
    side(record.server(), Direction.FROM_SERVER, flow, sides);
    json.writeStringField("client_known_by", record.identity().clientKnownBy().toString());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void side(EndpointRecord end, Direction side, OutgoingFlow flow, Set<Direction> sides)
      throws IOException {
    json.writeObjectFieldStart(SideNames.of(side));
    json.writeFieldName("ip");
    text.address(json, end.ip());
    json.writeNumberField("port", end.port());
    if (end.name() != null) {
      json.writeStringField("name", end.name().text());
      json.writeStringField("name_source", end.name().source());
    }
    if (sides.contains(side)) {
      OutgoingStream stream = flow.streamIfAny(side);
      if (stream == null) {
        json.writeNumberField("stream_bytes", 0);
        json.writeNumberField("missing_bytes", 0);
      } else {
        stream(stream, end.stream());
      }
    }
    json.writeEndObject();
  }

  /**
   * @param whole what the record tells of a TCP stream from its beginning, even where the flow
   *     continues an earlier one; null for UDP
   */
  private void stream(OutgoingStream stream, EndpointRecord.Stream whole) throws IOException {
    long inFile = stream.fileOffset + stream.written;
    long missing = whole == null ? stream.missing() : whole.missing().bytes();
    json.writeNumberField("stream_bytes", inFile);
    json.writeNumberField("missing_bytes", missing);
    if (inFile > 0) {
      json.writeStringField("file", stream.file);
      if (stream.fileOffset > 0) {
        json.writeNumberField("file_offset", stream.fileOffset);
      }
      json.writeStringField("sha256", stream.hash);
    }
    if (stream.gaps != null) {
      gaps(stream.gaps, stream.fileOffset, missing - stream.missing());
    }
  }

  /**
   * @param missingBefore bytes that were missing in the earlier flows that this one continues
   */
  private void gaps(StreamGaps gaps, long fileOffset, long missingBefore) throws IOException {
    json.writeArrayFieldStart("gaps");
    long missing = 0;
    for (int i = 0; i < gaps.kept(); i++) {
      long inFile = fileOffset + gaps.offset(i) - missing;
      missing += gaps.length(i);
      json.writeStartObject();
      json.writeNumberField("offset", inFile + missingBefore + missing - gaps.length(i));
      json.writeNumberField("length", gaps.length(i));
      json.writeNumberField("file_offset", inFile);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (gaps.count() > gaps.kept()) {
      json.writeNumberField("gaps_not_listed", gaps.count() - gaps.kept());
    }
  }

  /**
   * Writes the totals and closes the file.
   *
   * @param files number of files
   * @param bytes in all files
   * @param missing bytes of the same streams that are not in the capture
   */
  void finish(Analyzer.Totals totals, long files, long bytes, long missing) throws IOException {
    json.writeEndArray();
    json.writeNumberField("files", files);
    json.writeNumberField("stream_bytes", bytes);
    json.writeNumberField("missing_bytes", missing);
    json.writeBooleanField("complete", totals.end().complete());
    json.writeObjectField("counters", totals.flows());
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  /** Closes the file without completing the document. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
