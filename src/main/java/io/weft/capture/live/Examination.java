package io.weft.capture.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pcap4j.core.PcapHandle;

/** Finds out what a live capture needs on this machine, and what of it is there. */
public final class Examination {
  private final List<Finding> findings = new ArrayList<>();

  private Examination() {}

  /** How a finding is to be taken. */
  public enum Verdict {
    OK,
    /** It works, only not as well as it could. */
    WARNING,
    FAILED
  }

  /**
   * @param subject what was looked at, in a word or two
   * @param detail what was found
   * @param remedy the command that mends it; null where nothing is to be mended
   */
  public record Finding(String subject, Verdict verdict, String detail, String remedy) {}

  /** Looks at everything; what is missing hides what depends on it. */
  public static List<Finding> run() {
    Examination examination = new Examination();
    examination.java();
    try {
      examination.ok("libpcap", Libpcap.version());
      examination.pipe();
      examination.interfaces(Interfaces.list());
    } catch (LiveException e) {
      examination.add("libpcap", Verdict.FAILED, e.getMessage(), null);
    }
    return examination.findings;
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
          Verdict.WARNING,
          "come by call-backs, as this system has no named pipes: slower",
          null);
      return;
    }
    try (NamedPipe pipe = NamedPipe.open()) {
      ok("packets", "come through a pipe of " + (pipe.capacity() >> 10) + " KiB");
    } catch (IOException e) {
      add(
          "packets",
          Verdict.FAILED,
          "no pipe can be made: " + e.getMessage(),
          "WEFT_OPTS=-Djava.io.tmpdir=<a folder you may write to>");
    }
  }

  private void interfaces(List<LiveInterface> all) {
    long usable = all.stream().filter(LiveInterface::usable).count();
    if (usable > 0) {
      ok("rights", "you may capture on " + usable + " of " + all.size() + " interfaces");
    } else if (all.stream().anyMatch(LiveInterface::denied)) {
      add("rights", Verdict.FAILED, "you may not capture", Remedies.right());
    } else {
      add("rights", Verdict.FAILED, "there is no interface to capture on", null);
    }
    all.stream().filter(LiveInterface::usable).findFirst().ifPresent(this::timestamps);
    for (LiveInterface each : all) {
      if (each.usable()) {
        ok(each.name(), each.up() ? (each.running() ? "up, running" : "up, no carrier") : "down");
      } else {
        add(each.name(), Verdict.WARNING, each.trouble(), null);
      }
    }
  }

  private void timestamps(LiveInterface face) {
    try (PcapHandle handle = LiveCapture.activate(face.name(), LiveOptions.of(face.name()))) {
      boolean fine = handle.getTimestampPrecision() == PcapHandle.TimestampPrecision.NANO;
      ok("times", "to the " + (fine ? "nanosecond" : "microsecond"));
    } catch (LiveException e) {
      add("times", Verdict.WARNING, e.getMessage(), null);
    }
  }

  private void ok(String subject, String detail) {
    add(subject, Verdict.OK, detail, null);
  }

  private void add(String subject, Verdict verdict, String detail, String remedy) {
    findings.add(new Finding(subject, verdict, detail, remedy));
  }
}
