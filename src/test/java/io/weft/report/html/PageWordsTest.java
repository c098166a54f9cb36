package io.weft.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.report.explain.Wording;
import io.weft.report.text.Phrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of pages in other languages: for all that the page says, with the same places. */
class PageWordsTest {
  private static final Pattern TEXT = Pattern.compile("\\bt\\('([^']+)'\\)");
  private static final Pattern COUNTED = Pattern.compile("counted\\(.*?, '([^']+)', '([^']+)'\\)");
  private static final Pattern MARKUP = Pattern.compile(">([^<>\n]*\\w[^<>\n]*)<");
  private static final Pattern LABEL = Pattern.compile("aria-label=\"([^\"]+)\"");
  private static final Path SOURCES = Path.of("src/main/java/io/weft");

  /** A phrase of a row, in the call or in a variable before it. */
  private static final Pattern SAID =
      Pattern.compile("(?:phrases\\.say\\(|String some = )\"([^\"]+)\"");

  private static final Pattern TOLD_COUNTED =
      Pattern.compile("add\\([^;\"]*\"[^\"]+\", \"([^\"]+)\"\\)");
  private static final Pattern TROUBLE = Pattern.compile("Unit\\.\\w+, \"([^\"]+)\"");
  private static final Pattern NAMED = Pattern.compile("\"frame\",\\s*\"\\w+\",\\s*\"([^\"]+)\"");
  private static final Pattern ANOMALY =
      Pattern.compile("Anomaly\\.of\\(\"\\w+\", \"([^\"]+)\"\\)");
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  /** What the report's rows and counts say, which the page only shows. */
  private static void told(Set<String> said) throws IOException {
    String rows = source("report/text/FlowInfo.java");
    find(SAID, rows, 1, said);
    Matcher counted = TOLD_COUNTED.matcher(rows);
    while (counted.find()) {
      said.add("{0} " + counted.group(1));
    }
    find(TROUBLE, source("report/document/FlowTroubles.java"), 1, said);
    find(NAMED, source("report/document/SummaryBuilder.java"), 1, said);
    for (String folder : List.of("dissect", "protocol")) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          boolean isOwn = file.endsWith("Anomaly.java"); // which calls its own method
          find(ANOMALY, isOwn ? text.replace(" of(", "Anomaly.of(") : text, 1, said);
        }
      }
    }
  }

  private static String source(String file) throws IOException {
    return Files.readString(SOURCES.resolve(file));
  }

  private static Set<String> said() throws IOException {
    Set<String> said = new TreeSet<>();
    told(said);
    String program = PageParts.program();
    find(TEXT, program, 1, said);
    for (int at = program.indexOf("t`"); at >= 0; at = program.indexOf("t`", at + 1)) {
      if (!Character.isLetterOrDigit(program.charAt(at - 1))) {
        said.add(template(program, at + 2));
      }
    }
    Matcher counted = COUNTED.matcher(program);
    while (counted.find()) {
      said.add("{0} " + counted.group(2));
    }
    String body = PageParts.body();
    find(MARKUP, body, 1, said);
    find(LABEL, body, 1, said);
    said.remove("weft"); // a name
    return said;
  }

  private static void find(Pattern pattern, String text, int group, Set<String> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(group).strip().isEmpty() ? "" : matcher.group(group));
    }
  }

  /** A template's text, with numbers in its places, which may hold templates themselves. */
  private static String template(String program, int from) {
    StringBuilder text = new StringBuilder();
    int places = 0;
    for (int i = from; program.charAt(i) != '`'; i++) {
      if (!program.startsWith("${", i)) {
        text.append(program.charAt(i));
        continue;
      }
      text.append('{').append(places++).append('}');
      i = behindPlace(program, i + 2);
    }
    return text.toString();
  }

  /** The brace that closes a place. */
  private static int behindPlace(String program, int from) {
    int depth = 0;
    boolean isTemplate = false;
    for (int i = from; ; i++) {
      char c = program.charAt(i);
      isTemplate ^= c == '`';
      if (c == '{') {
        depth++;
      } else if (c == '}' && depth-- == 0 && !isTemplate) {
        return i;
      }
    }
  }

  private static Map<String, String> words(String language) {
    return PageParts.words(language, new ObjectMapper());
  }

  @ParameterizedTest
  @ValueSource(strings = "ko")
  void allThatThePageSaysHasWords(String language) throws IOException {
    Map<String, String> words = words(language);
    assertEquals(
        String.join("\n", said()),
        String.join("\n", new TreeSet<>(words.keySet())),
        "what the page says, and what there are words for");
    assertTrue(words.size() > 150, "words: " + words.size());
  }

  @ParameterizedTest
  @ValueSource(strings = "ko")
  void theyHaveTheSamePlaces(String language) {
    words(language)
        .forEach(
            (english, other) -> {
              assertEquals(places(english), places(other), english);
              assertFalse(other.isBlank(), english);
            });
  }

  private static String places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(place -> place.group())
        .sorted()
        .collect(Collectors.joining());
  }

  @Test
  void browsersWithoutScriptsGetTheirSentenceInTheLanguage() {
    String body = PageParts.body(new Phrases(words("ko")));
    assertTrue(body.contains("<noscript><p class=\"note bad\">이 페이지는"), body);
    assertEquals(PageParts.body(), PageParts.body(Phrases.ENGLISH));
  }

  @Test
  void everyLanguageHasThem() {
    for (String language : Wording.LANGUAGES) {
      assertEquals(language.equals("en"), words(language).isEmpty(), language);
    }
  }
}
