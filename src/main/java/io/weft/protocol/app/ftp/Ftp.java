package io.weft.protocol.app.ftp;

import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.DialogText;
import java.util.List;

/** A command or a reply of FTP's control connection. */
public final class Ftp extends View {
  public static final Protocol PROTOCOL = Protocol.of("ftp", "File Transfer Protocol");

  /** What a connection for a file, or a list of files, carries. */
  public static final Protocol DATA = Protocol.of("ftp-data", "FTP Data");

  /** Commands, in upper case (RFC 959, section 4.1, and its extensions). */
  static final List<String> COMMANDS =
      List.of(
          "USER", "PASS", "ACCT", "CWD", "CDUP", "PWD", "REIN", "QUIT", "SYST", "STAT", "PORT",
          "PASV", "EPRT", "EPSV", "TYPE", "STRU", "MODE", "AUTH", "PBSZ", "PROT", "RETR", "STOR",
          "STOU", "APPE", "LIST", "NLST", "MLSD", "MLST", "REST", "ABOR", "RNFR", "RNTO", "DELE",
          "MKD", "RMD", "SIZE", "MDTM", "SITE", "FEAT", "OPTS", "NOOP", "HELP", "ALLO");

  /** Adds the protocol on TCP to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, DialogText::describe);
    chain.fields(PROTOCOL, FtpFields::all);
    chain.stream(
        StreamProtocol.of(PROTOCOL, FtpProbe::probe, FtpDissector::new)
            .ports(FtpProbe.PORT)
            .leadingToOthers());
    chain.fields(DATA, FtpDataFields::all);
    chain.info(DATA, Ftp::describeData);
    chain.stream(
        StreamProtocol.of(DATA, StreamProtocol.Probe.NEVER, () -> new FtpDataDissector(null)));
  }

  private static void describeData(Packet packet, int layer, StringBuilder text) {
    text.append(packet.limit(layer) - packet.start(layer)).append(" bytes");
    if (packet.attached(layer) instanceof FtpTransfer transfer && transfer.command() != null) {
      text.append(" of ").append(transfer.command());
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }
}
