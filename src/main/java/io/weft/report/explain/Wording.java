package io.weft.report.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.dissect.Direction;
import io.weft.dissect.Span;
import io.weft.flow.SocketState;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Message;
import io.weft.insight.Severity;
import io.weft.insight.story.StoryStep;
import io.weft.insight.time.CapturePosition;
import io.weft.insight.time.TimeCause;
import io.weft.insight.time.TimePart;
import io.weft.report.text.Units;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The words of one language for findings. What packets say stands in the sentences as it was sent:
 * whoever prints them escapes it.
 */
public final class Wording {
  private static final double PERCENT = 100;
  private static final String ENGLISH = "en";

  /** The languages that there are words in, by their codes (ISO 639). */
  public static final List<String> LANGUAGES = List.of(ENGLISH, "ko");

  private final String language;
  private final ResourceBundle words;

  private Wording(String language) {
    this.language = language;
    String file =
        language.equals(ENGLISH) ? "words.properties" : "words_" + language + ".properties";
    try (InputStream in = Wording.class.getResourceAsStream(file)) {
      words = new PropertyResourceBundle(new InputStreamReader(in, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words in English. */
  public static Wording english() {
    return new Wording(ENGLISH);
  }

  /**
   * The words in a language.
   *
   * @param language one of {@link #LANGUAGES}
   */
  public static Wording of(String language) {
    if (!LANGUAGES.contains(language)) {
      throw new IllegalArgumentException("no words in " + language);
    }
    return new Wording(language);
  }

  /** The language's code: one of {@link #LANGUAGES}. */
  public String language() {
    return language;
  }

  /** The sentence of a finding. */
  public String sentence(Finding finding) {
    return text(finding.sentence());
  }

  /** What to look at next. */
  public String next(Finding finding) {
    return text(finding.next());
  }

  /** The word for a severity. */
  public String word(Severity severity) {
    return words.getString("severity." + severity.name().toLowerCase(Locale.ROOT));
  }

  /** The title of the page of help on a kind of findings. */
  String title(FindingKind kind) {
    return text(Message.of("page.title", kind.id()));
  }

  /** The page of help on a kind of findings: paragraphs, with an empty line between them. */
  public String page(FindingKind kind) {
    String file = language + "/" + kind.id() + ".txt";
    try (InputStream in = Wording.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sentence as it stands among the words, with its places. */
  String pattern(String key) {
    return words.getString(key);
  }

  /** The names of all sentences. */
  Set<String> keys() {
    return words.keySet();
  }

  /** What the packets of a step are; empty where none shows it. */
  String packets(StoryStep step) {
    if (step.packet() <= 0) {
      return "";
    }
    return step.packet() == step.lastPacket()
        ? text(Message.of("story.packet", step.packet()))
        : text(Message.of("story.packets", step.packet(), step.lastPacket()));
  }

  /**
   * The packets that show a finding, with their times.
   *
   * @param startNanos from which times count
   */
  String packets(List<Finding.Evidence> evidence, long startNanos) {
    StringJoiner packets = new StringJoiner(", ");
    for (Finding.Evidence each : evidence) {
      String time =
          each.time().isKnown()
              ? " (" + Units.duration(each.time().nanos() - startNanos) + ")"
              : "";
      packets.add(each.packet() + time);
    }
    return text(Message.of("packets", (long) evidence.size(), packets.toString()));
  }

  /** The states of both sockets behind a step; empty where none is known. */
  String states(StoryStep step) {
    return step.client() == null && step.server() == null
        ? ""
        : text(Message.of("story.states", state(step.client()), state(step.server())));
  }

  private static String state(SocketState state) {
    return state == null ? "?" : state.toString();
  }

  /** What a part of the time went into, and who was waited for. */
  String cause(TimePart part) {
    return cause(part.cause(), part.sender());
  }

  /**
   * What time went into, and who was waited for.
   *
   * @param sender null where both ends, or neither, are meant
   */
  public String cause(TimeCause cause, Direction sender) {
    String word = text(Message.of("time.cause." + cause.id()));
    if (sender == null || cause.namesItsEnd()) {
      return word;
    }
    boolean isClient = sender == Direction.FROM_CLIENT;
    return word + " (" + text(Message.of("time.sender." + (isClient ? "client" : "server"))) + ")";
  }

  /** A sentence on where a connection was captured. */
  public String position(CapturePosition position) {
    return text(Message.of("time.position." + position.id()));
  }

  /** A message in words. */
  public String text(Message message) {
    return text(message, Markup.NONE);
  }

  /** A message in words, as a markup language writes it. */
  String text(Message message, Markup markup) {
    return fill(words.getString(message.key()), message.arguments(), markup);
  }

  /**
   * Puts arguments into the places of a sentence: {@code {0}}, {@code {0|packet|packets}} for a
   * number with its word, {@code {0?packet|packets}} for the word alone, and {@code {0+은/는}} for a
   * particle that its last sound chooses.
   */
  private static String fill(String pattern, List<Object> arguments, Markup markup) {
    StringBuilder text = new StringBuilder(pattern.length() + 64);
    int from = 0;
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
      int close = pattern.indexOf('}', open);
      text.append(markup.words(pattern.substring(from, open)));
      String[] place = pattern.substring(open + 1, close).split("[|?+]", -1);
      Object argument = arguments.get(Integer.parseInt(place[0]));
      char sign = pattern.charAt(open + 1 + place[0].length());
      boolean isWordOnly = sign == '?';
      if (!isWordOnly) {
        text.append(
            argument instanceof String name ? markup.name(name) : markup.words(value(argument)));
      }
      if (sign == '+') {
        text.append(Particles.behind(value(argument), place[1]));
      } else if (place.length > 1) {
        text.append(isWordOnly ? "" : " ");
        text.append(markup.words(argument.equals(1L) ? place[1] : place[2]));
      }
      from = close + 1;
    }
    return text.append(markup.words(pattern.substring(from))).toString();
  }

  private static String value(Object argument) {
    if (argument instanceof Long number) {
      return Units.count(number);
    }
    if (argument instanceof Span span) {
      return Units.duration(span.nanos());
    }
    if (argument instanceof Message.ByteCount count) {
      return Units.bytes(count.bytes());
    }
    if (argument instanceof Message.BitRate rate) {
      return Units.bitsPerSecond(rate.bitsPerSecond());
    }
    if (argument instanceof Message.Share share) {
      double percent = share.ratio() * PERCENT;
      return String.format(Locale.ROOT, percent < 1 ? "%.2f %%" : "%.1f %%", percent);
    }
    return argument.toString();
  }
}
