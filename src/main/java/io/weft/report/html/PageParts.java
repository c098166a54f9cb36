package io.weft.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.report.text.Phrases;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The resources that a page is made of, and their hashes. */
final class PageParts {
  /** Those before others that import from them. */
  private static final List<String> MODULES =
      List.of(
          "data.js",
          "language.js",
          "format.js",
          "dom.js",
          "copy.js",
          "chart.js",
          "overview.js",
          "flows.js",
          "findings.js",
          "segments.js",
          "ladder.js",
          "graphs.js",
          "story.js",
          "time.js",
          "detail.js",
          "main.js");

  /** The sentence for browsers that run no program. */
  private static final Pattern WITHOUT_PROGRAM =
      Pattern.compile("(?<=<noscript><p class=\"note bad\">)[^<]+");

  private PageParts() {}

  /** The charts' library: uPlot, as its authors ship it. */
  static String library() {
    return text("uplot/uPlot.iife.min.js").strip();
  }

  /**
   * The modules as one script. A page from a file cannot import modules, so their imports and
   * exports are left out: all names stand in one scope, and are told apart.
   */
  static String program() {
    return MODULES.stream()
        .map(PageParts::text)
        .flatMap(String::lines)
        .filter(line -> !line.startsWith("import "))
        .map(line -> line.startsWith("export ") ? line.substring("export ".length()) : line)
        .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "\n})();"));
  }

  /** The style sheets as one. */
  static String style() {
    return text("uplot/uPlot.min.css").strip() + "\n" + text("page.css");
  }

  /** The markup of the page's body; what stands in it is translated by the page's program. */
  static String body() {
    return text("body.html");
  }

  /** The same with the words for those whose browser runs no program. */
  static String body(Phrases phrases) {
    return WITHOUT_PROGRAM
        .matcher(body())
        .replaceAll(found -> Matcher.quoteReplacement(phrases.say(found.group())));
  }

  /**
   * The page's words in a language, by those in English.
   *
   * @return empty for English, in which the page is written
   */
  static Map<String, String> words(String language, ObjectMapper mapper) {
    if (language.equals("en")) {
      return Map.of();
    }
    try {
      return mapper.readValue(text(language + ".json"), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e); // the file is a part of the program
    }
  }

  /** The source expression by which a content security policy admits an inline element. */
  static String source(String content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  private static String text(String name) {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
