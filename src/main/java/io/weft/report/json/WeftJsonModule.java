package io.weft.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.flow.FlowCounters;
import io.weft.flow.FlowRecord;
import io.weft.protocol.app.dns.DnsExchange;
import io.weft.protocol.app.http.HttpExchange;
import java.io.IOException;
import java.util.function.Supplier;

/** Tells a Jackson mapper how to write the types of Weft's records that databind does not know. */
final class WeftJsonModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /**
   * @param text gives the text buffer for each value; it may give the same one again only where a
   *     single thread uses the mapper
   */
  WeftJsonModule(Supplier<JsonText> text) {
    super("weft");
    add(Moment.class, (moment, json) -> text.get().time(json, moment.nanos()));
    add(Span.class, (span, json) -> text.get().seconds(json, span.nanos()));
    // Several threads may use a mapper's serializers, but only one an instance of FlowJson.
    add(FlowRecord.class, (flow, json) -> new FlowJson().write(json, flow));
    add(HttpExchange.class, (http, json) -> new HttpJson(text.get()).write(json, http));
    add(DnsExchange.class, (dns, json) -> new DnsJson(text.get()).write(json, dns));
    addSerializer(IpAddress.class, ToStringSerializer.instance);
    addSerializer(Protocol.class, ToStringSerializer.instance);
    setSerializerModifier(new KnownMoments());
    setMixInAnnotation(FlowCounters.class, FlatCounters.class);
  }

  private <T> void add(Class<T> type, Writing<T> writing) {
    addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            writing.write(value, json);
          }
        });
  }

  private interface Writing<T> {
    void write(T value, JsonGenerator json) throws IOException;
  }
}
