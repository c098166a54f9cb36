package io.weft.dissect;

import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Failures of the program itself that were contained: a defect in a dissector costs what it was
 * reading (a packet's inner layers, a session, a record), and the run goes on. Each run has one
 * such object. May be used by several threads.
 *
 * <p>Where assertions are enabled, as in tests, nothing is contained: the failure is thrown on, so
 * that no defect stays unseen. Failures of I/O and of memory, and what a listener throws, are never
 * contained: who catches hands everything to {@link #contain}, which throws these on.
 */
public final class InternalErrors {
  /** Places that are told apart; failures at further places are only counted. */
  private static final int MAX_PLACES = 64;

  private static final String OWN_CODE = "io.weft.";

  private final boolean strict;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private long count;

  /** What a listener has thrown, and is on its way to the caller of the analysis. */
  private Throwable passing;

  private static final class Place {
    final String error;
    final long packet;
    long count;

    Place(String error, long packet) {
      this.error = error;
      this.packet = packet;
    }
  }

  /** Contains failures, unless assertions are enabled. */
  public InternalErrors() {
    this(InternalErrors.class.desiredAssertionStatus());
  }

  /**
   * @param strict throw every failure on
   */
  public InternalErrors(boolean strict) {
    this.strict = strict;
  }

  /**
   * Counts a failure with its place; the caller gives up what has failed, and goes on.
   *
   * @param failure a {@link RuntimeException} or an {@link Error}; thrown on where it is none that
   *     may be contained
   * @param packet number of the packet at which it happened; 0 where there was none
   */
  public synchronized void contain(Throwable failure, long packet) {
    boolean isKind = failure instanceof RuntimeException || failure instanceof StackOverflowError;
    if (strict || !isKind || failure instanceof UncheckedIOException || failure == passing) {
      throwOn(failure);
    }
    count++;
    String at = placeOf(failure);
    Place place = places.get(at);
    if (place == null) {
      if (places.size() == MAX_PLACES) {
        return;
      }
      place = new Place(failure.getClass().getSimpleName(), packet);
      places.put(at, place);
    }
    place.count++;
  }

  private static void throwOn(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    throw new IllegalArgumentException("only unchecked failures are handed here", failure);
  }

  /** Remembers that a listener has thrown this, which must reach the caller of the analysis. */
  public synchronized void passListeners(Throwable failure) {
    passing = failure;
  }

  /** The first line of the program's own code: {@code protocol.app.http.StartLine.read:88}. */
  private static String placeOf(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    for (StackTraceElement frame : trace) {
      if (frame.getClassName().startsWith(OWN_CODE)) {
        return frame.getClassName().substring(OWN_CODE.length())
            + "."
            + frame.getMethodName()
            + ":"
            + frame.getLineNumber();
      }
    }
    return trace.length == 0 ? "unknown" : trace[0].toString(); // the JVM leaves out later traces
  }

  /** How many failures were contained so far. */
  public synchronized long count() {
    return count;
  }

  /** The failures contained so far, an entry for each of the first 64 places. */
  public synchronized List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(places.size());
    places.forEach(
        (at, place) -> entries.add(new Entry(at, place.error, place.packet, place.count)));
    return entries;
  }

  /**
   * Failures at one place.
   *
   * @param place class, method and line, without the name of the base package
   * @param error what was thrown: {@code IndexOutOfBoundsException}
   * @param packet number of the packet at the first of them; 0 where there was none
   */
  public record Entry(String place, String error, long packet, long count) implements Serializable {
    /** For a person: what failed, where, and how often. */
    public String sentence() {
      return "internal error: "
          + error
          + " at "
          + place
          + (packet > 0 ? ", first at packet " + packet : "")
          + (count > 1 ? " (" + count + " times)" : "")
          + "; what failed was left out";
    }
  }
}
