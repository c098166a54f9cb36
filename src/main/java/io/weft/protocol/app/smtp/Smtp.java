package io.weft.protocol.app.smtp;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.DialogText;
import java.util.List;

/** A command or a reply of SMTP. */
public final class Smtp extends View {
  public static final Protocol PROTOCOL = Protocol.of("smtp", "Simple Mail Transfer Protocol");

  /** Commands, in upper case (RFC 5321, section 4.1, and its extensions). */
  static final List<String> COMMANDS =
      List.of(
          "EHLO",
          "HELO",
          "LHLO",
          "MAIL",
          "RCPT",
          "DATA",
          "BDAT",
          "RSET",
          "NOOP",
          "QUIT",
          "AUTH",
          "STARTTLS",
          "VRFY",
          "EXPN",
          "HELP");

  /** Adds the protocol on TCP to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, Smtp::describe);
    chain.fields(PROTOCOL, SmtpFields::all);
    chain.stream(
        StreamProtocol.of(PROTOCOL, SmtpProbe::probe, SmtpDissector::new)
            .ports(25, 587, 2525)
            .leadingToOthers());
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    DialogText.describe(packet, layer, text);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
