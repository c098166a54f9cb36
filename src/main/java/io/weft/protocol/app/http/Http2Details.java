package io.weft.protocol.app.http;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Moment;
import java.io.Serializable;

/**
 * What an exchange of HTTP/2 has besides (RFC 9113).
 *
 * @param stream identifier of its stream
 * @param isPushed did the server send the request, too?
 * @param reset why one side gave the stream up, by the name of the error code; null where it did
 *     not
 * @param grpc null where the exchange is no call of gRPC
 */
public record Http2Details(int stream, boolean isPushed, String reset, Grpc grpc)
    implements Serializable {
  /** Memory of this object, estimated in bytes. */
  private static final int BYTES = 32;

  int memory() {
    return BYTES + MemorySize.of(reset) + (grpc == null ? 0 : grpc.memory());
  }

  /**
   * A call of gRPC.
   *
   * @param service as in {@code helloworld.Greeter}; null where the path does not have the form
   * @param method as in {@code SayHello}; null where the path does not have the form
   * @param status the number at the end of the response, 0 for success; null where it was not seen
   * @param message what went wrong, as the server says; null where it says nothing
   */
  public record Grpc(
      String service,
      String method,
      Integer status,
      String message,
      Messages request,
      Messages response)
      implements Serializable {
    private static final int BYTES = 56 + 2 * Messages.BYTES;

    private int memory() {
      return BYTES + MemorySize.of(service) + MemorySize.of(method) + MemorySize.of(message);
    }
  }

  /**
   * The messages of one side of a call.
   *
   * @param count those that were begun; messages behind a gap of the capture are not counted
   * @param bytes of all messages together, as declared, possibly compressed
   * @param first when the first one was complete; null for none
   * @param last when the last one was complete; null for none
   */
  public record Messages(long count, long bytes, Moment first, Moment last)
      implements Serializable {
    private static final int BYTES = 72;
  }
}
