package io.weft.protocol.app.http;

import io.weft.dissect.StreamContext;
import java.util.ArrayDeque;

/**
 * Joins responses to their requests by their order (RFC 9112 section 9.3.2). The capture may hold
 * either of the two first.
 *
 * <p>Order is not enough when whole messages may be missing in a gap. The next pair is then found
 * by time. A response that was captured before the request at the head of the queue belongs to a
 * request that was lost. Otherwise, as clients seldom send the next request before the response to
 * the last one, the response belongs to the newest request before it.
 */
final class Pairing {
  private final HttpLimits limits;
  private final ArrayDeque<HttpMessage> requests = new ArrayDeque<>(4);
  private final ArrayDeque<HttpMessage> responses = new ArrayDeque<>(4);

  private boolean requestsLost;
  private boolean responsesLost;
  private boolean requestsOver;
  private boolean responsesOver;

  /**
   * Messages that were reported alone because too many waited. As many of the other side's must be
   * reported alone, too.
   */
  private int requestsGivenUp;

  private int responsesGivenUp;

  private int weight;
  private int emitted;

  private int interimCount;
  private int interimStatus;
  private String interimReason;

  Pairing(HttpLimits limits) {
    this.limits = limits;
  }

  /** Memory of the messages that wait here, estimated in bytes. */
  int memory() {
    return (requests.size() + responses.size()) * HttpMessage.BYTES + weight;
  }

  void requestsLost() {
    requestsLost = true;
  }

  void responsesLost() {
    responsesLost = true;
  }

  /** Says that no more requests will come, so that responses no longer wait for them. */
  void requestsOver(StreamContext context) {
    requestsOver = true;
    advance(context);
  }

  void responsesOver(StreamContext context) {
    responsesOver = true;
    advance(context);
  }

  void interim(HttpMessage response) {
    interimCount++;
    interimStatus = response.status;
    interimReason = response.reason;
  }

  void addRequest(HttpMessage request, StreamContext context) {
    if (responsesGivenUp > 0) {
      responsesGivenUp--;
      request.alone = true;
      request.note(Notes.WAITING_LIMIT);
    }
    requests.add(request);
    weight += request.weight;
    align();
    while (requests.size() > 1 && isFull(requests)) {
      HttpMessage oldest = requests.poll();
      oldest.note(Notes.WAITING_LIMIT);
      if (!oldest.alone) {
        requestsGivenUp++;
      }
      emit(oldest, null, context);
    }
  }

  void addResponse(HttpMessage response, StreamContext context) {
    if (requestsGivenUp > 0) {
      requestsGivenUp--;
      response.alone = true;
      response.note(Notes.WAITING_LIMIT);
    }
    takeInterim(response);
    responses.add(response);
    weight += response.weight;
    align();
    while (responses.size() > 1 && isFull(responses)) {
      HttpMessage oldest = responses.poll();
      oldest.note(Notes.WAITING_LIMIT);
      if (!oldest.alone) {
        responsesGivenUp++;
      }
      emit(null, oldest, context);
    }
  }

  private boolean isFull(ArrayDeque<HttpMessage> queue) {
    return queue.size() > limits.waiting() || weight > limits.waitingText();
  }

  /** Is there a request whose response is to come? */
  boolean awaitsResponse() {
    return firstPaired(requests) != null && firstPaired(responses) == null;
  }

  /** The request that the response answers; null where it has not been seen. */
  HttpMessage requestOf(HttpMessage response) {
    return counterpart(response, responses, requests);
  }

  /** The response to the request; null where it has not been seen. */
  HttpMessage responseOf(HttpMessage request) {
    return counterpart(request, requests, responses);
  }

  private static HttpMessage counterpart(
      HttpMessage message, ArrayDeque<HttpMessage> own, ArrayDeque<HttpMessage> others) {
    if (message.alone) {
      return null;
    }
    if (message == own.peek()) {
      return firstPaired(others); // the usual case
    }
    int ahead = 0;
    boolean isWaiting = false;
    for (HttpMessage earlier : own) {
      isWaiting = earlier == message;
      if (isWaiting) {
        break;
      }
      ahead += earlier.alone ? 0 : 1;
    }
    if (!isWaiting) {
      return null; // It has been given up.
    }
    for (HttpMessage other : others) {
      if (!other.alone && ahead-- == 0) {
        return other;
      }
    }
    return null;
  }

  private void align() {
    if (!requestsLost && !responsesLost) {
      return;
    }
    HttpMessage response = firstPaired(responses);
    HttpMessage request = firstPaired(requests);
    if (request == null || response == null) {
      return;
    }
    if (requestsLost && request.startNanos > response.startNanos) {
      response.alone = true;
      response.note(Notes.PAIRING_GUESSED);
      return;
    }
    if (responsesLost) {
      HttpMessage newest = request;
      for (HttpMessage later : requests) {
        if (!later.alone && later.startNanos <= response.startNanos) {
          newest = later;
        }
      }
      for (HttpMessage earlier : requests) {
        if (earlier == newest) {
          break;
        }
        earlier.alone = true;
        earlier.note(Notes.PAIRING_GUESSED);
        response.note(Notes.PAIRING_GUESSED);
      }
    }
    requestsLost = false;
    responsesLost = false;
  }

  private static HttpMessage firstPaired(ArrayDeque<HttpMessage> queue) {
    HttpMessage first = queue.peek();
    if (first == null || !first.alone) {
      return first; // the usual case
    }
    for (HttpMessage message : queue) {
      if (!message.alone) {
        return message;
      }
    }
    return null;
  }

  /** Reports the exchanges that are whole, in their order. */
  void advance(StreamContext context) {
    while (true) {
      HttpMessage request = requests.peek();
      HttpMessage response = responses.peek();
      boolean requestAlone =
          request != null && (request.alone || (response == null && responsesOver));
      boolean responseAlone =
          response != null && (response.alone || (request == null && requestsOver));
      if (requestAlone && request.complete) {
        emit(requests.poll(), null, context);
      } else if (responseAlone && response.complete) {
        emit(null, responses.poll(), context);
      } else if (request != null
          && response != null
          && !requestAlone
          && !responseAlone
          && request.complete
          && response.complete) {
        emit(requests.poll(), responses.poll(), context);
      } else {
        return;
      }
    }
  }

  /** Reports all messages, whole or not. */
  void flush(StreamContext context) {
    requests.forEach(Pairing::cutShort);
    responses.forEach(Pairing::cutShort);
    requestsOver = true;
    responsesOver = true;
    advance(context);
  }

  private static void cutShort(HttpMessage message) {
    if (!message.complete) {
      message.note(Notes.INCOMPLETE);
      message.complete = true;
    }
  }

  private void takeInterim(HttpMessage message) {
    message.interimCount = interimCount;
    message.interimStatus = interimStatus;
    message.interimReason = interimReason;
    interimCount = 0;
    interimReason = null;
  }

  private void emit(HttpMessage request, HttpMessage response, StreamContext context) {
    weight -= (request == null ? 0 : request.weight) + (response == null ? 0 : response.weight);
    if (response == null && responses.isEmpty() && interimCount > 0) {
      takeInterim(request);
    }
    HttpMessage last = response == null ? request : response;
    HttpExchange exchange =
        new HttpExchange(
            ++emitted,
            request == null ? null : request.toRequest(),
            response == null ? null : response.toResponse(),
            last.interim());
    if (request != null) {
      request.belongsTo(exchange);
    }
    if (response != null) {
      response.belongsTo(exchange);
    }
    context.emit(exchange);
  }
}
