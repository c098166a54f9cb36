package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft extract --objects}. */
final class ObjectsTest {
  private static final String BODIES = "src/test/resources/cases/bodies.pcap";

  @TempDir Path folder;

  private JsonNode extract(String... more) throws Exception {
    Path target = folder.resolve("objects");
    List<String> arguments = new ArrayList<>(List.of("extract", "--objects"));
    arguments.addAll(List.of("-d", target.toString()));
    arguments.addAll(List.of(more));
    Session weft = new Session();
    assertEquals(0, weft.run(arguments.toArray(String[]::new)), weft.err());
    String index = Files.readString(target.resolve("index.json"));
    assertEquals(List.of(), new Schemas().errors(index), index);
    JsonNode json = new ObjectMapper().readTree(index);
    long bytes = 0;
    for (JsonNode object : json.get("objects")) {
      byte[] content = Files.readAllBytes(target.resolve(object.get("file").asText()));
      bytes += content.length;
      assertEquals(content.length, object.get("bytes").asInt());
      if (object.has("sha256") && !object.has("bytes_left_out")) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
        assertEquals(HexFormat.of().formatHex(hash), object.get("sha256").asText());
      }
    }
    assertEquals(bytes, json.get("bytes").asLong());
    try (Stream<Path> files = Files.list(target)) {
      assertEquals(json.get("files").asInt() + 1, files.count());
    }
    return json;
  }

  @Test
  void bodiesBecomeFiles() throws Exception {
    JsonNode index = extract(BODIES);
    assertEquals(2, index.get("files").asInt());
    JsonNode file = index.at("/objects/0");
    assertEquals("00001-file.bin", file.get("file").asText());
    byte[] right = new byte[3_072];
    for (int i = 0; i < right.length; i++) {
      right[i] = (byte) i;
    }
    assertArrayEquals(right, Files.readAllBytes(folder.resolve("objects/00001-file.bin")));
    JsonNode page = index.at("/objects/1");
    assertEquals("00002-page.html", page.get("file").asText());
    assertEquals(1_213, page.get("bytes").asInt());
    assertEquals("text/html", page.get("type").asText());
    assertEquals("tcp:0", page.get("flow").asText());
    assertEquals(12, page.get("packet").asInt());
  }

  @Test
  void decryptedBodiesBecomeFiles() throws Exception {
    JsonNode index = extract("--keylog", "samples/tls.keylog", "samples/tls.pcap");
    assertTrue(index.get("files").asInt() > 0, index.toString());
    assertTrue(extractsNothing("samples/tls.pcap"));
  }

  private boolean extractsNothing(String capture) throws IOException {
    Session weft = new Session();
    Path target = folder.resolve("without");
    assertEquals(0, weft.run("extract", "--objects", "-d", target.toString(), capture));
    return new ObjectMapper()
            .readTree(Files.readString(target.resolve("index.json")))
            .get("files")
            .asInt()
        == 0;
  }

  @Test
  void aBodyIsWrittenUpToItsLimit() throws Exception {
    JsonNode index = extract("--object-limit", "100", BODIES);
    assertEquals(100, index.at("/objects/0/bytes").asInt());
    assertEquals(2_972, index.at("/objects/0/bytes_left_out").asInt());
    assertEquals(2, index.get("left_out").asInt());
  }

  @Test
  void whatIsNotChosenIsNotWritten() throws Exception {
    assertEquals(0, extract("--side", "client", BODIES).get("files").asInt());
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path target = Files.createDirectory(folder.resolve("used"));
    Files.writeString(target.resolve("mine"), "mine");
    Session weft = new Session();
    assertEquals(1, weft.run("extract", "--objects", "-d", target.toString(), BODIES));
    assertTrue(weft.err().contains("holds files already"), weft.err());
    try (Stream<Path> files = Files.list(target)) {
      assertEquals(List.of(target.resolve("mine")), files.toList());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith(".used")));
    }
  }
}
