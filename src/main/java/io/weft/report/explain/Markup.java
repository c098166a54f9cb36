package io.weft.report.explain;

/** How a markup language writes text that it is not to take for markup. */
interface Markup {
  /** Text as it is, for those who escape the whole of it. */
  Markup NONE =
      new Markup() {
        @Override
        public String words(String text) {
          return text;
        }

        @Override
        public String name(String name) {
          return name;
        }
      };

  /** Words of our own, which may hold signs of the markup. */
  String words(String text);

  /** A name, which may be from packets and hold any character. */
  String name(String name);
}
