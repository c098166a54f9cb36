package io.weft.protocol.app.sip.sdp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.bytes.IpAddress;
import io.weft.bytes.IpText;
import io.weft.dissect.FlowContext;

/**
 * Announces the media of a description: each has a port of its own, and the address of its own
 * connection line or else of the session's (RFC 8866 section 5.7).
 */
final class MediaAddresses {
  /** Media of one description that are announced: a call has two or three. */
  private static final int MOST = 16;

  private static final String RTP = "rtp";
  private static final String REPORTS = "rtcp";

  private final FlowContext context;
  private IpAddress ofSession;
  private IpAddress ofMedia;

  /** Port of the media whose lines are read; 0 for none, as for media that are declined. */
  private int port;

  private int announced;

  MediaAddresses(FlowContext context) {
    this.context = context;
  }

  void read(SdpLine line) {
    boolean isInMedia = false;
    while (line.next()) {
      if (line.letter() == 'm') {
        announce();
        isInMedia = true;
        ofMedia = null;
        port = port(line);
      } else if (line.letter() == 'c' && isInMedia) {
        ofMedia = address(line.words(3));
      } else if (line.letter() == 'c') {
        ofSession = address(line.words(3));
      }
    }
    announce();
  }

  private void announce() {
    IpAddress address = ofMedia == null ? ofSession : ofMedia;
    if (port != 0 && address != null && announced < MOST) {
      announced++;
      context.expectDatagrams(address, port, RTP);
      context.expectDatagrams(address, port + 1, REPORTS); // RFC 3550 section 11
    }
  }

  /** {@code audio 49170/2 RTP/AVP 0}: the port; 0 for media that are not carried by RTP. */
  private static int port(SdpLine line) {
    String[] words = line.words(4);
    if (words.length < 3 || !words[2].contains("RTP/")) {
      return 0;
    }
    byte[] port = words[1].getBytes(US_ASCII);
    return Math.max(0, SdpLine.port(port, 0, port.length));
  }

  /** {@code IN IP4 224.2.1.1/127}: the address; null where a name stands for it. */
  private static IpAddress address(String[] words) {
    if (words.length < 3) {
      return null;
    }
    int slash = words[2].indexOf('/');
    return IpText.of((slash < 0 ? words[2] : words[2].substring(0, slash)).trim());
  }
}
