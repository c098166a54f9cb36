package io.weft.protocol.app;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamContext;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads a connection on which the client sends commands, each a line, and the server answers each
 * by a reply with a number: SMTP (RFC 5321) and FTP (RFC 959). Replies come in the order of their
 * commands, which may be several ahead. A subclass learns of each command with its reply.
 */
public abstract class Dialog extends Talk {
  /** Memory of this object without what waits in it, estimated in bytes. */
  private static final int BYTES = 240;

  /** Bytes of the dot that ends a message, and of its line's end. */
  private static final int END_OF_MESSAGE = 3;

  /** What the client's next bytes are. */
  protected enum Expected {
    /** Lines with commands. */
    COMMANDS,
    /** One line that answers a question of the server, such as a password. */
    ANSWER,
    /** Bytes of a message, which {@link #readMessage} reads. */
    MESSAGE,
    /** Whatever it is, the reply to the last command says. Until then nothing is read. */
    REPLY_FIRST
  }

  private final Protocol protocol;
  private final Deque<DialogCommand> commands = new ArrayDeque<>(2);
  private final Deque<DialogReply> replies = new ArrayDeque<>(1);
  private Expected expected = Expected.COMMANDS;
  private boolean hasSpoken;
  private boolean isServerSeen;
  private int continuedCode;
  private boolean isClientLineLost;
  private boolean isServerLineLost;

  /**
   * @param protocol of the layers that lines become
   */
  protected Dialog(Protocol protocol) {
    this.protocol = protocol;
  }

  /**
   * Is the word a command that clients use? Asked behind a gap, where a line may be the rest of
   * another one.
   */
  protected abstract boolean isCommand(String verb);

  /** The server's first reply, which answers no command. */
  protected abstract void onGreeting(DialogReply reply, StreamContext context);

  /**
   * A command was read whose reply is not known yet.
   *
   * @return what comes behind its line
   */
  protected abstract Expected onCommand(DialogCommand command);

  /**
   * A command with its reply. A preliminary reply is followed by another one for the same command.
   *
   * @param command null where the server spoke unasked, or the command was not seen
   * @param reply null where none was seen
   */
  protected abstract void onTurn(DialogCommand command, DialogReply reply, StreamContext context);

  /** Both directions are over, or what follows is not read. */
  protected abstract void onOver(StreamContext context);

  /**
   * Reads bytes of a message.
   *
   * @return behind the last byte of it that is there
   */
  protected abstract int readMessage(byte[] bytes, int from, int to);

  /** Has the message ended, so that commands follow? Asked behind {@link #readMessage}. */
  protected abstract boolean isMessageOver();

  /**
   * Does the server answer the message that has ended? If so, the answer comes with a command
   * without a word.
   */
  protected abstract boolean isMessageAnswered();

  /**
   * What the fields of a command's layer have to know beyond its bytes; null for nothing. This and
   * the like are asked only where somebody looks at layers.
   */
  protected Object aboutCommand(DialogCommand command, StreamContext context) {
    return null;
  }

  /** What the fields of a reply's layer have to know; null for nothing. */
  protected Object aboutReply(DialogReply reply, StreamContext context) {
    return null;
  }

  /**
   * What the fields have to know of the layer of a reply's first lines, whose others come in later
   * packets; they are no layer of their own where this is null.
   */
  protected Object aboutPart() {
    return null;
  }

  /** What the fields of an answer's layer have to know; it is no layer where they are null. */
  protected Object aboutAnswer() {
    return null;
  }

  /** What the fields of the layer of a message's end have to know; none where they are null. */
  protected Object aboutEnd() {
    return null;
  }

  /** Memory of the subclass's own state, estimated in bytes. */
  protected abstract int ownMemory();

  /** Says what the client's next bytes are. */
  protected final void expect(Expected next) {
    expected = next;
  }

  /** What the client's next bytes are. */
  protected final Expected expected() {
    return expected;
  }

  /** Adds something that the server will answer as it answers a command. */
  protected final void await(DialogCommand command, StreamContext context) {
    if (commands.size() == DialogLimits.MAX_WAITING) {
      onTurn(commands.remove(), null, context);
    }
    commands.add(command);
    pair(context);
  }

  @Override
  protected final int read(
      Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    return direction == Direction.FROM_CLIENT
        ? fromClient(bytes, from, to, context)
        : fromServer(bytes, from, to, context);
  }

  private int fromClient(byte[] bytes, int from, int to, StreamContext context) {
    long base = context.offset() - from;
    int at = from;
    while (at < to && !isStopped()) {
      if (expected == Expected.REPLY_FIRST) {
        break;
      }
      if (expected == Expected.MESSAGE) {
        at = readMessage(bytes, at, to);
        if (isMessageOver()) {
          expected = Expected.COMMANDS;
          if (context.attaches()) {
            append(aboutEnd(), bytes, Math.max(from, at - END_OF_MESSAGE), at, context);
          }
          if (isMessageAnswered()) {
            Arrival arrival = context.arrivalAt(base + at - 1);
            await(DialogCommand.of("", "", arrival), context);
          }
        }
        continue;
      }
      int lineFeed = DialogText.lineFeed(bytes, at, to);
      if (lineFeed < 0) {
        noteLongLine(to - at);
        break;
      }
      int next = lineFeed + 1;
      boolean isRest = isClientLineLost && !isKnown(bytes, at, lineFeed);
      isClientLineLost = false;
      if (isRest) {
        at = next; // of a line whose beginning was not captured
        continue;
      }
      if (expected == Expected.ANSWER) {
        expected = Expected.COMMANDS;
        if (context.attaches()) {
          append(aboutAnswer(), bytes, at, next, context);
        }
      } else {
        command(bytes, at, next, context.arrivalAt(base + lineFeed), context);
      }
      at = next;
    }
    return at - from;
  }

