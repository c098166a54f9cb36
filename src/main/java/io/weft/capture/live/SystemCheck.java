package io.weft.capture.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pcap4j.core.PcapHandle;

/** Checks what a live capture needs on this machine. */
public final class SystemCheck {
  private final List<Result> results = new ArrayList<>();

  private SystemCheck() {}

  /** The outcome of a check. */
  public enum Status {
    /** The subject is as it should be. */
    OK,
    /** A capture works, but not as well as it could. */
    WARNING,
    /** A capture does not work. */
    FAILED
  }

  /**
   * The result of one check.
   *
   * @param subject what was checked, in a word or two
   * @param status the outcome
   * @param detail what was found, in one line
   * @param remedy the command that repairs the fault; null where there is none
   */
  public record Result(String subject, Status status, String detail, String remedy) {}

  /** Checks everything, as far as it can be checked without what is missing. */
  public static List<Result> run() {
    SystemCheck check = new SystemCheck();
    check.java();
    try {
      check.ok("libpcap", Libpcap.version());
      check.pipe();
      check.interfaces(Interfaces.list());
    } catch (LiveException e) {
      check.add("libpcap", Status.FAILED, e.getMessage(), null);
    }
    return check.results;
  }

  private void java() {
    ok("Java", Runtime.version() + ", " + Remedies.java());
    ok(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"));
  }

  private void pipe() {
    if (!NamedPipe.supported()) {
      add(
          "packets",
          Status.WARNING,
          "come by call-backs, as this system has no named pipes: slower",
          null);
      return;
    }
    try (NamedPipe pipe = NamedPipe.open()) {
      ok("packets", "come through a pipe of " + (pipe.capacity() >> 10) + " KiB");
    } catch (IOException e) {
      add(
          "packets",
          Status.FAILED,
          "no pipe can be made: " + e.getMessage(),
          "WEFT_OPTS=-Djava.io.tmpdir=<a folder you may write to>");
    }
  }

  private void interfaces(List<LiveInterface> all) {
    long usable = all.stream().filter(LiveInterface::usable).count();
    if (usable > 0) {
      ok("rights", "you may capture on " + usable + " of " + all.size() + " interfaces");
    } else if (all.stream().anyMatch(LiveInterface::denied)) {
      add("rights", Status.FAILED, "you may not capture", Remedies.right());
    } else {
      add("rights", Status.FAILED, "there is no interface to capture on", null);
    }
    all.stream().filter(LiveInterface::usable).findFirst().ifPresent(this::timestamps);
    for (LiveInterface each : all) {
      if (each.usable()) {
        ok(each.name(), each.up() ? (each.running() ? "up, running" : "up, no carrier") : "down");
      } else {
        add(each.name(), Status.WARNING, each.trouble(), null);
      }
    }
  }

  private void timestamps(LiveInterface face) {
    try (PcapHandle handle = LiveCapture.activate(face.name(), LiveOptions.of(face.name()))) {
      boolean fine = handle.getTimestampPrecision() == PcapHandle.TimestampPrecision.NANO;
      ok("times", "to the " + (fine ? "nanosecond" : "microsecond"));
    } catch (LiveException e) {
      add("times", Status.WARNING, e.getMessage(), null);
    }
  }

  private void ok(String subject, String detail) {
    add(subject, Status.OK, detail, null);
  }

  private void add(String subject, Status status, String detail, String remedy) {
    results.add(new Result(subject, status, detail, remedy));
  }
}
