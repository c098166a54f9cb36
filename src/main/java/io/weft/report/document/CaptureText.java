package io.weft.report.document;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInfo;
import io.weft.report.document.CaptureRecord.FileRecord;
import io.weft.report.document.CaptureRecord.InterfaceRecord;
import io.weft.report.document.CaptureRecord.Live;
import io.weft.report.document.CaptureRecord.PacketComment;
import io.weft.report.document.CaptureRecord.Statistics;
import io.weft.report.json.JsonText;
import io.weft.report.text.SafeText;
import io.weft.report.text.Units;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Prints the description of a capture as text, a line for each fact. */
public final class CaptureText {
  private static final int LABEL_WIDTH = 14;

  /** Files and interfaces that are told one by one where it is to be brief. */
  private static final int SHOWN_FILES = 5;

  private static final int SHOWN_COMMENTS = 10;
  private static final double SECOND = 1e9;

  private final Appendable out;
  private final JsonText times = new JsonText();

  public CaptureText(Appendable out) {
    this.out = out;
  }

  /** Prints one capture. */
  public void print(CaptureRecord capture) throws IOException {
    for (FileRecord file : capture.files()) {
      file(file);
    }
    for (CaptureInfo.Section section : orEmpty(capture.sections())) {
      section(section);
    }
    line("Packets", Units.count(capture.packets()));
    line("Bytes", bytes(capture));
    if (capture.start() != null) {
      times(capture);
    }
    for (InterfaceRecord each : capture.interfaces()) {
      interfaceLines(each);
    }
    if (capture.names() != null) {
      line("Names", Units.count(capture.names(), "address has one", "addresses have one"));
    }
    if (capture.secrets() != null) {
      line("Secrets", Units.count(capture.secrets(), "block of keys", "blocks of keys"));
    }
    comments(capture);
    if (capture.sideDataDropped() != null) {
      line(
          "Not kept",
          Units.count(capture.sideDataDropped()) + " names, secrets or comments: too many");
    }
    live(capture.live());
    line("Complete", capture.complete() ? "yes" : "no");
    for (CaptureEnd.Damage damage : orEmpty(capture.damage())) {
      line("Damage", damage.sentence());
    }
  }

  /** Prints the most important facts of a capture. */
  public void brief(CaptureRecord capture) throws IOException {
    List<FileRecord> files = capture.files();
    if (files.size() <= SHOWN_FILES) {
      for (FileRecord file : files) {
        line("File", file.name() + ": " + format(file));
      }
    } else {
      line("Files", Units.count(files.size()));
    }
    line("Packets", Units.count(capture.packets()) + ", " + Units.bytes(capture.bytes()));
    if (capture.start() != null) {
      line("First packet", time(capture.start().nanos()));
      line("Duration", Units.duration(capture.duration().nanos()));
    }
    for (InterfaceRecord each : capture.interfaces()) {
      if (each.name() != null && capture.interfaces().size() <= SHOWN_FILES) {
        line("Interface", each.name() + ", " + each.linkTypeName());
      }
    }
    for (CaptureEnd.Damage damage : orEmpty(capture.damage())) {
      line("Damage", damage.sentence());
    }
  }

  private static String format(FileRecord file) {
    String compression =
        file.compression() == null ? "" : ", packed by " + String.join(" in ", file.compression());
    return file.format() + " (" + file.description() + ")" + compression;
  }

  private void file(FileRecord file) throws IOException {
    line("File", file.name());
    line("Format", format(file));
    if (file.size() != null) {
      line("Size", exact(file.size()));
    }
    line("SHA-256", file.digest());
  }

  private void section(CaptureInfo.Section section) throws IOException {
    line("Hardware", section.hardware());
    line("System", section.os());
    line("Application", section.application());
    line("Comment", section.comment());
  }

  private static String bytes(CaptureRecord capture) {
    if (capture.packets() == 0) {
      return "none";
    }
    StringBuilder text = new StringBuilder(exact(capture.bytes()));
    if (capture.capturedBytes() != capture.bytes()) {
      text.append(" on the wire, ")
          .append(exact(capture.capturedBytes()))
          .append(" captured; ")
          .append(Units.count(orZero(capture.cutPackets()), "packet", "packets"))
          .append(" cut short");
    }
    return text.append("; ")
        .append(capture.shortest())
        .append(" to ")
        .append(capture.longest())
        .append(" a packet, ")
        .append(Math.round(capture.bytes() / (double) capture.packets()))
        .append(" on average")
        .toString();
  }

