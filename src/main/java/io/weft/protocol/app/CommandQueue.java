package io.weft.protocol.app;

import io.weft.dissect.Arrival;
import io.weft.dissect.Moment;
import io.weft.dissect.Span;
import io.weft.dissect.StreamContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Joins the replies of a connection to their commands, by what identifies a command or in their
 * order, and reports the exchanges. Either of the two may come first.
 */
public final class CommandQueue {
  /** Memory of an exchange without its texts, estimated in bytes. */
  static final int EXCHANGE = 200;

  /** Stands for whatever command has waited longest. */
  public static final Object OLDEST = "oldest";

  private static final int BYTES = 160;
  private static final int WAITING = 240;

  private final CommandExchange.Maker maker;
  private final Listener listener;
  private final Map<Object, Command> commands = new LinkedHashMap<>(4);
  private final Deque<Reply> replies = new ArrayDeque<>(1);

  /** Hears of each command whose reply has come, after it was reported. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param status of the reply; null where there will be none
     */
    void onTurn(String command, String status, StreamContext context);
  }

  private record Command(String name, String argument, long packet, long nanos) {}

  private record Reply(Object key, String status, String text, long packet, long nanos) {}

  /**
   * @param maker makes the records
   */
  public CommandQueue(CommandExchange.Maker maker, Listener listener) {
    this.maker = maker;
    this.listener = listener;
  }

  /**
   * Adds a command.
   *
   * @param key what its reply will name; null where replies come in the order of the commands
   */
  public void ask(Object key, String name, String argument, Arrival arrival, StreamContext to) {
    if (commands.size() == DialogLimits.MAX_WAITING) {
      Iterator<Command> oldest = commands.values().iterator();
      Command unanswered = oldest.next();
      oldest.remove();
      tell(unanswered, null, to);
    }
    Command before =
        commands.put(
            key == null ? new Object() : key,
            new Command(name, argument, arrival.number(), arrival.nanos()));
    if (before != null) {
      tell(before, null, to);
    }
    if (!replies.isEmpty()) {
      settle(to);
    }
  }

  /** Has a command come that waits for its reply? */
  public boolean isWaiting() {
    return !commands.isEmpty();
  }

  /** The command of that key that waits; null for none. */
  public String waiting(Object key) {
    Command command = find(key, false);
    return command == null ? null : command.name;
  }

  private Command find(Object key, boolean remove) {
    if (key != OLDEST) {
      return remove ? commands.remove(key) : commands.get(key);
    }
    Iterator<Command> all = commands.values().iterator();
    if (!all.hasNext()) {
      return null;
    }
    Command oldest = all.next();
    if (remove) {
      all.remove();
    }
    return oldest;
  }

  /**
   * Adds a reply.
   *
   * @param key of its command, or {@link #OLDEST}
   */
  public void answer(Object key, String status, String text, Arrival arrival, StreamContext to) {
    if (replies.size() == DialogLimits.MAX_WAITING) {
      tell(null, replies.remove(), to);
    }
    replies.add(new Reply(key, status, text, arrival.number(), arrival.nanos()));
    settle(to);
  }

  /** Reports a command that nobody answers. */
  public void drop(Object key, StreamContext to) {
    Command command = find(key, true);
    if (command != null) {
      tell(command, null, to);
    }
  }

  /** Adds what the server says first, without being asked: as command {@code greeting}. */
  public void greet(String status, String text, Arrival arrival, StreamContext to) {
    to.emit(
        maker.make(
            "greeting",
            null,
            status,
            text,
            null,
            arrival.number(),
            new Moment(arrival.nanos()),
            null));
  }

  private void settle(StreamContext to) {
    int left = replies.size();
    while (left-- > 0 && !replies.isEmpty()) {
      Reply reply = replies.remove();
      Command command = find(reply.key, false);
      if (command == null) {
        replies.add(reply);
      } else if (reply.packet < command.packet) {
        tell(null, reply, to); // it answers a command that was not seen
      } else {
        tell(find(reply.key, true), reply, to);
      }
    }
  }

  private void tell(Command command, Reply reply, StreamContext to) {
    long start = command == null ? reply.nanos : command.nanos;
    to.emit(
        maker.make(
            command == null ? null : command.name,
            command == null ? null : command.argument,
            reply == null ? null : reply.status,
            reply == null ? null : reply.text,
            command == null ? null : command.packet,
            reply == null ? null : reply.packet,
            new Moment(start),
            command == null || reply == null ? null : new Span(reply.nanos - start)));
    if (command != null) {
      listener.onTurn(command.name, reply == null ? null : reply.status, to);
    }
  }

  /** Reports what waits as it is: the other half will not come, or cannot be told from others. */
  public void giveUp(StreamContext to) {
    while (!commands.isEmpty()) {
      tell(find(OLDEST, true), null, to);
    }
    while (!replies.isEmpty()) {
      tell(null, replies.remove(), to);
    }
  }

  /** Memory with all that waits, estimated in bytes. */
  public int memory() {
    return BYTES + (commands.size() + replies.size()) * WAITING;
  }
}
