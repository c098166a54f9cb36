package io.weft.protocol.app.ftp;

import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.Dialog;
import io.weft.protocol.app.DialogCommand;
import io.weft.protocol.app.DialogReply;

/** Reports each command of a control connection with its last reply. */
final class FtpDissector extends Dialog {
  private static final int BYTES = 40;

  private static final String MASKED = "***";

  private static final int SECURITY_ACCEPTED = 234;
  private static final int PASSIVE = 227;
  private static final int EXTENDED_PASSIVE = 229;

  FtpDissector() {
    super(Ftp.PROTOCOL);
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
  private static FtpExchange.Endpoint data(
      DialogCommand command, DialogReply reply, StreamContext context) {
    FtpExchange.Endpoint ofServer = reply == null ? null : passive(reply);
    FtpExchange.Endpoint data = ofServer != null || command == null ? ofServer : active(command);
    if (data != null) {
      // The address in the text may be another one, where NAT is between.
      Direction end = ofServer != null ? Direction.FROM_SERVER : Direction.FROM_CLIENT;
      context.expect(end, data.port(), Ftp.DATA.name());
    }
    return data;
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
    return BYTES;
  }
}