  private void times(CaptureRecord capture) throws IOException {
    line("First packet", time(capture.start().nanos()));
    line("Last packet", time(capture.end().nanos()));
    long nanos = capture.duration().nanos();
    line("Duration", Units.duration(nanos) + " (" + times.seconds(nanos) + " s)");
    if (nanos > 0) {
      double seconds = nanos / SECOND;
      line(
          "Rate",
          Units.perSecond(capture.packets() / seconds, "packets/s")
              + ", "
              + Units.bitsPerSecond(capture.bytes() * 8 / seconds));
    }
    if (capture.outOfOrder() != null) {
      line(
          "Order",
          Units.count(capture.outOfOrder(), "packet is", "packets are")
              + " earlier than the one before");
    }
    if (capture.untimed() != null) {
      line("Without time", Units.count(capture.untimed(), "packet", "packets"));
    }
  }

  /** {@code 2026-03-01 09:30:00.120045000 UTC} */
  private String time(long nanos) {
    return times.time(nanos).replace('T', ' ').replace("Z", " UTC");
  }

  private void interfaceLines(InterfaceRecord each) throws IOException {
    List<String> facts = new ArrayList<>();
    if (each.name() != null) {
      facts.add(each.name() + (each.description() == null ? "" : " (" + each.description() + ")"));
    } else if (each.description() != null) {
      facts.add(each.description());
    }
    facts.add(each.linkTypeName() + " (link type " + each.linkType() + ")");
    facts.add(Units.count(each.packets(), "packet", "packets"));
    facts.add(each.snaplen() == null ? "no snaplen" : "snaplen " + each.snaplen());
    facts.add(resolution(each.ticksPerSecond()));
    if (each.fcsBytes() != null) {
      facts.add(each.fcsBytes() + " bytes of FCS");
    }
    if (each.filter() != null) {
      facts.add("filter '" + each.filter() + "'");
    }
    facts.addAll(
        Stream.of(each.os(), each.hardware(), each.comment()).filter(Objects::nonNull).toList());
    line("Interface " + each.id(), String.join(", ", facts));
    if (each.statistics() != null) {
      statistics(each.statistics());
    }
  }

  private static String resolution(BigInteger ticks) {
    return switch (ticks.toString()) {
      case "1" -> "times to the second";
      case "1000" -> "times to the millisecond";
      case "1000000" -> "times to the microsecond";
      case "1000000000" -> "times to the nanosecond";
      default -> Units.count(ticks.longValue()) + " ticks a second";
    };
  }

  private void statistics(Statistics told) throws IOException {
    List<String> facts = new ArrayList<>();
    add(facts, told.received(), "received");
    add(facts, told.filterAccepted(), "accepted by the filter");
    add(facts, told.delivered(), "delivered");
    add(facts, told.interfaceDropped(), "dropped by the interface");
    add(facts, told.systemDropped(), "dropped by the system");
    if (!facts.isEmpty()) {
      line("", String.join(", ", facts));
    }
  }

  private void live(Live told) throws IOException {
    if (told != null) {
      List<String> facts = new ArrayList<>();
      add(facts, told.received(), "received");
      add(facts, told.kernelDropped(), "dropped by the kernel");
      add(facts, told.interfaceDropped(), "by the interface");
      add(facts, told.queueDropped(), "in the queue");
      line("Capture", String.join(", ", facts));
    }
  }

  private static void add(List<String> facts, Long packets, String what) {
    if (packets != null) {
      facts.add(Units.count(packets) + " " + what);
    }
  }

  private void comments(CaptureRecord capture) throws IOException {
    List<PacketComment> comments = orEmpty(capture.comments());
    for (PacketComment comment : comments.subList(0, Math.min(SHOWN_COMMENTS, comments.size()))) {
      line("On packet " + comment.packet(), comment.comment());
    }
    if (orZero(capture.commentCount()) > SHOWN_COMMENTS) {
      line("Comments", Units.count(capture.commentCount()) + " on packets in all");
    }
  }

  private static String exact(long bytes) {
    return bytes < 1000 ? bytes + " bytes" : Units.bytes(bytes) + " (" + Units.count(bytes) + ")";
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static long orZero(Long value) {
    return value == null ? 0 : value;
  }

  private void line(String label, String text) throws IOException {
    if (text != null) {
      String title = label.isEmpty() ? "" : label + ":";
      out.append(title)
          .append(" ".repeat(Math.max(1, LABEL_WIDTH - title.length())))
          .append(SafeText.escape(text))
          .append('\n');
    }
  }
}
