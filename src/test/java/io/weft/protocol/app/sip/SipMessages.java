package io.weft.protocol.app.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Messages in the form of RFC 3261's examples: alice calls bob. */
public final class SipMessages {
  public static final byte[] INVITE =
      bytes(
          """
          INVITE sip:bob@b.test SIP/2.0
          Via: SIP/2.0/UDP a.test:5060;branch=z9hG4bK1
          Max-Forwards: 70
          f: "Alice" <sip:alice@a.test>;tag=1
          To: Bob
            <sip:bob@b.test>
          i: call@a.test
          CSeq: 314159 INVITE
          Contact: <sip:alice@192.0.2.5>
          User-Agent: phone 1.0
          Subject: lunch
          c: application/sdp
          l: 5

          v=0
          """);

  public static final byte[] RINGING = response("180 Ringing", "INVITE", "");

  public static final byte[] OK =
      response("200 OK", "INVITE", "Server: proxy 2\nContent-Type: application/sdp\n");

  public static final byte[] ACK =
      bytes(
          """
          ACK sip:bob@b.test SIP/2.0
          Via: SIP/2.0/UDP a.test:5060;branch=z9hG4bK2
          From: <sip:alice@a.test>;tag=1
          To: <sip:bob@b.test>;tag=2
          Call-ID: call@a.test
          CSeq: 314159 ACK
          Content-Length: 0

          """);

  private SipMessages() {}

  private static byte[] response(String status, String method, String more) {
    return bytes(
        "SIP/2.0 "
            + status
            + "\nVia: SIP/2.0/UDP a.test:5060;branch=z9hG4bK1\nFrom: <sip:alice@a.test>;tag=1\n"
            + "To: <sip:bob@b.test>;tag=2\nCall-ID: call@a.test\nCSeq: 314159 "
            + method
            + "\nWarning: 399 b.test \"late\"\n"
            + more
            + "Content-Length: 0\n\n");
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(UTF_8);
  }

  /** All messages in their order. */
  public static List<byte[]> all() {
    return List.of(INVITE, RINGING, OK, ACK);
  }
}
