package io.weft.protocol.app.http;

import io.weft.bytes.Text;
import io.weft.protocol.app.http.hpack.HpackDecoder;
import java.util.Arrays;

/** Takes the header fields of one block of HTTP/2: those of a message, or its trailers. */
final class HeaderBlock implements HpackDecoder.Fields {
  private static final byte[] METHOD = Text.ascii(":method");
  private static final byte[] PATH = Text.ascii(":path");
  private static final byte[] AUTHORITY = Text.ascii(":authority");

  /** What a stream is to carry (RFC 8441, section 4). */
  private static final byte[] PROTOCOL = Text.ascii(":protocol");

  private static final byte[] STATUS = Text.ascii(":status");
  private static final byte[] GRPC_STATUS = Text.ascii("grpc-status");
  private static final byte[] GRPC_MESSAGE = Text.ascii("grpc-message");

  private final HttpLimits limits;

  private final HttpMessage message;
  private String authority;
  private Integer grpcStatus;
  private String grpcMessage;

  HeaderBlock(HttpLimits limits) {
    this.limits = limits;
    message = new HttpMessage(limits);
    message.version = "2";
  }

  @Override
  public void field(byte[] name, byte[] value) {
    if (name == null || value == null) {
      message.note(Notes.UNKNOWN_FIELD);
      return;
    }
    if (name.length > 0 && name[0] == ':') {
      pseudo(name, value);
      return;
    }
    if (Arrays.equals(name, GRPC_STATUS)) {
      grpcStatus = number(value);
    } else if (Arrays.equals(name, GRPC_MESSAGE)) {
      grpcMessage = text(value);
    }
    HeaderName known = HeaderName.of(name, 0, name.length);
    if (known != null) {
      message.header(known, value, 0, value.length);
    }
    if (limits.keepHeaders()) {
      message.keep(text(name), value, 0, value.length);
    }
  }

  private void pseudo(byte[] name, byte[] value) {
    if (Arrays.equals(name, METHOD)) {
      message.method = text(value);
    } else if (Arrays.equals(name, PATH)) {
      message.target = text(value);
    } else if (Arrays.equals(name, AUTHORITY)) {
      authority = text(value);
    } else if (Arrays.equals(name, PROTOCOL)) {
      message.upgrade = text(value);
    } else if (Arrays.equals(name, STATUS)) {
      Integer status = number(value);
      message.status = status == null ? 0 : status;
    }
  }

  private String text(byte[] value) {
    int length = Math.min(value.length, limits.value());
    message.weight += length;
    return Text.of(value, 0, length);
  }

  /** A number of at most six digits; null where the text is none. */
  private static Integer number(byte[] text) {
    if (text.length == 0 || text.length > 6) {
      return null;
    }
    int number = 0;
    for (byte digit : text) {
      if (digit < '0' || digit > '9') {
        return null;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  void note(int bits) {
    message.note(bits);
  }

  boolean isRequest() {
    return message.method != null;
  }

  boolean isResponse() {
    return message.status > 0;
  }

  /** The number at the end of a call of gRPC; null where the block has none. */
  Integer grpcStatus() {
    return grpcStatus;
  }

  String grpcMessage() {
    return grpcMessage;
  }

  /** The message that the block begins. */
  HttpMessage message() {
    if (authority != null) {
      message.host = authority; // goes before a Host field (RFC 9113, section 8.3.1)
    }
    if (message.target == null) {
      message.target = "";
    }
    return message;
  }
}
