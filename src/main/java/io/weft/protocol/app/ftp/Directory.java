package io.weft.protocol.app.ftp;

import io.weft.protocol.app.DialogCommand;
import io.weft.protocol.app.DialogReply;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the directory that a client works in: what replies to PWD tell, and where CWD and CDUP
 * lead (RFC 959 sections 4.1.1 and 4.1.3, appendix II). Where a client went before it asked, the
 * path is told from there on.
 */
final class Directory {
  /** Longer paths are not followed. */
  private static final int MAX_LENGTH = 1024;

  private static final int DONE = 250;
  private static final int TOLD = 257;
  private static final String PARENT = "..";

  /** Null where it is not known. */
  private String path;

  String path() {
    return path;
  }

  /**
   * Takes a reply, and the command before it.
   *
   * @return false where the reply should tell a directory, and does not
   */
  boolean onReply(DialogCommand command, DialogReply reply) {
    switch (command.verb()) {
      case "CWD", "XCWD" -> {
        if (reply.code() == DONE) {
          enter(command.argument());
        }
      }
      case "CDUP", "XCUP" -> {
        if (reply.isPositive()) {
          enter(PARENT);
        }
      }
      case "PWD", "XPWD" -> {
        if (reply.code() == TOLD) {
          String told = quoted(reply.text());
          if (told == null) {
            return false;
          }
          path = told;
        }
      }
      default -> {}
    }
    return true;
  }

  private void enter(String where) {
    String next = path == null || where.startsWith("/") ? where : joined(path, where);
    path = next.isEmpty() || next.length() > MAX_LENGTH ? null : next;
  }

  /** A path below a directory, without steps up or on the spot. */
  private static String joined(String directory, String below) {
    boolean isAbsolute = directory.startsWith("/");
    List<String> names = new ArrayList<>();
    for (String name : (directory + '/' + below).split("/", -1)) {
      if (name.equals(PARENT)) {
        if (!names.isEmpty()) {
          names.remove(names.size() - 1);
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return (isAbsolute ? "/" : "") + String.join("/", names);
  }

  /** What stands between the quotes at the text's beginning, where two stand for one; or null. */
  static String quoted(String text) {
    if (!text.startsWith("\"")) {
      return null;
    }
    StringBuilder inside = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        if (i + 1 == text.length() || text.charAt(i + 1) != '"') {
          return inside.toString();
        }
        i++;
      }
      inside.append(text.charAt(i));
    }
    return null;
  }

  int memory() {
    return path == null ? 0 : path.length();
  }
}
