package io.weft.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.report.text.Phrases;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a page piece by piece: its beginning, blocks of data, its end. Data is compressed and
 * written in base64, whose characters mean nothing in HTML, in script elements of a type that
 * browsers do not run.
 */
final class PageWriter {
  private static final int BUFFER = 1 << 14;

  private final OutputStream out;
  private final ObjectMapper mapper;
  private final String library = PageParts.library();
  private final String program = PageParts.program();

  /**
   * @param out left open
   * @param mapper writes the heads of blocks
   */
  PageWriter(OutputStream out, ObjectMapper mapper) {
    this.out = out;
    this.mapper = mapper;
  }

  /**
   * Writes the page up to where its data begins.
   *
   * @param title as text
   * @param language its code
   * @param phrases in that language
   */
  void begin(String title, String language, Phrases phrases) throws IOException {
    String style = PageParts.style();
    String policy =
        String.join(
            "; ",
            "default-src 'none'",
            "script-src " + PageParts.source(library) + " " + PageParts.source(program),
            "style-src " + PageParts.source(style),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'");
    write(
        "<!DOCTYPE html>\n<html lang=\""
            + language
            + "\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\""
            + policy
            + "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + "<meta name=\"color-scheme\" content=\"light dark\">\n"
            + "<meta name=\"referrer\" content=\"no-referrer\">\n<title>"
            + escaped(title)
            + "</title>\n<style>"
            + style
            + "</style>\n</head>\n<body>\n"
            + PageParts.body(phrases));
  }

  /**
   * Writes a block of data.
   *
   * @param id by which the page finds it: letters, digits, and marks that mean nothing in HTML
   * @throws JsonProcessingException where the head cannot be written; then nothing is
   */
  void block(String id, ColumnBlock block) throws IOException {
    byte[] head = block.json(mapper);
    write("<script type=\"application/x-weft\" id=\"data-" + id + "\">");
    try (OutputStream base64 = Base64.getEncoder().wrap(new Unclosed(out));
        OutputStream packed = new GZIPOutputStream(base64, BUFFER)) {
      block.writeTo(packed, head);
    }
    write("</script>\n");
  }

  /** Writes the rest of the page. */
  void end() throws IOException {
    write("<script>" + library + "</script>\n<script>" + program + "</script>\n</body>\n</html>\n");
    out.flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Ends the code of a block, but not the page. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {
      // The page goes on.
    }
  }
}
