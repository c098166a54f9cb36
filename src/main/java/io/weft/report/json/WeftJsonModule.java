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

/** Teaches a Jackson mapper the types of Weft's records that databind cannot guess. */
public final class WeftJsonModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  public WeftJsonModule() {
    this(JsonText::new);
  }

  WeftJsonModule(Supplier<JsonText> text) {
    super("weft");
    add(Moment.class, (moment, json) -> text.get().time(json, moment.nanos()));
    add(Span.class, (span, json) -> text.get().seconds(json, span.nanos()));
    // A mapper's serializers are shared among threads, FlowJson's buffers are not.
    add(FlowRecord.class, (flow, json) -> new FlowJson().write(json, flow));
    add(HttpExchange.class, (http, json) -> new HttpJson(text.get()).write(json, http));
    add(DnsExchange.class, (dns, json) -> new DnsJson(text.get()).write(json, dns));
    addSerializer(IpAddress.class, ToStringSerializer.instance);
    addSerializer(Protocol.class, ToStringSerializer.instance);
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
