package io.weft.cli.option;

/** The sections in which the help of a command lists its options, in this order. */
public enum Section {
  /** Files, pipes and interfaces. */
  READ("what to read"),
  /** Which of it is shown. */
  CHOOSE("what to choose"),
  /** In which form, and where to. */
  OUTPUT("output"),
  /** How packets and streams are looked at. */
  ANALYSIS("analysis"),
  /** What has a meaning for an interface only. */
  LIVE("live, with -i"),
  /** How much is kept, and for how long. */
  LIMITS("limits"),
  /** All else. */
  OTHER("other");

  private final String title;

  Section(String title) {
    this.title = title;
  }

  /** The words above the section. */
  public String title() {
    return title;
  }
}
