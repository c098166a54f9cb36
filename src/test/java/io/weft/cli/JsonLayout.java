package io.weft.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** JSON as people write it: as many members on a line as fit. */
final class JsonLayout {
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final int columns;

  JsonLayout(int columns) {
    this.columns = columns;
  }

  String print(String json) throws JsonProcessingException {
    return print(EXACT.readTree(json), "", "");
  }

  private String print(JsonNode node, String indent, String before) throws JsonProcessingException {
    String line = EXACT.writeValueAsString(node);
    if (indent.length() + before.length() + line.length() < columns || !node.isContainerNode()) {
      return before + line;
    }
    String inner = indent + " ";
    List<String> members = new ArrayList<>();
    if (node.isObject()) {
      for (var member : node.properties()) {
        members.add(print(member.getValue(), inner, '"' + member.getKey() + "\":"));
      }
    } else {
      for (JsonNode element : node) {
        members.add(print(element, inner, ""));
      }
    }
    return before
        + (node.isObject() ? "{" : "[")
        + fill(members, inner)
        + (node.isObject() ? "}" : "]");
  }

  private String fill(List<String> members, String indent) {
    StringBuilder text = new StringBuilder();
    int at = columns;
    boolean alone = true;
    for (int i = 0; i < members.size(); i++) {
      String member = members.get(i) + (i + 1 < members.size() ? "," : "");
      boolean block = member.indexOf('\n') >= 0;
      if (i > 0 && (alone || block || at + member.length() >= columns)) {
        text.append('\n').append(indent);
        at = indent.length();
      } else if (i == 0) {
        at = indent.length();
      }
      text.append(member);
      at += member.length();
      alone = block;
    }
    return text.toString();
  }
}
