package io.weft.report.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.flow.EndpointRecord;
import io.weft.flow.SocketState;
import io.weft.insight.story.Story;
import io.weft.insight.story.StoryStep;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimeDivision;
import io.weft.insight.time.TimePart;
import io.weft.report.json.Json;
import java.io.IOException;
import java.io.OutputStream;

/** Prints stories, one JSON object a line: {@code story.schema.json} describes it. */
public final class StoryJson {
  private final JsonGenerator json;
  private final Wording words;

  /**
   * @param out gets the lines when {@link #flush} is called, or before
   */
  public StoryJson(OutputStream out, Wording words) throws IOException {
    this.words = words;
    json = Json.generator(out);
    json.setCodec(Json.mapper());
  }

  /** Prints a story. */
  public void add(Story story) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "story");
    json.writeStringField("flow", story.record().name().toString());
    end("client", story.record().client());
    end("server", story.record().server());
    json.writeArrayFieldStart("steps");
    for (StoryStep step : story.steps()) {
      step(step);
    }
    json.writeEndArray();
    if (story.omitted() > 0) {
      json.writeNumberField("omitted", story.omitted());
    }
    if (story.time() != null) {
      time(story.time());
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void end(String name, EndpointRecord end) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("ip", end.ip().toString());
    if (end.port() >= 0) {
      json.writeNumberField("port", end.port());
    }
    if (end.name() != null) {
      json.writeStringField("name", end.name().text());
    }
    json.writeEndObject();
  }

  private void step(StoryStep step) throws IOException {
    json.writeStartObject();
    json.writeObjectField("time", new Moment(step.nanos()));
    if (step.packet() > 0) {
      json.writeNumberField("packet", step.packet());
      json.writeNumberField("last_packet", step.lastPacket());
    }
    if (step.from() != null) {
      json.writeStringField("from", side(step.from()));
    }
    json.writeStringField("layer", step.layer());
    json.writeStringField("step", step.text().key().substring("story.".length()));
    json.writeStringField("text", words.text(step.text()));
    state("client_state", step.client());
    state("server_state", step.server());
    json.writeEndObject();
  }

  private static String side(Direction direction) {
    return direction == Direction.FROM_CLIENT ? "client" : "server";
  }

  private void state(String name, SocketState state) throws IOException {
    if (state != null) {
      json.writeStringField(name, state.toString());
    }
  }

  private void time(ConnectionTime time) throws IOException {
    TimeDivision division = time.division();
    json.writeObjectFieldStart("time");
    json.writeObjectField("duration", new Span(division.durationNanos()));
    json.writeStringField("position", time.position().id());
    json.writeStringField("position_sure", time.positionSure().id());
    json.writeArrayFieldStart("parts");
    for (TimePart part : division.parts()) {
      json.writeStartObject();
      json.writeStringField("cause", part.cause().id());
      if (part.sender() != null) {
        json.writeStringField("sender", side(part.sender()));
      }
      json.writeObjectField("duration", new Span(part.nanos()));
      json.writeStringField("sure", part.sure().id());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  public void flush() throws IOException {
    json.flush();
  }
}
