package io.weft.capture.reader;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CaptureOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what the files of one capture say besides packets, across all of its files: interfaces,
 * sections, names, secrets, damages and notes. It bounds the memory for all of these, and gives the
 * packets their numbers.
 */
public final class CaptureSession {
  /** The most interfaces of one capture; a file that describes more is damaged or an attack. */
  public static final int MAX_INTERFACES = 1 << 16;

  private static final int MAX_NOTES = 1000;

  /** About how much heap an entry takes besides its text. */
  private static final int ENTRY_BYTES = 64;

  private final CaptureOptions options;
  private final List<InterfaceState> interfaces = new ArrayList<>();
  private final List<CaptureInfo.File> files = new ArrayList<>();
  private final List<CaptureInfo.Section> sections = new ArrayList<>();
  private final List<CaptureInfo.Name> names = new ArrayList<>();
  private final List<CaptureInfo.Secrets> secrets = new ArrayList<>();
  private final List<CaptureEnd.Damage> damages = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long packets;
  private long sideDataBytes;
  private long dropped;
  private long notesLeftOut;
  private long damagesLeftOut;
  private long timesLeftOut;

  /** Stays the same object until something is added; null until somebody asks. */
  private CaptureInfo info;

  /** Begins a capture without any file. */
  public CaptureSession(CaptureOptions options) {
    this.options = options;
  }

  /** The bounds within which the capture is read. */
  public CaptureOptions options() {
    return options;
  }

  /** Counts one more packet and returns its number, from 1 on. */
  public long nextNumber() {
    return ++packets;
  }

  /**
   * Takes up an interface and gives it its index.
   *
   * @return false where the capture has {@link #MAX_INTERFACES} already
   */
  public boolean add(InterfaceState added) {
    if (interfaces.size() >= MAX_INTERFACES) {
      return false;
    }
    added.index(interfaces.size());
    interfaces.add(added);
    return true;
  }

  /** Takes up a file that was opened. */
  public void add(CaptureInfo.File file) {
    files.add(file);
    info = null;
  }

  /** Takes up a section, unless the bound of side data is reached. */
  public void add(CaptureInfo.Section section) {
    if (admit(
        length(section.hardware())
            + length(section.os())
            + length(section.application())
            + length(section.comment()))) {
      sections.add(section);
    }
  }

  /** Takes up a name, unless the bound of side data is reached. */
  public void add(CaptureInfo.Name name) {
    if (admit(length(name.name()))) {
      names.add(name);
    }
  }

  /**
   * Reserves memory for side data, or counts them as dropped.
   *
   * @param bytes the length of their texts or secrets
   * @return whether there is room for them
   */
  public boolean admit(long bytes) {
    info = null;
    if (sideDataBytes + bytes + ENTRY_BYTES > options.maxSideDataBytes()) {
      dropped++;
      return false;
    }
    sideDataBytes += bytes + ENTRY_BYTES;
    return true;
  }

  /**
   * Takes up secrets. The caller asks {@link #admit} first, so that secrets without room are not
   * even copied.
   */
  public void add(CaptureInfo.Secrets kept) {
    secrets.add(kept);
  }

  /** Takes up where a file is damaged. */
  public void add(CaptureEnd.Damage damage) {
    if (damages.size() < CaptureEnd.MAX_DAMAGES) {
      damages.add(damage);
    } else {
      damagesLeftOut++;
    }
  }

  /**
   * Counts a packet whose time 64 bits of nanoseconds cannot hold, and which is therefore handed
   * out without a time.
   */
  public void countTimeOutOfRange() {
    timesLeftOut++;
  }

  /** Takes up a sentence on something that was left out although nothing was lost. */
  public void note(String sentence) {
    if (notes.size() < MAX_NOTES) {
      notes.add(sentence);
    } else {
      notesLeftOut++;
    }
  }

  /** The damages and notes so far. */
  public CaptureEnd end() {
    List<String> said = new ArrayList<>(notes);
    if (notesLeftOut > 0) {
      said.add("and " + notesLeftOut + " more");
    }
    if (timesLeftOut > 0) {
      said.add(
          "packets whose time is before the year 1678 or after 2261, which therefore have none"
              + " here: "
              + timesLeftOut);
    }
    if (damagesLeftOut > 0) {
      said.add("passed over damage at " + damagesLeftOut + " more places");
    }
    return damages.isEmpty() && said.isEmpty()
        ? CaptureEnd.COMPLETE
        : new CaptureEnd(damages, said);
  }

  /** A new list of the interfaces so far, in the order of their indices. */
  public List<CaptureInterface> interfaces() {
    List<CaptureInterface> described = new ArrayList<>(interfaces.size());
    for (InterfaceState state : interfaces) {
      described.add(state.describe());
    }
    return described;
  }

  /** The files, sections, names and secrets so far; the same object until there are more. */
  public CaptureInfo info() {
    if (info == null) {
      info = new CaptureInfo(files, sections, names, secrets, dropped);
    }
    return info;
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }
}
