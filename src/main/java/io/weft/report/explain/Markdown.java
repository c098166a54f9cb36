package io.weft.report.explain;

import io.weft.report.text.SafeText;

/**
 * Text in Markdown (CommonMark 0.31, with the tables of GitHub Flavored Markdown). Names stand in
 * code spans: nothing within one is markup, a link or a mention of somebody.
 */
final class Markdown implements Markup {
  /** What may begin markup somewhere in a line; the first sign of a line is ours always. */
  private static final String SIGNS = "\\`*_[]<>&#|~$@!";

  @Override
  public String words(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SIGNS.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  @Override
  public String name(String name) {
    if (name.isBlank()) {
      return "\"" + name + "\"";
    }
    // A pipe ends the cell of a table even in a code span, and no escape of it serves everywhere.
    String safe = SafeText.escape(name).replace("|", "\\x7c");
    String fence = "`".repeat(longestRun(safe) + 1);
    // Without these spaces a backtick at an end of the name would join the fence.
    String space = safe.startsWith("`") || safe.endsWith("`") || isPadded(safe) ? " " : "";
    return fence + space + safe + space + fence;
  }

  /** Whether a code span would lose the spaces at both ends. */
  private static boolean isPadded(String text) {
    return text.startsWith(" ") && text.endsWith(" ");
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
