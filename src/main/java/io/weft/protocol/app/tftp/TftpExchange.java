package io.weft.protocol.app.tftp;

import io.weft.bytes.MemorySize;
import io.weft.dissect.Protocol;
import io.weft.dissect.Span;
import io.weft.protocol.app.Datagram;
import io.weft.protocol.app.DatagramExchange;
import io.weft.protocol.app.Exchanges;

/**
 * A request for a transfer with the first answer from the same port, or one of them alone.
 *
 * @param operation {@code Read Request}; of the answer where there is no request
 * @param file name of the file, as it was asked for; null without a request
 * @param mode {@code octet}, {@code netascii}; null without a request
 * @param result kind of the answer; null where none was seen
 * @param request null where it was not seen
 * @param response null where none was seen
 * @param rtt time from the request to the response; null where one was not seen
 * @param retries how often the request was sent again; null for never
 * @param errorCode 0 to 65,535; null where the answer is no error
 * @param errorMessage null where the answer is no error
 */
public record TftpExchange(
    String operation,
    String file,
    String mode,
    String result,
    Datagram request,
    Datagram response,
    Span rtt,
    Integer retries,
    Integer errorCode,
    String errorMessage)
    implements DatagramExchange {
  public TftpExchange {
    Exchanges.start(request, response); // one of them is there
  }

  @Override
  public Protocol protocol() {
    return Tftp.PROTOCOL;
  }

  @Override
  public int memory() {
    return Exchanges.MEMORY
        + MemorySize.of(file)
        + MemorySize.of(mode)
        + MemorySize.of(errorMessage);
  }

  @Override
  public String summary() {
    return operation
        + (file == null ? "" : ' ' + file)
        + (errorMessage == null ? "" : ": " + errorMessage);
  }
}
