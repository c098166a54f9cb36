package io.weft.protocol.app.smtp;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.DialogFields;
import io.weft.protocol.app.DialogText;

/** A command or a reply of SMTP. */
public final class Smtp extends View {
  public static final Protocol PROTOCOL = Protocol.of("smtp", "Simple Mail Transfer Protocol");

  /** Adds the protocol on TCP to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, Smtp::describe);
    chain.fields(PROTOCOL, Smtp::fields);
    chain.stream(
        StreamProtocol.of(PROTOCOL, SmtpProbe::probe, SmtpDissector::new).ports(25, 587, 2525));
  }

  private static LayerFields fields() {
    return DialogFields.of(
        Field.flag("smtp.req", "Request"),
        Field.text("smtp.req.command", "Command"),
        Field.text("smtp.req.parameter", "Request parameter"),
        Field.flag("smtp.rsp", "Response"),
        Field.u32("smtp.response.code", "Response code").repeating(),
        Field.text("smtp.rsp.parameter", "Response parameter").repeating());
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    DialogText.describe(packet, layer, text);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
