package io.weft.protocol.app.xmpp;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.DialogText;

/** XMPP on any port, recognised by the element that opens a stream. */
public final class Xmpp {
  public static final Protocol PROTOCOL =
      Protocol.of("xmpp", "Extensible Messaging and Presence Protocol");

  private static final int PORT = 5222;
  private static final int FOR_SERVERS = 5269;
  private static final String XML = "<?XML ";
  private static final String STREAM = "<STREAM:STREAM";

  private Xmpp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(
        StreamProtocol.of(PROTOCOL, Xmpp::probe, XmppDissector::new)
            .ports(PORT, FOR_SERVERS)
            .leadingToOthers());
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int at = from;
    ProbeResult xml = DialogText.probe(bytes, from, to, XML);
    if (xml == ProbeResult.MORE) {
      return xml;
    }
    if (xml == ProbeResult.YES) {
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
    return DialogText.probe(bytes, at, to, STREAM);
  }
}
