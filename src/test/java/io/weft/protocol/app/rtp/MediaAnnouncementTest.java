package io.weft.protocol.app.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import io.weft.flow.track.Wire;
import org.junit.jupiter.api.Test;

/** Which packet has announced a flow of media: Wireshark counts the offer that was accepted. */
final class MediaAnnouncementTest {
  private static final String ALICE = "10.0.0.1";
  private static final String BOB = "10.0.0.2";
  private static final int SIP = 5060;
  private static final int PORT = 41_010;
  private static final String MEDIA = "\u0080\0\0\1\0\0\0\0\0\0\0\7" + "voice";

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));

  private void invite(int sequence, String address) {
    wire.udp(ALICE, SIP, BOB, SIP, message("INVITE sip:bob@b.test SIP/2.0", sequence, address));
  }

  private void answer(String status, int sequence, String address) {
    wire.udp(BOB, SIP, ALICE, SIP, message("SIP/2.0 " + status, sequence, address));
  }

  private static String message(String first, int sequence, String address) {
    return String.join(
        "\r\n",
        first,
        "Via: SIP/2.0/UDP a.test:5060;branch=z9hG4bK" + sequence,
        "From: <sip:alice@a.test>;tag=1",
        "To: <sip:bob@b.test>",
        "Call-ID: call@a.test",
        "CSeq: " + sequence + " INVITE",
        "Content-Type: application/sdp",
        "",
        "v=0",
        "c=IN IP4 " + address,
        "m=audio " + PORT + " RTP/AVP 0",
        "");
  }

  private String announcedIn() {
    wire.udp(ALICE, PORT, BOB, PORT, MEDIA);
    assertEquals("SDP", wire.values().of("rtp.setup-method"));
    return wire.values().of("rtp.setup-frame");
  }

  @Test
  void anAnswerAcceptsTheOffer() {
    invite(1, ALICE);
    assertEquals("1", announcedIn());
    answer("200 OK", 1, BOB);
    assertEquals("1", announcedIn());
  }

  @Test
  void anInvitationOnceMoreAnnouncesNothingNew() {
    invite(1, ALICE);
    invite(1, ALICE);
    assertEquals("1", announcedIn());
  }

  @Test
  void earlyMediaAreAnnouncedByTheProvisionalResponse() {
    invite(1, ALICE);
    answer("183 Session Progress", 1, BOB);
    assertEquals("2", announcedIn());
  }

  @Test
  void aSecondInvitationAnnouncesTheMediaThatGoOn() {
    invite(1, ALICE);
    answer("200 OK", 1, BOB);
    assertEquals("1", announcedIn());
    invite(2, ALICE);
    assertEquals("4", announcedIn());
    answer("200 OK", 2, BOB);
    assertEquals("4", announcedIn());
  }

  @Test
  void anotherCallDoesNotConcernThem() {
    invite(1, ALICE);
    assertEquals("1", announcedIn());
    invite(2, "10.0.0.9");
    assertEquals("1", announcedIn());
  }
}
