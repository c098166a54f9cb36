package io.weft.protocol.app.http.body;

import io.weft.bytes.Hex;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Exchange;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the body of one message as it comes. */
public final class Body {
  /** Memory of this object without its decoders, in bytes. */
  private static final int BYTES = 400 + ContentType.HEAD;

  private static final String CUT = "cut";
  private static final String DAMAGED = "damaged";
  private static final String UNKNOWN = "unknown_coding";
  private static final String TOO_LARGE = "too_large";

  private final ContentSink sink;

  /** In the order in which they are undone. */
  private final List<Decoder> decoders = new ArrayList<>(1);

  private final MessageDigest digest = sha256();
  private byte[] head = {};
  private int headLength;
  private long sent;
  private long decoded;
  private long missing;
  private String trouble;

  /** Was a limit reached? */
  private boolean isTooLarge;

  /** Is the rest passed over? */
  private boolean isOver;

  private BodyFacts facts;

  /**
   * @param contentEncoding the codings of the content in the order in which they were applied, as
   *     the header field lists them; null for none
   * @param transferEncoding the codings of the message, applied behind those; null for none
   * @param sink takes the decoded bytes; null where nobody does
   */
  public Body(String contentEncoding, String transferEncoding, ContentSink sink) {
    this.sink = sink;
    List<String> codings = new ArrayList<>(1);
    add(contentEncoding, codings);
    add(transferEncoding, codings);
    if (codings.size() > BodyLimits.CODINGS) {
      trouble = UNKNOWN;
      return;
    }
    for (int i = codings.size() - 1; i >= 0 && trouble == null; i--) {
      add(codings.get(i));
    }
  }

  private static void add(String list, List<String> codings) {
    if (list == null) {
      return;
    }
    for (String each : list.split(",")) {
      String coding = each.strip().toLowerCase(Locale.ROOT);
      if (!coding.isEmpty() && !coding.equals("identity") && !coding.equals("chunked")) {
        codings.add(coding);
      }
    }
  }

  /** Adds a decoder. Behind a coding that is not known the body is taken as it is. */
  private void add(String coding) {
    switch (coding) {
      case "gzip", "x-gzip" -> decoders.add(InflateDecoder.gzip());
      case "deflate" -> decoders.add(InflateDecoder.deflate());
      case "br" -> decoders.add(new BrotliDecoder());
      case "zstd" -> {
        try {
          decoders.add(new ZstdDecoder());
        } catch (LinkageError e) {
          trouble = UNKNOWN; // the library has no native code for this machine
        }
      }
      default -> trouble = UNKNOWN;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes the next bytes of the body as they were sent, without the framing of chunks. */
  public void bytes(byte[] bytes, int from, int to) {
    if (isOver) {
      return;
    }
    sent += to - from;
    try {
      isOver = !step(0).take(bytes, from, to);
      if (isOver) {
        trouble = TOO_LARGE;
      }
    } catch (DamagedBodyException e) {
      isOver = true;
      trouble = DAMAGED;
    }
    if (isOver) {
      closeDecoders();
    }
  }

  /** The decoder of that index, as a taker of bytes; behind the last one all is given away. */
  private Decoder.Output step(int index) {
    if (index == decoders.size()) {
      return this::give;
    }
    return (bytes, from, to) -> decoders.get(index).decode(bytes, from, to, step(index + 1));
  }

  private boolean give(byte[] bytes, int from, int to) {
    int end = to;
    if (!decoders.isEmpty()) {
      long most =
          Math.min(
              BodyLimits.DECODED, Math.max(BodyLimits.DECODED_UNASKED, sent * BodyLimits.RATIO));
      if (decoded + (to - from) > most) {
        end = from + (int) Math.max(0, most - decoded);
        isTooLarge = true;
      }
    }
    int inHead = Math.min(end - from, ContentType.HEAD - headLength);
    if (inHead > 0) {
      if (head.length < headLength + inHead) {
        head = Arrays.copyOf(head, headLength + inHead);
      }
      System.arraycopy(bytes, from, head, headLength, inHead);
      headLength += inHead;
    }
    decoded += end - from;
    digest.update(bytes, from, end - from);
    if (sink != null && end > from) {
      sink.bytes(bytes, from, end);
    }
    return end == to;
  }

  /** The next bytes of the body are not in the capture. */
  public void gap(long length) {
    missing += length;
    if (isOver) {
      return;
    }
    if (decoders.isEmpty()) {
      if (sink != null) {
        sink.gap(length);
      }
      return;
    }
    finishDecoders(false);
    isOver = true;
    trouble = CUT;
    closeDecoders();
  }

  /**
   * The body is over.
   *
   * @param whole did it end where its message ends? Otherwise more was to follow
   */
  public BodyFacts end(boolean whole) {
    if (facts != null) {
      return facts;
    }
    if (!isOver) {
      finishDecoders(whole);
      closeDecoders();
      isOver = true;
    }
    if (trouble == null && (!whole || missing > 0)) {
      trouble = CUT;
    }
    String hash =
        trouble == null || (trouble.equals(UNKNOWN) && whole && missing == 0)
            ? Hex.of(digest.digest())
            : null;
    facts = new BodyFacts(decoded, hash, ContentType.of(head, headLength), trouble);
    return facts;
  }

  private void finishDecoders(boolean whole) {
    try {
      for (int i = 0; i < decoders.size(); i++) {
        if (!decoders.get(i).end(step(i + 1)) && trouble == null) {
          trouble = isTooLarge ? TOO_LARGE : CUT;
        }
      }
    } catch (DamagedBodyException e) {
      trouble = whole ? DAMAGED : CUT;
    }
  }

  private void closeDecoders() {
    decoders.forEach(Decoder::close);
  }

  /** Tells whoever takes the content to which exchange it belongs, when all of it was given. */
  public void belongsTo(Exchange exchange) {
    if (sink != null) {
      sink.end(exchange);
    }
  }

  /** Memory that the body takes while it is read, in bytes. */
  public int memory() {
    int bytes = BYTES;
    if (!isOver) {
      for (Decoder decoder : decoders) {
        bytes += decoder.memory();
      }
    }
    return bytes;
  }
}
