package io.weft.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies and header fields of HTTP as commands print them. */
final class HttpBodiesTest {
  private static final String BODIES = "src/test/resources/cases/bodies.pcap";

  @TempDir Path folder;

  private final Schemas schemas = new Schemas();

  private List<JsonNode> json(String... arguments) throws IOException {
    Session weft = new Session();
    assertEquals(0, weft.run(arguments), weft.err());
    List<JsonNode> lines = new ArrayList<>();
    for (String line : weft.out().lines().toList()) {
      assertEquals(List.of(), schemas.errors(line), line);
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void bodiesAreDecoded() throws IOException {
    List<JsonNode> exchanges = json("http", "--json", "--bodies", BODIES);
    JsonNode file = exchanges.get(0);
    assertEquals(3_072, file.at("/http/response_body/decoded_bytes").asInt());
    byte[] bytes = file.at("/contents/response/base64").binaryValue();
    assertEquals(3_072, bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      assertEquals((byte) i, bytes[i]);
    }
    JsonNode page = exchanges.get(1);
    assertEquals(1_213, page.at("/http/response_body/decoded_bytes").asInt());
    assertEquals("text/html", page.at("/http/response_body/type").asText());
    assertTrue(page.at("/contents/response/text").asText().startsWith("<html>hello hello"));
    for (JsonNode none : exchanges.subList(2, 5)) {
      assertFalse(none.at("/http").has("response_body"));
      assertFalse(none.has("contents"));
    }
  }

  @Test
  void whatIsNotAskedForIsNotThere() throws IOException {
    for (JsonNode exchange : json("http", "--json", BODIES)) {
      assertFalse(exchange.at("/http").has("response_body"));
      assertFalse(exchange.at("/http").has("response_headers"));
    }
  }

  @Test
  void headersKeepOrderAndCase() throws IOException {
    JsonNode headers =
        json("http", "--json", "--headers", BODIES).get(0).at("/http/response_headers");
    assertEquals(
        "[{\"name\":\"Transfer-Encoding\",\"value\":\"chunked\"},"
            + "{\"name\":\"Trailer\",\"value\":\"X-Sum\"}]",
        headers.toString());
  }

  @Test
  void aBodyIsShownUpToItsLimit() throws IOException {
    JsonNode page = json("http", "--json", "--bodies", "--body-limit", "10", BODIES).get(1);
    assertEquals("<html>hell", page.at("/contents/response/text").asText());
    assertEquals(1_203, page.at("/contents/response/bytes_left_out").asInt());
    assertEquals(1_213, page.at("/http/response_body/decoded_bytes").asInt());
    Session weft = new Session();
    assertEquals(0, weft.run("http", "--bodies", "--body-limit", "10", BODIES));
    assertTrue(
        weft.out()
            .contains(
                "GET dl.test/page 200\n-- response body: 1.21 kB, text/html\n<html>hell\n… and "),
        weft.out());
  }

  /** Writes a capture of one connection to port 80, whose client sends this. */
  private Path capture(String request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(HexFormat.of().parseHex("a1b2c3d40002000400000000000000000000ffff00000065"));
    byte[] payload = request.getBytes(ISO_8859_1);
    int length = 40 + payload.length;
    out.writeInt(1_700_000_000);
    out.writeInt(0);
    out.writeInt(length);
    out.writeInt(length);
    out.writeShort(0x4500);
    out.writeShort(length);
    out.write(HexFormat.of().parseHex("0001000040060000c0000205c0000201"));
    out.writeShort(40_000);
    out.writeShort(80);
    out.write(HexFormat.of().parseHex("00000001000000015018ffff00000000"));
    out.write(payload);
    Path file = folder.resolve("request.pcap");
    Files.write(file, bytes.toByteArray());
    return file;
  }

  private String curl(String request) throws IOException {
    Session weft = new Session();
    assertEquals(0, weft.run("http", "--curl", capture(request).toString()), weft.err());
    return weft.out().strip();
  }

  @Test
  void aRequestIsACommand() throws IOException {
    assertEquals(
        "curl --request 'PUT' --compressed --header 'Accept-Encoding: gzip'"
            + " --header 'X-It'\\''s: $(id) `id`' --header 'Empty;'"
            + " --header 'Content-Type: text/plain' --data-raw '@/etc/passwd' --globoff"
            + " --path-as-is --url 'http://a.test/../[1-9]?q='\\''x'\\''&r=$HOME'",
        curl(
            String.join(
                "\r\n",
                "PUT /../[1-9]?q='x'&r=$HOME HTTP/1.1",
                "Host: a.test",
                "Accept-Encoding: gzip",
                "X-It's: $(id) `id`",
                "Empty:",
                "Content-Type: text/plain",
                "Content-Length: 12",
                "Connection: close",
                "",
                "@/etc/passwd")));
  }

  /** Whatever a request holds, a shell hands it to curl word for word, and runs nothing. */
  @Test
  void aShellTakesTheCommandAsItIs() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/bash")), "no bash here");
    StringBuilder nasty = new StringBuilder();
    for (int c = 1; c < 256; c++) {
      if (c != '\n' && c != '\r') {
        nasty.append((char) c);
      }
    }
    String body = "\0\n'\"$(touch /tmp/x)\\%s\u00ff";
    String command =
        curl(
            "POST /'$(exit)' HTTP/1.1\r\nHost: a.test\r\nX-N: "
                + nasty.substring(40)
                + "\r\n"
                + "Content-Type: x\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    Path script = folder.resolve("run.sh");
    Files.writeString(script, "curl() { printf '%s\\n' \"$@\"; cat; }\n" + command + "\n", UTF_8);
    Process bash =
        new ProcessBuilder("/bin/bash", script.toString()).redirectErrorStream(true).start();
    bash.getOutputStream().close();
    String heard = new String(bash.getInputStream().readAllBytes(), ISO_8859_1);
    assertEquals(0, bash.waitFor(), heard);
    assertTrue(heard.endsWith("http://a.test/'$(exit)'\n" + body), heard);
    String value = new String(nasty.substring(40).getBytes(UTF_8), ISO_8859_1);
    assertTrue(heard.contains("\nX-N: " + value + "\n"), heard);
  }
}
