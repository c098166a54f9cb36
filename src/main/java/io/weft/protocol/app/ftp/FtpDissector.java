package io.weft.protocol.app.ftp;

import io.weft.bytes.IpAddress;
import io.weft.bytes.IpText;
import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.Dialog;
import io.weft.protocol.app.DialogCommand;
import io.weft.protocol.app.DialogReply;

/** Reports each command of a control connection with its last reply. */
final class FtpDissector extends Dialog {
  private static final int BYTES = 200;

  private static final String MASKED = "***";

  private static final int SECURITY_ACCEPTED = 234;
  private static final int PASSIVE = 227;
  private static final int EXTENDED_PASSIVE = 229;

  private final Directory directory = new Directory();

  /** The command that was read last; null where none was. */
  private DialogCommand last;

  /** Where the next file goes, as far as was told; null for nowhere yet. */
  private FtpTransfer.Latest transfer;

  FtpDissector() {
    super(Ftp.PROTOCOL);
  }

  @Override
  protected Object aboutCommand(DialogCommand command, StreamContext context) {
    last = command;
    if (transfer != null && movesFile(command)) {
      String asked = (command.verb() + ' ' + command.argument()).stripTrailing();
      transfer.set(transfer.get().with(asked, command.packet(), directory.path()));
    }
    FtpNotes.Setup setup = setup(command);
    return setup == null
        ? noteOf(false, false)
        : noteOf(setup, active(command), context.address(Direction.FROM_CLIENT));
  }

  @Override
  protected boolean isCommand(String verb) {
    return Ftp.COMMANDS.contains(verb);
  }

  private static boolean movesFile(DialogCommand command) {
    return switch (command.verb()) {
      case "RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD" -> true;
      default -> false;
    };
  }

  @Override
  protected Object aboutReply(DialogReply reply, StreamContext context) {
    boolean isBad = last != null && !directory.onReply(last, reply);
    FtpNotes.Setup setup = setup(reply);
    return setup == null
        ? noteOf(true, isBad)
        : noteOf(setup, passive(reply), context.address(Direction.FROM_SERVER));
  }

  @Override
  protected Object aboutPart() {
    return noteOf(true, false);
  }

  private FtpNotes noteOf(boolean isReply, boolean isBadDirectory) {
    return new FtpNotes(isReply, directory.path(), null, null, 0, false, isBadDirectory);
  }

  /**
   * @param sender address of who said where the file goes
   */
  private FtpNotes noteOf(FtpNotes.Setup setup, FtpExchange.Endpoint data, IpAddress sender) {
    IpAddress told = data == null || data.ip() == null ? null : IpText.of(data.ip());
    IpAddress address = data != null && setup == FtpNotes.Setup.EPSV ? sender : told;
    boolean isTranslated = address != null && !address.equals(sender);
    int port = data == null ? 0 : data.port();
    boolean isReply = setup == FtpNotes.Setup.PASV || setup == FtpNotes.Setup.EPSV;
    return new FtpNotes(isReply, directory.path(), setup, address, port, isTranslated, false);
  }

  @Override
  protected void onGreeting(DialogReply reply, StreamContext context) {
    onTurn(null, reply, context);
  }

  @Override
  protected Expected onCommand(DialogCommand command) {
    return isSecuring(command) ? Expected.REPLY_FIRST : Expected.COMMANDS;
  }

  private static boolean isSecuring(DialogCommand command) {
    return command.verb().equals("AUTH");
  }

  @Override
  protected void onTurn(DialogCommand command, DialogReply reply, StreamContext context) {
    if (command == null && reply == null) {
      return;
    }
    if (command != null && reply != null && reply.isPreliminary()) {
      return; // the last reply is told
    }
    tell(command, reply, data(command, reply, context), context);
    if (command != null && isSecuring(command)) {
      if (reply != null && reply.code() == SECURITY_ACCEPTED) {
        startTls(context);
      } else {
        expect(Expected.COMMANDS);
      }
    }
  }

  private static void tell(
      DialogCommand command, DialogReply reply, FtpExchange.Endpoint data, StreamContext context) {
    long start = command == null ? reply.nanos() : command.nanos();
    context.emit(
        new FtpExchange(
            command == null ? null : command.verb(),
            command == null ? null : argument(command),
            reply == null ? null : reply.code(),
            reply == null ? null : reply.text(),
            data,
            command == null ? null : command.packet(),
            reply == null ? null : reply.packet(),
            new Moment(start),
            command == null || reply == null ? null : new Span(reply.nanos() - start)));
  }

  private static String argument(DialogCommand command) {
    if (command.argument().isEmpty()) {
      return null;
    }
    boolean isSecret = command.verb().equals("PASS") || command.verb().equals("ACCT");
    return isSecret ? MASKED : command.argument();
  }

  /** Where a file will go to or come from; the connection for it is announced. */
  private FtpExchange.Endpoint data(
      DialogCommand command, DialogReply reply, StreamContext context) {
    FtpExchange.Endpoint ofServer = reply == null ? null : passive(reply);
    FtpExchange.Endpoint data = ofServer != null || command == null ? ofServer : active(command);
    if (data != null) {
      FtpNotes.Setup setup = ofServer != null ? setup(reply) : setup(command);
      long packet = ofServer != null ? reply.packet() : command.packet();
      FtpTransfer.Latest told =
          new FtpTransfer.Latest(new FtpTransfer(packet, method(setup), null, 0, null));
      transfer = told;
      // The address in the text may be another one, where NAT is between.
      Direction end = ofServer != null ? Direction.FROM_SERVER : Direction.FROM_CLIENT;
      context.expect(end, data.port(), Ftp.DATA.name(), () -> new FtpDataDissector(told));
    }
    return data;
  }

  /** As Wireshark calls it. */
  private static String method(FtpNotes.Setup setup) {
    return setup == FtpNotes.Setup.EPSV ? "EPASV" : setup.name();
  }

  private static FtpNotes.Setup setup(DialogReply reply) {
    return switch (reply.code()) {
      case PASSIVE -> FtpNotes.Setup.PASV;
      case EXTENDED_PASSIVE -> FtpNotes.Setup.EPSV;
      default -> null;
    };
  }

  private static FtpNotes.Setup setup(DialogCommand command) {
    return switch (command.verb()) {
      case "PORT" -> FtpNotes.Setup.PORT;
      case "EPRT" -> FtpNotes.Setup.EPRT;
      default -> null;
    };
  }

  private static FtpExchange.Endpoint passive(DialogReply reply) {
    return switch (reply.code()) {
      case PASSIVE -> DataEndpoint.plain(reply.text());
      case EXTENDED_PASSIVE -> DataEndpoint.extended(reply.text());
      default -> null;
    };
  }

  private static FtpExchange.Endpoint active(DialogCommand command) {
    return switch (command.verb()) {
      case "PORT" -> DataEndpoint.plain(command.argument());
      case "EPRT" -> DataEndpoint.extended(command.argument());
      default -> null;
    };
  }

  @Override
  protected void onOver(StreamContext context) {}

  @Override
  protected int readMessage(byte[] bytes, int from, int to) {
    return to;
  }

  @Override
  protected boolean isMessageOver() {
    return true;
  }

  @Override
  protected boolean isMessageAnswered() {
    return false;
  }

  @Override
  protected int ownMemory() {
    return BYTES + directory.memory();
  }
}
