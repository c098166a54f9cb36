package io.weft.report.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/** How Weft writes JSON: snake case, nothing null, RFC 3339 times, UTF-8. */
public final class Json {
  private Json() {}

  /** A mapper that knows flow records, exchanges and the values in them. Writes, does not read. */
  public static ObjectMapper mapper() {
    return mapper(JsonText::new);
  }

  /**
   * @param text a buffer for each value: always the same only where one thread uses the mapper
   */
  static ObjectMapper mapper(Supplier<JsonText> text) {
    return JsonMapper.builder(factory())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
        // Values go into the middle of larger documents, which have buffers of their own.
        .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
        .addModule(new WeftJsonModule(text))
        .build();
  }

  /** A generator of values one after the other; who writes lines ends each with a line feed. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return factory().createGenerator(out);
  }

  private static JsonFactory factory() {
    return new JsonFactoryBuilder().rootValueSeparator(new SerializedString("")).build();
  }
}
