package io.weft.report.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.dissect.Exchange;
import io.weft.dissect.Moment;
import io.weft.dissect.Protocol;
import io.weft.protocol.app.dns.DnsExchanges;
import io.weft.protocol.app.dns.DnsRecord;
import io.weft.protocol.app.http.HttpExchanges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ExchangeJsonTest {
  /** As the flow writer has it, which a mapper must give as well. */
  private static String json(Exchange exchange) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(bytes)) {
      new ExchangeJson(new JsonText()).write(json, exchange);
    }
    String written = bytes.toString(UTF_8);
    assertEquals(written, Json.mapper().writeValueAsString(exchange));
    return written;
  }

  private static String lines(String text) {
    return text.replace("\n", "");
  }

  @Test
  void requestAndResponseStandSideBySide() throws IOException {
    assertEquals(
        lines(
            """
            {"method":"POST","host":"shop.test","target":"/cart","version":"1.1",
            "status":302,"reason":"Over \\"There\\"","response_version":"1.0","trans_depth":7,
            "stream_id":5,"pushed":true,"reset":"CANCEL",
            "grpc":{"service":"shop.Cart","method":"Add","status":5,"message":"none left",
            "request":{"messages":2,"bytes":9,"first":"1970-01-01T00:00:01.100000000Z",
            "last":"1970-01-01T00:00:01.200000000Z"},
            "response":{"messages":2,"bytes":9,"first":"1970-01-01T00:00:01.100000000Z",
            "last":"1970-01-01T00:00:01.200000000Z"}},
            "request_packet":3,"response_packet":9,
            "start":"1970-01-01T00:00:01.000000001Z","request_end":"1970-01-01T00:00:01.250000000Z",
            "response_start":"1970-01-01T00:00:01.500000000Z",
            "response_end":"1970-01-01T00:00:01.750000000Z","waiting":0.25,
            "request_header_bytes":300,"request_body_bytes":20,"request_body_missing":5,
            "response_header_bytes":200,"response_body_bytes":4,"response_body_missing":6,
            "user_agent":"curl/8","referer":"/shop","origin":"http://shop.test","username":"anna",
            "request_content_type":"text/plain","request_content_length":25,
            "request_transfer_encoding":"identity","request_content_encoding":"br","upgrade":"h2c",
            "server":"nginx","content_type":"text/html","content_length":10,
            "transfer_encoding":"chunked","content_encoding":"gzip","location":"/x",
            "interim_responses":2,"interim_status":103,"interim_reason":"Early Hints",
            "proxy_headers":[{"name":"Via","value":"1.1 p"}],
            "request_notes":["obs_fold","bare_lf"],"response_notes":["incomplete"],
            "request_headers":[{"name":"user-AGENT","value":"curl/8"}],
            "response_headers":[{"name":"Server","value":"nginx"}],
            "request_body":{"decoded_bytes":9,"trouble":"cut"},
            "response_body":{"decoded_bytes":2,
            "sha256":"abababababababababababababababababababababababababababababababab",
            "type":"text/html"}}
            """),
        json(HttpExchanges.full()));
  }

  @Test
  void ofAHalfThatWasNotSeenNothingStands() throws IOException {
    assertEquals(
        lines(
            """
            {"method":"GET","target":"/","version":"1.1","trans_depth":1,"request_packet":1,
            "start":"1970-01-01T00:00:01.000000000Z","request_end":"1970-01-01T00:00:02.000000000Z",
            "request_header_bytes":40,"request_body_bytes":0}
            """),
        json(
            HttpExchanges.exchange()
                .request("GET", null, "/", 1_000_000_000, 2_000_000_000)
                .build()));
    assertEquals(
        lines(
            """
            {"status":204,"response_version":"1.1","trans_depth":1,"response_packet":2,
            "start":"1970-01-01T00:00:01.000000000Z",
            "response_start":"1970-01-01T00:00:01.000000000Z",
            "response_end":"1970-01-01T00:00:02.000000000Z",
            "response_header_bytes":40,"response_body_bytes":0}
            """),
        json(HttpExchanges.exchange().response(204, 1_000_000_000, 2_000_000_000).build()));
  }

  @Test
  void queryAndResponseStandSideBySide() throws IOException {
    assertEquals(
        lines(
            """
            {"service":"llmnr","name":"shop.test","type":"AAAA","type_number":28,
            "class_name":"IN","class_number":1,"questions":2,"id":7,
            "opcode":"QUERY","opcode_number":0,"rcode":"BADVERS","rcode_number":16,
            "aa":true,"tc":true,"rd":true,"ra":true,"ad":true,"cd":true,
            "query_flags":256,"response_flags":34739,
            "answers":[{"name":"shop.test","type":"CNAME","ttl":60,"data":"www.shop.test"},
            {"name":"www.shop.test","type":"AAAA","ttl":4294967295,"data":"2001:db8::1"}],
            "answer_count":4,"authority_count":5,"additional_count":6,
            "edns_udp_size":1232,"dnssec_ok":true,"query_bytes":40,"response_bytes":80,
            "query_packet":3,"response_packet":9,"start":"1970-01-01T00:00:01.000000001Z",
            "rtt":0.05,"retries":3,"retry_packet":8,
            "retry":"1970-01-01T00:00:01.200000000Z","query_copies":1,"response_copies":2,"notes":["records_missing"]}
            """),
        json(DnsExchanges.full()));
  }

  @Test
  void aQueryOrAResponseAlone() throws IOException {
    assertEquals(
        lines(
            """
            {"service":"dns","name":"a.test","type":"A","type_number":1,"class_name":"IN",
            "class_number":1,"id":7,"opcode":"QUERY","opcode_number":0,
            "aa":false,"tc":false,"rd":true,"ra":false,"ad":false,"cd":false,"query_flags":256,
            "query_bytes":40,"query_packet":1,"start":"1970-01-01T00:00:01.000000000Z"}
            """),
        json(DnsExchanges.question("a.test").query(1_000_000_000).build()));
    assertEquals(
        lines(
            """
            {"service":"dns","name":"b.test","id":7,"opcode":"QUERY","opcode_number":0,
            "rcode":"NOERROR","rcode_number":0,
            "aa":false,"tc":false,"rd":true,"ra":true,"ad":false,"cd":false,"response_flags":33152,
            "answers":[{"name":"b.test","type":"A","ttl":60,"data":"192.0.2.1"}],
            "answer_count":1,"authority_count":0,"additional_count":0,
            "response_bytes":80,"response_packet":2,"start":"1970-01-01T00:00:01.000000000Z"}
            """),
        json(
            DnsExchanges.question(null)
                .response(1_000_000_000, 0, new DnsRecord("b.test", "A", 60, "192.0.2.1"))
                .build()));
  }

  @Test
  void anyOtherExchangeIsWrittenByItsComponents() throws IOException {
    assertEquals(
        "{\"took\":{\"first_byte\":\"1970-01-01T00:00:00.000000005Z\"}}",
        json(new Ping(new Ping.Timing(new Moment(5)), null)));
  }

  private record Ping(Timing took, String nothing) implements Exchange {
    private static final Protocol PROTOCOL = Protocol.of("ping", "Ping");

    record Timing(Moment firstByte) {}

    @Override
    public Protocol protocol() {
      return PROTOCOL;
    }

    @Override
    public long startNanos() {
      return took.firstByte.nanos();
    }

    @Override
    public int memory() {
      return 64;
    }
  }
}
