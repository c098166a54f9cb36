package io.weft.report.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Span;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.time.CapturePosition;
import io.weft.insight.time.TimeCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final Path SOURCES = Path.of("src/main/java/io/weft");

  /** Names of sentences that stand whole in the code. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?:Message\\.of\\(\\s*|step\\([a-zA-Z]+, [a-zA-Z]+, [a-zA-Z._]+, )\"([a-z.-]+)\"[,)]");

  private final Wording words = Wording.english();

  @Test
  void everyKindHasItsPageAndItsAdvice() {
    for (FindingKind kind : FindingKind.values()) {
      String page = Wording.page(kind);
      assertEquals(3, page.strip().split("\n\n").length, kind.id());
      assertTrue(words.keys().contains(kind.id() + ".next"), kind.id());
    }
  }

  @Test
  void everyCauseAndPlaceHasItsWords() {
    for (TimeCause cause : TimeCause.values()) {
      assertTrue(words.keys().contains("time.cause." + cause.id()), cause.id());
    }
    for (CapturePosition position : CapturePosition.values()) {
      assertTrue(words.keys().contains("time.position." + position.id()), position.id());
    }
  }

  @Test
  void everySentenceThatTheCodeNamesIsThere() throws IOException {
    Set<String> missing = new TreeSet<>();
    int named = 0;
    for (String folder : new String[] {"insight", "report/explain"}) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          Set<String> used =
              WHOLE
                  .matcher(Files.readString(file))
                  .results()
                  .map((MatchResult each) -> each.group(1))
                  .collect(Collectors.toSet());
          named += used.size();
          used.removeAll(words.keys());
          missing.addAll(used);
        }
      }
    }
    assertEquals(Set.of(), missing);
    assertTrue(named > 40, "the code's sentences are found: " + named);
  }

  @Test
  void argumentsStandWithTheirUnitsAndWords() {
    assertEquals("and 1 more of loss", words.text(Message.of("omitted", 1L, "loss")));
    assertEquals(
        "The answer begins 1.50 ms later.",
        words.text(Message.of("story.think.whole", new Span(1_500_000))));
    assertEquals(
        "The client sends 2.00 kB in 1 packet.",
        words.text(Message.of("story.turn.client.at-once", new Message.ByteCount(2000), 1L)));
    assertEquals("1 warning", words.text(Message.of("count.WARNING", 1L)));
    assertEquals("1,234 warnings", words.text(Message.of("count.WARNING", 1234L)));
  }
}
