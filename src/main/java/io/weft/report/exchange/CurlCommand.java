package io.weft.report.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.http.HttpHeader;
import io.weft.report.KeptContent;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a request as the command of curl that sends it again. Whatever stands in the request, a
 * POSIX shell takes it as words for curl, and curl as data: no word can name a file or an option.
 */
public final class CurlCommand {
  /**
   * Header fields that curl sets by itself: they tell of the connection or of the framing, or of a
   * coding of the body, which is shown decoded.
   */
  private static final Set<String> OWN =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "content-encoding",
          "connection",
          "expect",
          "http2-settings",
          "upgrade",
          "keep-alive",
          "te");

  private CurlCommand() {}

  /**
   * The command, in one line.
   *
   * @param flow of the exchange, for a request that names no host
   * @param exchange an HTTP exchange whose header fields were kept
   * @param body of the request; null for none
   * @return null for an exchange of another protocol, without a request, or with one that only asks
   *     for a tunnel
   */
  public static String of(Flow flow, Exchange exchange, KeptContent body) {
    if (!(exchange instanceof HttpExchange http)
        || http.request() == null
        || http.request().method().equals("CONNECT")) {
      return null;
    }
    boolean secure = flow.application() != null && flow.application().over().contains("tls");
    String host = flow.server().toString();
    String server = (flow.server().ipv6() ? "[" + host + "]" : host) + ":" + flow.serverPort();
    return of(http.request(), secure, server, body);
  }

  private static String of(
      HttpExchange.Request request, boolean secure, String server, KeptContent body) {
    StringBuilder line = new StringBuilder(200);
    boolean hasBody = body != null && body.length() > 0;
    boolean isPiped = hasBody && !isPlain(body);
    if (isPiped) {
      printf(line, body);
    }
    line.append("curl");
    method(line, request.method(), hasBody);
    if (request.version().equals("2")) {
      line.append(secure ? " --http2" : " --http2-prior-knowledge");
    } else if (request.version().equals("1.0")) {
      line.append(" --http1.0");
    }
    headers(line, request, hasBody);
    if (hasBody) {
      line.append(isPiped ? " --data-binary @-" : " --data-raw ");
      if (!isPiped) {
        quote(line, body.text());
      }
    }
    String url = url(request, secure, server);
    if (url.indexOf('[') >= 0 || url.indexOf('{') >= 0 || url.indexOf(']') >= 0) {
      line.append(" --globoff");
    }
    if (url.contains("/.")) {
      line.append(" --path-as-is");
    }
    line.append(" --url ");
    quote(line, url);
    if (hasBody && body.leftOut() > 0) {
      line.append(" # the body goes on for ").append(body.leftOut()).append(" bytes");
    }
    return line.toString();
  }

  private static void method(StringBuilder line, String method, boolean hasBody) {
    if (method.equals("HEAD")) {
      line.append(" --head");
    } else if (!method.equals(hasBody ? "POST" : "GET")) {
      line.append(" --request ");
      quote(line, method);
    }
  }

  private static void headers(StringBuilder line, HttpExchange.Request request, boolean hasBody) {
    boolean hasType = false;
    for (HttpHeader header : request.headers()) {
      String name = header.name();
      String lower = name.toLowerCase(Locale.ROOT);
      hasType |= lower.equals("content-type");
      if (!isToken(name) || OWN.contains(lower)) {
        continue;
      }
      if (lower.equals("accept-encoding")) {
        line.append(" --compressed");
      }
      line.append(" --header ");
      quote(line, header.value().isEmpty() ? name + ";" : name + ": " + header.value());
    }
    if (hasBody && !hasType) {
      line.append(" --header 'Content-Type:'"); // else curl would add one
    }
  }

  /** Is it a name of a field (RFC 9110, section 5.6.2)? Nothing else is given to curl. */
  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetterOrDigit =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!isLetterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** The address that the request asks for. */
  private static String url(HttpExchange.Request request, boolean secure, String server) {
    String target = request.target();
    if (target.startsWith("http://") || target.startsWith("https://")) {
      return target;
    }
    String host = request.host() == null || request.host().isEmpty() ? server : request.host();
    String path = target.startsWith("/") ? target : "/" + (target.equals("*") ? "" : target);
    return (secure ? "https://" : "http://") + host + path;
  }

  /** Can the body stand in the line as it is? */
  private static boolean isPlain(KeptContent body) {
    String text = body.text();
    return text != null && text.getBytes(UTF_8).length == body.length();
  }

  /** Writes the body as the output of printf, which any shell has and which can write any byte. */
  private static void printf(StringBuilder line, KeptContent body) {
    line.append("printf '");
    for (int i = 0; i < body.length(); i++) {
      int b = body.bytes()[i] & 0xFF;
      if (b > ' ' && b < 0x7F && b != '\'' && b != '\\' && b != '%') {
        line.append((char) b);
      } else {
        line.append('\\');
        for (int shift = 6; shift >= 0; shift -= 3) {
          line.append((char) ('0' + (b >> shift & 7)));
        }
      }
    }
    line.append("' | ");
  }

  /**
   * Writes a word between single quotes, within which a shell takes everything as it is. A control
   * character would be shown to whoever looks at the line; it stands in a form of its own, which
   * bash, zsh and others read.
   */
  private static void quote(StringBuilder line, String word) {
    boolean hasControls = word.chars().anyMatch(c -> c < ' ' || (c >= 0x7F && c < 0xA0));
    if (!hasControls) {
      line.append('\'').append(word.replace("'", "'\\''")).append('\'');
      return;
    }
    line.append("$'");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\'' || c == '\\') {
        line.append('\\').append(c);
      } else if (c < ' ' || c == 0x7F) {
        line.append('\\');
        for (int shift = 6; shift >= 0; shift -= 3) {
          line.append((char) ('0' + (c >> shift & 7)));
        }
      } else if (c > 0x7F && c < 0xA0) {
        for (byte b : String.valueOf(c).getBytes(UTF_8)) {
          line.append("\\x").append(Integer.toHexString(b & 0xFF));
        }
      } else {
        line.append(c);
      }
    }
    line.append('\'');
  }
}
