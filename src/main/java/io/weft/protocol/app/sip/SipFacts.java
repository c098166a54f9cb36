package io.weft.protocol.app.sip;

import io.weft.bytes.MemorySize;
import io.weft.protocol.app.Conversation;
import io.weft.protocol.app.DialogText;

/**
 * What an exchange tells of a message. A text that is not there is null.
 *
 * @param status of a response; 0 for a request
 * @param reason of a response
 * @param sequence number and method of the request, which the response repeats
 * @param agent the program: User-Agent, or Server
 * @param bodyBytes as far as the message is there
 */
record SipFacts(
    String method,
    String uri,
    int status,
    String reason,
    String from,
    String to,
    String callId,
    String sequence,
    String subject,
    String agent,
    String warning,
    String contentType,
    int bodyBytes)
    implements Conversation.Facts {
  private static final int BYTES = 120;

  private static final int FIRST = 100;

  /** Statuses below this one are provisional. */
  private static final int FINAL = 200;

  /** Reads a message; null for a response whose status SIP does not have. */
  static SipFacts of(byte[] bytes, int from, int to) {
    Reader reader = new Reader(bytes, from, to);
    boolean isResponse = SipStartLine.isResponse(bytes, from, to);
    int status = isResponse ? SipStartLine.status(bytes, from, to) : 0;
    return isResponse && status < FIRST ? null : reader.facts(isResponse, status);
  }

  @Override
  public Conversation.Role role() {
    if (status > 0) {
      return status < FINAL ? Conversation.Role.PROGRESS : Conversation.Role.ANSWER;
    }
    return method.equals("ACK") ? Conversation.Role.NOTICE : Conversation.Role.QUESTION;
  }

  boolean isOf(SipFacts other) {
    return callId != null
        && callId.equals(other.callId)
        && sequence != null
        && sequence.equals(other.sequence);
  }

  @Override
  public int memory() {
    return BYTES
        + MemorySize.of(uri)
        + MemorySize.of(reason)
        + MemorySize.of(from)
        + MemorySize.of(to)
        + MemorySize.of(callId)
        + MemorySize.of(sequence)
        + MemorySize.of(subject)
        + MemorySize.of(agent)
        + MemorySize.of(warning)
        + MemorySize.of(contentType);
  }

  private static final class Reader {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final SipHeaders headers;
    private String from;
    private String to;
    private String callId;
    private String sequence;
    private String subject;
    private String agent;
    private String warning;
    private String contentType;

    Reader(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
      headers = new SipHeaders(bytes, start, end);
      while (headers.next()) {
        header();
      }
    }

    private void header() {
      if (headers.is("FROM", 'F')) {
        from = value();
      } else if (headers.is("TO", 'T')) {
        to = value();
      } else if (headers.is("CALL-ID", 'I')) {
        callId = value();
      } else if (headers.is("CSEQ", (char) 0)) {
        sequence = value();
      } else if (headers.is("SUBJECT", 'S')) {
        subject = value();
      } else if (headers.is("USER-AGENT", (char) 0) || headers.is("SERVER", (char) 0)) {
        agent = value();
      } else if (headers.is("WARNING", (char) 0)) {
        warning = value();
      } else if (headers.is("CONTENT-TYPE", 'C')) {
        contentType = value();
      }
    }

    private String value() {
      return DialogText.shortened(bytes, headers.valueFrom(), headers.valueTo());
    }

    private SipFacts facts(boolean isResponse, int status) {
      int lineEnd = headers.startLineEnd();
      int uri = Math.min(lineEnd, SipStartLine.methodEnd(bytes, start, lineEnd) + 1);
      int reason = Math.min(lineEnd, SipStartLine.reasonFrom(start));
      return new SipFacts(
          isResponse ? methodOfSequence() : DialogText.shortened(bytes, start, uri - 1),
          isResponse
              ? null
              : DialogText.shortened(bytes, uri, SipStartLine.uriEnd(bytes, uri, lineEnd)),
          status,
          isResponse && reason < lineEnd ? DialogText.shortened(bytes, reason, lineEnd) : null,
          from,
          to,
          callId,
          sequence,
          subject,
          agent,
          warning,
          contentType,
          headers.body() < 0 ? 0 : end - headers.body());
    }

    /** A response names the method of its request behind the number. */
    private String methodOfSequence() {
      int blank = sequence == null ? -1 : sequence.lastIndexOf(' ');
      return blank < 0 ? null : sequence.substring(blank + 1);
    }
  }
}
