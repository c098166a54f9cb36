package io.weft.report.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

  private final Wording words = Wording.english();

  @Test
  void everyKindHasItsPageAndItsAdviceInEveryLanguage() {
    for (FindingKind kind : FindingKind.values()) {
      for (String language : Wording.LANGUAGES) {
        String page = Wording.of(language).page(kind);
        assertEquals(3, page.strip().split("\n\n").length, language + " " + kind.id());
      }
      assertTrue(words.keys().contains(kind.id() + ".next"), kind.id());
    }
  }

  @Test
  void allLanguagesHaveTheSameSentencesWithTheSamePlaces() {
    for (String language : Wording.LANGUAGES) {
      Wording other = Wording.of(language);
      assertEquals(new TreeSet<>(words.keys()), new TreeSet<>(other.keys()), language);
      for (String key : words.keys()) {
        assertEquals(places(words.pattern(key)), places(other.pattern(key)), language + " " + key);
      }
    }
  }

  private static Set<String> places(String pattern) {
    return PLACE
        .matcher(pattern)
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void koreanSentencesHaveNoParticleOfTheirOwnBehindAPlace() {
    Wording korean = Wording.of("ko");
    Pattern fixed = Pattern.compile("\\{\\d+\\}(?:은|는|이|가|을|를|과|와|으로|로)(?=[ ,.)]|$)");
    for (String key : korean.keys()) {
      assertFalse(fixed.matcher(korean.pattern(key)).find(), key);
    }
    assertEquals(
        "10.0.0.1:80이 연결 시도 3건 가운데 2건을 리셋으로 거부했습니다(클라이언트 1곳: 10.0.0.2).",
        korean.text(Message.of("refused", "10.0.0.1:80", 2L, 3L, 1L, "10.0.0.2")));
    assertEquals(
        "패킷 34를 잃었고, 1.50 ms 뒤에 패킷 36으로 다시 왔습니다.",
        korean.text(Message.of("story.lost", 34L, new Span(1_500_000), 36L)));
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
