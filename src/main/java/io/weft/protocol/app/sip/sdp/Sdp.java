package io.weft.protocol.app.sip.sdp;

import io.weft.dissect.Dissector;
import io.weft.dissect.FlowContext;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.protocol.app.DialogText;

/** The description of a session. */
public final class Sdp {
  public static final Protocol PROTOCOL = Protocol.of("sdp", "Session Description Protocol");

  private static final String TYPE = "APPLICATION/SDP";

  private static final Dissector DISSECTOR = new MessageDissector(PROTOCOL, 1);

  private Sdp() {}

  /** Adds the protocol's fields to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, SdpFields::all);
    chain.info(PROTOCOL, new SdpText());
    chain.appended(PROTOCOL);
  }

  /** Reads a description in the body of a message. */
  public static Dissector dissector() {
    return DISSECTOR;
  }

  /** Is this the type of a body that is a description? */
  public static boolean isType(byte[] bytes, int from, int to) {
    return DialogText.startsWith(bytes, from, to, TYPE);
  }

  /**
   * Announces the flows of the media that a description names.
   *
   * @param packet number of the packet that counts as the one that announces them
   */
  public static void announce(byte[] bytes, int from, int to, long packet, FlowContext context) {
    new MediaAddresses(packet, context).read(bytes, from, to);
  }
}
