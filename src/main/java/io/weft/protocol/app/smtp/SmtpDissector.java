package io.weft.protocol.app.smtp;

import io.weft.dissect.Direction;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.Dialog;
import io.weft.protocol.app.DialogCommand;
import io.weft.protocol.app.DialogReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Follows the mails of a connection (RFC 5321 section 3). */
final class SmtpDissector extends Dialog {
  /** Recipients of a mail that are kept; all are counted. */
  private static final int MAX_RECIPIENTS = 64;

  private static final int ADDRESS_BYTES = 120;
  private static final int BYTES = 160 + MessageScanner.BYTES;

  private static final int START_MESSAGE = 354;
  private static final int ASK = 334;
  private static final int READY = 220;

  private final MessageScanner message = new MessageScanner();
  private final List<String> recipients = new ArrayList<>(1);
  private int recipientCount;
  private String helo;
  private String mailFrom;
  private String auth;

  /** How many lines a login has sent, the name in its command included. */
  private int answers;

  private boolean hasMail;
  private boolean hasMessage;
  private boolean hasTold;

  /** Does the message come in parts, each behind a command of its own that is answered? */
  private boolean isChunked;

  private boolean hasStart;
  private long startNanos;
  private long mailPacket;
  private long mailNanos;
  private DialogReply last;

  SmtpDissector() {
    super(Smtp.PROTOCOL);
  }

  @Override
  protected boolean isCommand(String verb) {
    return Smtp.COMMANDS.contains(verb);
  }

  private void begin(long nanos) {
    if (!hasStart) {
      hasStart = true;
      startNanos = nanos;
    }
  }

  @Override
  protected void onGreeting(DialogReply reply, StreamContext context) {
    begin(reply.nanos());
    last = reply;
  }

  @Override
  protected Expected onCommand(DialogCommand command) {
    begin(command.nanos());
    switch (command.verb()) {
      case "DATA" -> {
        message.begin(MessageScanner.TO_DOT, true);
        hasMessage = true;
        isChunked = false;
        return Expected.MESSAGE;
      }
      case "BDAT" -> {
        return chunk(command.argument());
      }
      case "STARTTLS" -> {
        return Expected.REPLY_FIRST;
      }
      case "AUTH" -> {
        auth = word(command.argument()).toUpperCase(Locale.ROOT);
        answers = command.argument().length() > auth.length() ? 1 : 0;
      }
      default -> {}
    }
    return Expected.COMMANDS;
  }

  /** A part of a message with its length (RFC 3030 section 2). */
  private Expected chunk(String argument) {
    String digits = word(argument);
    if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> isDigit(c))) {
      return Expected.COMMANDS;
    }
    message.begin(Long.parseLong(digits), !hasMessage);
    isChunked = true;
    hasMessage = true;
    return message.isOver() ? Expected.COMMANDS : Expected.MESSAGE;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String word(String argument) {
    int blank = argument.indexOf(' ');
    return blank < 0 ? argument : argument.substring(0, blank);
  }

  @Override
  protected int readMessage(byte[] bytes, int from, int to) {
    return message.read(bytes, from, to);
  }

  @Override
  protected boolean isMessageOver() {
    return message.isOver();
  }

  @Override
  protected boolean isMessageAnswered() {
    return !isChunked;
  }

  /** Of a login with a name and a password, each asked for by the server, two answers come. */
  @Override
  protected Object aboutAnswer() {
    SmtpLine line =
        !"LOGIN".equals(auth)
            ? SmtpLine.ANSWER
            : answers == 0 ? SmtpLine.USERNAME : answers == 1 ? SmtpLine.PASSWORD : SmtpLine.ANSWER;
    answers++;
    return line;
  }

  @Override
  protected Object aboutEnd() {
    return isChunked ? null : SmtpLine.END_OF_MESSAGE;
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    if (direction == Direction.FROM_CLIENT && expected() == Expected.MESSAGE) {
      message.pass(missing);
    }
    super.onGap(direction, missing, context);
  }

  @Override
  protected void onTurn(DialogCommand command, DialogReply reply, StreamContext context) {
    if (reply != null) {
      begin(reply.nanos());
      last = reply;
    }
    if (command == null) {
      return;
    }
    switch (command.verb()) {
      case "EHLO", "HELO", "LHLO" -> helo = command.argument();
      case "MAIL" -> beginMail(command, context);
      case "RCPT" -> addRecipient(command);
      case "DATA" -> onData(reply);
      case "AUTH" -> {
        if (reply != null && reply.code() == ASK) {
          expect(Expected.ANSWER);
          await(command, context);
        }
      }
      case "STARTTLS" -> onStartTls(reply, context);
      case "BDAT" -> {
        if (command.argument().toUpperCase(Locale.ROOT).endsWith("LAST")) {
          endMail(context);
        }
      }
      case "", "RSET" -> endMail(context);
      default -> {}
    }
  }

  private void beginMail(DialogCommand command, StreamContext context) {
    if (hasMail || recipientCount > 0) {
      endMail(context);
    }
    hasMail = true;
    mailFrom = address(command.argument(), "FROM:");
    mailPacket = command.packet();
    mailNanos = command.nanos();
  }

  private void addRecipient(DialogCommand command) {
    recipientCount++;
    if (recipients.size() < MAX_RECIPIENTS) {
      recipients.add(address(command.argument(), "TO:"));
    }
  }

  /** What stands between the brackets, or the first word where there are none. */
  private static String address(String argument, String keyword) {
    String rest = argument;
    if (rest.toUpperCase(Locale.ROOT).startsWith(keyword)) {
      rest = rest.substring(keyword.length()).strip();
    }
    int open = rest.indexOf('<');
    int close = rest.indexOf('>', open + 1);
    return open >= 0 && close > open ? rest.substring(open + 1, close) : word(rest);
  }

  private void onData(DialogReply reply) {
    if (reply != null && reply.code() != START_MESSAGE && message.bytes() == 0) {
      hasMessage = false;
      expect(Expected.COMMANDS);
    }
  }

  private void onStartTls(DialogReply reply, StreamContext context) {
    if (reply != null && reply.code() == READY) {
      tell(true, context);
      startTls(context);
    } else {
      expect(Expected.COMMANDS);
    }
  }

  /** A mail ends with the reply to its message, or without one. */
  private void endMail(StreamContext context) {
    if (hasMail || recipientCount > 0 || hasMessage) {
      tell(false, context);
    }
    hasMail = false;
    hasMessage = false;
    mailFrom = null;
    recipients.clear();
    recipientCount = 0;
  }

  @Override
  protected void onOver(StreamContext context) {
    endMail(context);
    if (!hasTold && hasStart) {
      tell(false, context);
    }
  }

  private void tell(boolean tls, StreamContext context) {
    hasTold = true;
    long begin = hasMail ? mailNanos : startNanos;
    context.emit(
        new SmtpExchange(
            helo,
            mailFrom,
            recipients.isEmpty() ? null : List.copyOf(recipients),
            recipientCount == 0 ? null : recipientCount,
            auth,
            tls ? Boolean.TRUE : null,
            hasMessage ? message.from() : null,
            hasMessage ? message.to() : null,
            hasMessage ? message.subject() : null,
            hasMessage ? message.messageId() : null,
            hasMessage ? message.bytes() : null,
            last == null ? null : last.code(),
            last == null ? null : last.text(),
            hasMail ? mailPacket : null,
            last == null ? null : last.packet(),
            new Moment(begin),
            last == null ? null : new Span(last.nanos() - begin)));
  }

  @Override
  protected int ownMemory() {
    return BYTES + recipients.size() * ADDRESS_BYTES;
  }
}
