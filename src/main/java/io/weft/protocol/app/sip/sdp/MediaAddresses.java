package io.weft.protocol.app.sip.sdp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.bytes.IpAddress;
import io.weft.bytes.IpText;
import io.weft.bytes.Text;
import io.weft.dissect.FlowContext;

/**
 * Announces the media of a description: each has a port of its own, and the address of its own
 * connection line or else of the session's (RFC 8866 section 5.7).
 */
final class MediaAddresses {
  /** Media of one description that are announced: a call has two or three. */
  private static final int MOST = 16;

  /** Words of a line that are looked at, and the rest. */
  private static final int MOST_WORDS = 4;

  private static final String RTP = "rtp";
  private static final String REPORTS = "rtcp";

  /** Facsimile: ITU-T T.38 over UDPTL, which its annex D has descriptions name. */
  private static final String FACSIMILE = "t38";

  private static final String OVER_UDPTL = "udptl";

  /** What Wireshark calls this way of announcing. */
  private static final String METHOD = "SDP";

  private final long packet;
  private final FlowContext context;
  private IpAddress ofSession;
  private IpAddress ofMedia;

  /** Port of the media whose lines are read; 0 for none, as for media that are declined. */
  private int port;

  private boolean isFacsimile;

  private int announced;

  MediaAddresses(long packet, FlowContext context) {
    this.packet = packet;
    this.context = context;
  }

  void read(byte[] bytes, int from, int to) {
    boolean isInMedia = false;
    for (int at = from, next; at < to; at = next) {
      next = SdpLines.next(bytes, at, to);
      int end = SdpLines.end(bytes, at, next);
      if (!SdpLines.isLine(bytes, at, end)) {
        break;
      }
      if (bytes[at] == 'm') {
        announce();
        isInMedia = true;
        ofMedia = null;
        medium(words(bytes, at, end));
      } else if (bytes[at] == 'c' && isInMedia) {
        ofMedia = address(words(bytes, at, end));
      } else if (bytes[at] == 'c') {
        ofSession = address(words(bytes, at, end));
      }
    }
    announce();
  }

  /** The first words of a line's value, which single blanks part; the last one with the rest. */
  private static String[] words(byte[] bytes, int at, int end) {
    return Text.of(bytes, at + SdpLines.VALUE, end).split(" ", MOST_WORDS);
  }

  private void announce() {
    IpAddress address = ofMedia == null ? ofSession : ofMedia;
    if (port != 0 && address != null && announced < MOST) {
      announced++;
      if (isFacsimile) {
        context.expectDatagrams(address, port, FACSIMILE, packet, METHOD);
        return;
      }
      context.expectDatagrams(address, port, RTP, packet, METHOD);
      context.expectDatagrams(address, port + 1, REPORTS, packet, METHOD); // RFC 3550 section 11
    }
  }

  /** {@code audio 49170/2 RTP/AVP 0}: takes the port; none of media that are carried otherwise. */
  private void medium(String[] words) {
    isFacsimile = words.length > 2 && words[2].equalsIgnoreCase(OVER_UDPTL);
    port = 0;
    if (isFacsimile || (words.length > 2 && words[2].contains("RTP/"))) {
      byte[] text = words[1].getBytes(US_ASCII);
      port = Math.max(0, SdpLines.port(text, 0, text.length));
    }
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
