package io.weft.protocol.app.xmpp;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.DialogText;

/** XMPP on any port, recognised by the element that opens a stream. */
public final class Xmpp implements StreamProtocol {
  public static final Protocol PROTOCOL =
      Protocol.of("xmpp", "Extensible Messaging and Presence Protocol");

  private static final int PORT = 5222;
  private static final int FOR_SERVERS = 5269;
  private static final String XML = "<?XML ";
  private static final String STREAM = "<STREAM:STREAM";

  private Xmpp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(new Xmpp());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  @Override
  public boolean suggestedBy(int serverPort) {
    return serverPort == PORT || serverPort == FOR_SERVERS;
  }

  @Override
  public StreamDissector create() {
    return new XmppDissector();
  }

  @Override
  public ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int there = Math.min(to - from, XML.length());
    int at = from;
    if (DialogText.startsWith(bytes, from, to, XML.substring(0, there))) {
      if (there < XML.length()) {
        return ProbeResult.MORE;
      }
      while (at < to && bytes[at] != '>') {
        at++;
      }
      at++;
      while (at < to && bytes[at] <= ' ') {
        at++;
      }
      if (at >= to) {
        return ProbeResult.MORE;
      }
    }
    there = Math.min(to - at, STREAM.length());
    if (!DialogText.startsWith(bytes, at, to, STREAM.substring(0, there))) {
      return ProbeResult.NO;
    }
    return there < STREAM.length() ? ProbeResult.MORE : ProbeResult.YES;
  }
}
