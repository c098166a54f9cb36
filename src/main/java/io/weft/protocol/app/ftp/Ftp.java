package io.weft.protocol.app.ftp;

import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.LayerFields;
import io.weft.protocol.app.DialogFields;
import io.weft.protocol.app.DialogText;

/** A command or a reply of FTP's control connection. */
public final class Ftp extends View {
  public static final Protocol PROTOCOL = Protocol.of("ftp", "File Transfer Protocol");

  /** What a connection for a file, or a list of files, carries. */
  public static final Protocol DATA = Protocol.of("ftp-data", "FTP Data");

  /** Adds the protocol on TCP to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, DialogText::describe);
    chain.fields(PROTOCOL, Ftp::fields);
    chain.stream(
        StreamProtocol.of(PROTOCOL, FtpProbe::probe, FtpDissector::new).ports(FtpProbe.PORT));
    chain.stream(StreamProtocol.of(DATA, StreamProtocol.Probe.NEVER, FtpDataDissector::new));
  }

  private static LayerFields fields() {
    return DialogFields.of(
        Field.flag("ftp.request", "Request"),
        Field.text("ftp.request.command", "Request command"),
        Field.text("ftp.request.arg", "Request arg"),
        Field.flag("ftp.response", "Response"),
        Field.u32("ftp.response.code", "Response code").repeating(),
        Field.text("ftp.response.arg", "Response arg").repeating());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
