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

/** Makes mappers and generators that write JSON as Weft does: snake case, no nulls, UTF-8. */
public final class Json {
  private Json() {}

  /**
   * A mapper that writes flow records, exchanges and all other records of Weft as the command line
   * does. It cannot read them. Several threads may use it.
   */
  public static ObjectMapper mapper() {
    return mapper(JsonText::new);
  }

  /**
   * @param text gives the text buffer for each value; it may give the same one again only where a
   *     single thread uses the mapper
   */
  static ObjectMapper mapper(Supplier<JsonText> text) {
    return JsonMapper.builder(factory())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
        // Values are often parts of a larger document, whose writer flushes at its end.
        .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
        .addModule(new WeftJsonModule(text))
        .build();
  }

  /**
   * A generator that puts nothing between two values: a writer of lines adds the line feeds itself.
   */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return factory().createGenerator(out);
  }

  private static JsonFactory factory() {
    return new JsonFactoryBuilder().rootValueSeparator(new SerializedString("")).build();
  }
}