  /** Does a line begin with a command of the protocol's own? */
  private boolean isKnown(byte[] bytes, int from, int lineFeed) {
    int end = DialogText.verbEnd(bytes, from, DialogText.trim(bytes, from, lineFeed));
    return end > from && isCommand(DialogText.verb(bytes, from, end));
  }

  private void append(Object about, byte[] bytes, int from, int to, StreamContext context) {
    if (about != null) {
      context.append(protocol, bytes, from, to, about);
    }
  }

  private void command(byte[] bytes, int from, int next, Arrival arrival, StreamContext context) {
    int end = DialogText.trim(bytes, from, next - 1);
    int verbEnd = DialogText.verbEnd(bytes, from, end);
    if (verbEnd == from) {
      if (end > from) {
        bad();
      }
      return;
    }
    hasSpoken = true;
    int argument = DialogText.argumentFrom(bytes, verbEnd, end);
    DialogCommand command =
        DialogCommand.of(
            DialogText.verb(bytes, from, verbEnd),
            DialogText.shortened(bytes, argument, end),
            arrival);
    expected = onCommand(command);
    Object about = context.attaches() ? aboutCommand(command, context) : null;
    context.append(protocol, bytes, from, next, about);
    await(command, context);
  }

  private int fromServer(byte[] bytes, int from, int to, StreamContext context) {
    long base = context.offset() - from;
    int at = from;
    int first = from;
    while (at < to && !isStopped()) {
      int lineFeed = DialogText.lineFeed(bytes, at, to);
      if (lineFeed < 0) {
        noteLongLine(to - at);
        break;
      }
      int end = DialogText.trim(bytes, at, lineFeed);
      int code = DialogText.code(bytes, at, end);
      boolean isLast = code >= 0 && !DialogText.isContinued(bytes, at, end);
      boolean isRest = isServerLineLost && code < 0;
      isServerLineLost = false;
      if (isRest) {
        at = lineFeed + 1; // of a line whose beginning was not captured
        continue;
      }
      if (continuedCode > 0 && (code != continuedCode || !isLast)) {
        first = Math.min(first, at); // lines within a reply may hold anything
      } else if (code < 0) {
        bad();
      } else if (!isLast) {
        continuedCode = code;
        first = at;
      } else {
        Arrival arrival = context.arrivalAt(base + lineFeed);
        String text = DialogText.replyText(bytes, at, end);
        DialogReply reply = new DialogReply(code, text, arrival.number(), arrival.nanos());
        Object about = context.attaches() ? aboutReply(reply, context) : null;
        context.append(protocol, bytes, continuedCode > 0 ? first : at, lineFeed + 1, about);
        continuedCode = 0;
        onReply(reply, context);
      }
      at = lineFeed + 1;
    }
    if (continuedCode > 0 && first < at && context.attaches()) {
      append(aboutPart(), bytes, first, at, context);
    }
    return at - from;
  }

  private void noteLongLine(int length) {
    if (length > DialogLimits.MAX_LINE) {
      stop();
    }
  }

  private void onReply(DialogReply reply, StreamContext context) {
    boolean isFirst = !isServerSeen;
    isServerSeen = true;
    if (isFirst && !context.pickedUp() && (!hasSpoken || reply.code() == 220)) {
      onGreeting(reply, context);
      return;
    }
    if (replies.size() == DialogLimits.MAX_WAITING) {
      onTurn(null, replies.remove(), context);
    }
    replies.add(reply);
    pair(context);
  }

  /** Gives replies to the commands that were captured before them. */
  private void pair(StreamContext context) {
    while (!replies.isEmpty() && !commands.isEmpty() && !isStopped()) {
      DialogReply reply = replies.element();
      if (reply.packet() < commands.element().packet()) {
        replies.remove();
        onTurn(null, reply, context); // the server spoke unasked, or the command was lost
        continue;
      }
      replies.remove();
      DialogCommand command = reply.isPreliminary() ? commands.element() : commands.remove();
      onTurn(command, reply, context);
    }
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    if (direction == Direction.FROM_CLIENT) {
      isClientLineLost = expected != Expected.MESSAGE;
    } else {
      isServerLineLost = true;
      continuedCode = 0;
    }
    // The reply to a command that was lost, or the lost reply, must not be taken for another one.
    tellUnanswered(context);
    if (expected == Expected.REPLY_FIRST) {
      expected = Expected.COMMANDS;
    }
  }

  private void tellUnanswered(StreamContext context) {
    while (!commands.isEmpty()) {
      onTurn(commands.remove(), null, context);
    }
    while (!replies.isEmpty()) {
      onTurn(null, replies.remove(), context);
    }
  }

  @Override
  protected final void tellRest(StreamContext context) {
    tellUnanswered(context);
    onOver(context);
  }

  @Override
  public final int memory() {
    return BYTES + (commands.size() + replies.size()) * DialogCommand.MEMORY + ownMemory();
  }
}
