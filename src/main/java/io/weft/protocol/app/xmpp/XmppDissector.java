package io.weft.protocol.app.xmpp;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.CommandQueue;
import io.weft.protocol.app.DialogText;
import io.weft.protocol.app.FramedDissector;

/** Reads tags, each as a message, as long as they may lead into TLS. */
final class XmppDissector extends FramedDissector {
  private static final int LONGEST = 8192;
  private static final int MAX_TAGS = 256;
  private static final String STREAM = "<STREAM:STREAM";
  private static final String TO = " TO=";

  private int tags;

  XmppDissector() {
    super(XmppExchange::new);
  }

  @Override
  protected long length(Direction direction, byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '>' && (bytes[from] == '<' || at > from)) {
        return at + 1 - (long) from;
      }
      if (bytes[from] != '<' && bytes[at] == '<') {
        return at - (long) from; // text before a tag
      }
    }
    return to - from < LONGEST ? MORE : NONE;
  }

  @Override
  protected void onMessage(
      Direction direction, byte[] bytes, int from, int to, Arrival arrival, StreamContext out) {
    if (++tags > MAX_TAGS) {
      stop(); // no TLS, but a conversation in the clear
    } else if (direction == Direction.FROM_CLIENT) {
      if (DialogText.startsWith(bytes, from, to, STREAM)) {
        commands.ask("stream", "stream", host(bytes, from, to), arrival, out);
      } else if (DialogText.startsWith(bytes, from, to, "<STARTTLS")) {
        hold();
        commands.ask("starttls", "starttls", null, arrival, out);
      }
    } else if (DialogText.startsWith(bytes, from, to, "<STREAM:FEATURES")) {
      commands.answer("stream", "features", null, arrival, out);
    } else if (DialogText.startsWith(bytes, from, to, "<STREAM:ERROR")) {
      commands.answer(CommandQueue.OLDEST, "error", null, arrival, out);
    } else if (DialogText.startsWith(bytes, from, to, "<PROCEED")) {
      commands.answer("starttls", "proceed", null, arrival, out);
    } else if (DialogText.startsWith(bytes, from, to, "<FAILURE") && isAskedForTls()) {
      commands.answer("starttls", "failure", null, arrival, out);
    }
  }

  private boolean isAskedForTls() {
    return commands.waiting("starttls") != null;
  }

  private static String host(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (DialogText.startsWith(bytes, at, to, TO)) {
        int begin = at + TO.length() + 1;
        int end = begin;
        while (end < to && bytes[end] != '"' && bytes[end] != '\'' && bytes[end] != '>') {
          end++;
        }
        return end > begin ? DialogText.shortened(bytes, begin, end) : null;
      }
    }
    return null;
  }

  @Override
  protected void onTurn(String command, String status, StreamContext out) {
    if (command.equals("starttls")) {
      resume();
      if ("proceed".equals(status)) {
        startTls(out);
      }
    }
  }
}
