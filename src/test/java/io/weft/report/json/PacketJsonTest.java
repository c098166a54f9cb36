package io.weft.report.json;

import static io.weft.dissect.FixedFields.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Chain;
import io.weft.dissect.DataDissector;
import io.weft.dissect.Field;
import io.weft.dissect.FixedFields;
import io.weft.dissect.Frame;
import io.weft.dissect.LayerFields;
import io.weft.dissect.Packet;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.protocol.Dissection;
import io.weft.protocol.StandardProtocols;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets as JSON: keys, types, arrays and records follow from the fields' declarations. */
final class PacketJsonTest {
  /** No protocol is registered for it, so that a frame is one layer of data. */
  private static final int UNKNOWN_LINK_TYPE = 147;

  private static JsonNode json(Chain chain, Packet packet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      new PacketJson(chain, json).write(packet);
      json.flush();
      return JsonMapper.builder().build().readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields of a layer of data that has these bytes. */
  private static String layer(LayerFields fields, String hex) {
    Chain chain = new Chain.Builder().fields(DataDissector.PROTOCOL, fields).build();
    byte[] frame = HexFormat.of().parseHex(hex);
    Packet packet = new Dissection().of(UNKNOWN_LINK_TYPE, frame).packet();
    return json(chain, packet).get("layers").get(0).toString().replace('"', '\'');
  }

  @Test
  void fixedFieldsOfEveryWidth() {
    Field whole = Field.u16("data.whole", "Whole").hexadecimal();
    LayerFields fields =
        FixedFields.of(
            at(0, Field.u8("data.u8", "One byte")),
            at(0, Field.u16("data.u16", "Two bytes")),
            at(0, Field.u24("data.u24", "Three bytes")),
            at(0, Field.u32("data.u32", "Four bytes")),
            at(0, Field.u64("data.u64", "Eight bytes")),
            at(0, whole),
            at(0, Field.u16("data.whole.bits", "Bits").masked(0x0FF0).within(whole)),
            at(0, Field.flag("data.whole.set", "Set", 16, 0x0008).within(whole)),
            at(0, Field.flag("data.whole.clear", "Clear", 16, 0x0010).within(whole)),
            at(2, Field.mac("other.mac", "A field of another protocol's")),
            at(4, Field.ipv4("data.ipv4", "IPv4")),
            at(0, Field.ipv6("data.ipv6", "IPv6")),
            at(13, Field.u32("data.beyond", "Beyond the end")));
    assertEquals(
        "{'protocol':'data','u8':255,'u16':65290,'u24':16714251,'u32':4278848268,"
            + "'u64':18377513375825264898,'whole':65290,'whole.bits':240,'whole.set':true,"
            + "'whole.clear':false,'other.mac':'0b:0c:0d:0e:01:02','ipv4':'13.14.1.2',"
            + "'ipv6':'ff0a:b0c:d0e:102:304:506:708:90a'}",
        layer(fields, "ff0a0b0c0d0e0102030405060708090a"));
  }

  @Test
  void aFieldWithoutWidthHasNoFixedPlace() {
    Field text = Field.text("data.text", "Text");
    assertThrows(IllegalArgumentException.class, () -> at(0, text));
  }

  @Test
  void repeatedValuesAreOneArrayWhateverComesBetweenThem() {
    Field left = Field.u8("data.left", "Left").repeating();
    Field right = Field.relativeTime("data.right", "Right").repeating();
    Field one = Field.text("data.one", "One");
    LayerFields fields =
        LayerFields.of(
            (packet, layer, sink) -> {
              sink.number(left, 1, 0, 1);
              sink.span(right, 1_500_000_000, 0, 1);
              sink.number(left, 2, 0, 1);
              sink.text(one, "a", 0, 0);
              sink.text(one, "left out, as the field has one value", 0, 0);
              sink.span(right, -1, 0, 1);
            },
            left,
            right,
            one);
    assertEquals(
        "{'protocol':'data','one':'a','left':[1,2],'right':[1.5,-1.0E-9]}", layer(fields, "00"));
  }

  @Test
  void recordsAreObjectsInAnArray() {
    Field count = Field.u8("data.count", "Count");
    Field record = Field.group("data.record", "Record");
    Field name = Field.text("data.record.name", "Name").within(record);
    Field address = Field.ipv4("data.record.a", "Address").within(record).repeating();
    Field inner = Field.group("data.record.inner", "Inner").within(record);
    Field deep = Field.bytes("data.record.inner.bytes", "Bytes").within(inner).repeating();
    Field last = Field.absoluteTime("data.last", "Last");
    LayerFields fields =
        LayerFields.of(
            (packet, layer, sink) -> {
              sink.number(count, 2, 0, 1);
              for (int i = 0; i < 2; i++) {
                sink.begin(record, 0, 1);
                sink.ipv4(address, 0x0A000001, 0, 1);
                for (int k = 0; k <= i; k++) {
                  sink.begin(inner, 0, 1);
                  sink.bytes(deep, packet.bytes(layer), packet.start(layer), 2);
                  sink.end(inner);
                }
                sink.ipv4(address, i, 0, 1);
                sink.text(name, "n" + i, 0, 0);
                sink.end(record);
              }
              sink.time(last, 0, 0, 0);
            },
            count,
            record,
            name,
            address,
            inner,
            deep,
            last);
    String innerRecord = "{'record.inner.bytes':['abcd']}";
    assertEquals(
        "{'protocol':'data','count':2,'record':["
            + ("{'record.inner':[" + innerRecord + "],'record.name':'n0',")
            + "'record.a':['10.0.0.1','0.0.0.0']},"
            + ("{'record.inner':[" + innerRecord + "," + innerRecord + "],'record.name':'n1',")
            + "'record.a':['10.0.0.1','0.0.0.1']}"
            + "],'last':'1970-01-01T00:00:00.000000000Z'}",
        layer(fields, "abcd"));
  }

  @Test
  void aNameIsThatOfOneField() {
    Field one = Field.u8("data.a", "One");
    Field other = Field.u8("data.a", "Other");
    Chain.Builder twice = new Chain.Builder().fields(DataDissector.PROTOCOL, fields(one, one));
    assertThrows(IllegalArgumentException.class, twice::build);
    Chain.Builder same = new Chain.Builder().fields(DataDissector.PROTOCOL, fields(one, other));
    assertThrows(IllegalArgumentException.class, same::build);
    Chain.Builder shared = new Chain.Builder().fields(DataDissector.PROTOCOL, fields(Frame.NUMBER));
    assertEquals(List.of(Frame.NUMBER), shared.build().fields(DataDissector.PROTOCOL));
  }

  private static LayerFields fields(Field... fields) {
    return LayerFields.of((packet, layer, sink) -> {}, fields);
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      return files.filter(file -> file.toString().contains(".pcap")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyKeyOfTheSamplesIsThatOfADeclaredField(Path sample) throws IOException {
    Chain chain = StandardProtocols.chain();
    FlowConfig config = FlowConfig.defaults().withAnalysis(true).withChecksums(true);
    try (PacketSource source = Captures.open(sample)) {
      Analyzer.of(chain)
          .flows(config, new FlowListener() {})
          .packets(packet -> check(chain, packet))
          .build()
          .run(source);
    }
  }

  private static void check(Chain chain, Packet packet) {
    JsonNode layers = json(chain, packet).get("layers");
    assertEquals(packet.layerCount(), layers.size());
    for (int i = 0; i < layers.size(); i++) {
      String protocol = packet.protocol(i).name();
      Map<String, Field> byName =
          chain.fields(packet.protocol(i)).stream()
              .collect(Collectors.toMap(Field::name, Function.identity()));
      assertEquals(protocol, layers.get(i).get("protocol").textValue());
      for (Map.Entry<String, JsonNode> value : layers.get(i).properties()) {
        if (!value.getKey().equals("protocol")) {
          Field field = byName.get(protocol + "." + value.getKey());
          check(field == null ? byName.get(value.getKey()) : field, value.getValue());
        }
      }
    }
  }

  private static void check(Field field, JsonNode value) {
    assertNotNull(field, value.toString());
    assertEquals(field.repeats(), value.isArray(), field.name());
    for (JsonNode one : field.repeats() ? value : List.of(value)) {
      switch (field.type()) {
        case NUMBER -> assertTrue(one.isIntegralNumber(), field.name());
        case RELATIVE_TIME -> assertTrue(one.isNumber(), field.name());
        case FLAG -> assertTrue(one.isBoolean(), field.name());
        case GROUP -> assertTrue(one.isObject(), field.name());
        default -> assertFalse(one.textValue().isEmpty(), field.name());
      }
    }
  }
}
