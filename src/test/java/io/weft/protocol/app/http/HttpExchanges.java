package io.weft.protocol.app.http;

import io.weft.dissect.Moment;
import io.weft.protocol.app.http.body.BodyFacts;
import java.util.List;

/**
 * Builds HTTP exchanges for tests. What is not asked for is absent; times are in nanoseconds since
 * the epoch.
 */
public final class HttpExchanges {
  private static final HttpExchange.Content NO_CONTENT =
      new HttpExchange.Content(null, null, null, null);
  private static final HttpExchange.Context NO_CONTEXT =
      new HttpExchange.Context(null, null, null, null);

  private HttpExchange.Transfer asked;
  private String method;
  private String host;
  private String target;
  private String offered;
  private HttpExchange.Transfer answered;
  private int status;
  private String taken;

  private HttpExchanges() {}

  /** An exchange of which nothing has been seen yet. */
  public static HttpExchanges exchange() {
    return new HttpExchanges();
  }

  /** A request that was captured between two moments. */
  public HttpExchanges request(String method, String host, String target, long from, long to) {
    this.method = method;
    this.host = host;
    this.target = target;
    asked = transfer(1, from, to);
    return this;
  }

  /** A response that was captured between two moments. */
  public HttpExchanges response(int status, long from, long to) {
    this.status = status;
    answered = transfer(2, from, to);
    return this;
  }

  /** What the Upgrade header fields of the request and the response say; null for none. */
  public HttpExchanges upgrade(String offered, String taken) {
    this.offered = offered;
    this.taken = taken;
    return this;
  }

  public HttpExchange build() {
    return new HttpExchange(
        1, asked == null ? null : request(), answered == null ? null : response(), null);
  }

  private HttpExchange.Request request() {
    return new HttpExchange.Request(
        method,
        target,
        host,
        "1.1",
        asked,
        NO_CONTENT,
        NO_CONTEXT,
        offered,
        List.of(),
        List.of(),
        List.of());
  }

  private HttpExchange.Response response() {
    return new HttpExchange.Response(
        "1.1", status, null, answered, NO_CONTENT, null, null, taken, List.of(), List.of());
  }

  private static HttpExchange.Transfer transfer(long packet, long from, long to) {
    return new HttpExchange.Transfer(packet, new Moment(from), new Moment(to), 40, 0, 0);
  }

  /** An exchange in which nothing is absent. */
  public static HttpExchange full() {
    HttpExchange.Request request =
        new HttpExchange.Request(
            "POST",
            "/cart",
            "shop.test",
            "1.1",
            new HttpExchange.Transfer(
                3, new Moment(1_000_000_001), new Moment(1_250_000_000), 300, 20, 5),
            new HttpExchange.Content(
                "text/plain", 25L, "identity", "br", new BodyFacts(9, null, null, "cut")),
            new HttpExchange.Context("curl/8", "/shop", "http://shop.test", "anna"),
            "h2c",
            List.of(new HttpHeader("Via", "1.1 p")),
            List.of("obs_fold", "bare_lf"),
            List.of(new HttpHeader("user-AGENT", "curl/8")));
    HttpExchange.Response response =
        new HttpExchange.Response(
            "1.0",
            302,
            "Over \"There\"",
            new HttpExchange.Transfer(
                9, new Moment(1_500_000_000), new Moment(1_750_000_000), 200, 4, 6),
            new HttpExchange.Content(
                "text/html",
                10L,
                "chunked",
                "gzip",
                new BodyFacts(2, "ab".repeat(32), "text/html", null)),
            "nginx",
            "/x",
            "h3",
            List.of("incomplete"),
            List.of(new HttpHeader("Server", "nginx")));
    Http2Details.Messages messages =
        new Http2Details.Messages(2, 9, new Moment(1_100_000_000), new Moment(1_200_000_000));
    return new HttpExchange(
        7,
        request,
        response,
        new HttpExchange.Interim(2, 103, "Early Hints"),
        new Http2Details(
            5,
            true,
            "CANCEL",
            new Http2Details.Grpc("shop.Cart", "Add", 5, "none left", messages, messages)));
  }
}
