package io.weft.report.explain;

import io.weft.insight.FindingKind;
import java.io.IOException;
import java.util.List;

/** Prints the pages on kinds of findings, in lines that fit a terminal in any language. */
public final class FindingPage {
  private final Appendable out;
  private final Paragraphs paragraphs;
  private final Wording words;

  /**
   * @param columns of the terminal; 0 where there is none
   */
  public FindingPage(Appendable out, int columns, Wording words) {
    this.out = out;
    this.words = words;
    paragraphs = new Paragraphs(out, columns);
  }

  /** Prints the page on one kind. */
  public void print(FindingKind kind) throws IOException {
    print(words.title(kind), words.page(kind));
  }

  /**
   * Prints any page.
   *
   * @param page paragraphs, with an empty line between them
   */
  public void print(String title, String page) throws IOException {
    out.append(title).append('\n');
    for (String paragraph : paragraphs(page)) {
      paragraphs.blank();
      paragraphs.print("", 0, paragraph);
    }
  }

  /** The paragraphs of a page, which has an empty line between them. */
  public static List<String> paragraphs(String page) {
    return List.of(page.strip().split("\n\n", -1));
  }

  /** Prints all kinds, each with the first sentence of its page. */
  public void printAll() throws IOException {
    int longest = 0;
    for (FindingKind kind : FindingKind.values()) {
      longest = Math.max(longest, kind.id().length());
    }
    int indent = longest + 4;
    for (FindingKind kind : FindingKind.values()) {
      String page = words.page(kind);
      String name = "  " + kind.id() + " ".repeat(indent - 2 - kind.id().length());
      paragraphs.print(name, indent, page.substring(0, page.indexOf('\n')));
    }
  }
}
