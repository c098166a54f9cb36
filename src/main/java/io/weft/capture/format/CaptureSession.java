package io.weft.capture.format;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CaptureOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a capture across its files: the interfaces, the texts, the damages. Bounded:
 * side data by bytes, interfaces and notes by number.
 */
public final class CaptureSession {
  public static final int MAX_INTERFACES = 1 << 16;
  private static final int MAX_NOTES = 1000;

  /** Heap an entry costs besides its text, roughly. */
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
  private long unspokenNotes;

  /** The same one until something is added: who copies a capture asks at every packet. */
  private CaptureInfo info;

  public CaptureSession(CaptureOptions options) {
    this.options = options;
  }

  public CaptureOptions options() {
    return options;
  }

  public long nextNumber() {
    return ++packets;
  }

  /** False where there are too many: the file is hostile. */
  public boolean add(InterfaceState added) {
    if (interfaces.size() >= MAX_INTERFACES) {
      return false;
    }
    added.index(interfaces.size());
    interfaces.add(added);
    return true;
  }

  public void add(CaptureInfo.File file) {
    files.add(file);
    info = null;
  }

  public void add(CaptureInfo.Section section) {
    if (admit(
        length(section.hardware())
            + length(section.os())
            + length(section.application())
            + length(section.comment()))) {
      sections.add(section);
    }
  }

  public void add(CaptureInfo.Name name) {
    if (admit(length(name.name()))) {
      names.add(name);
    }
  }

  /** Whether secrets of this length may be kept; asked before they are copied. */
  public boolean admit(long bytes) {
    info = null;
    if (sideDataBytes + bytes + ENTRY_BYTES > options.maxSideDataBytes()) {
      dropped++;
      return false;
    }
    sideDataBytes += bytes + ENTRY_BYTES;
    return true;
  }

  public void add(CaptureInfo.Secrets kept) {
    secrets.add(kept);
  }

  public void add(CaptureEnd.Damage damage) {
    damages.add(damage);
  }

  public void note(String sentence) {
    if (notes.size() < MAX_NOTES) {
      notes.add(sentence);
    } else {
      unspokenNotes++;
    }
  }

  public CaptureEnd end() {
    List<String> said = new ArrayList<>(notes);
    if (unspokenNotes > 0) {
      said.add("and " + unspokenNotes + " more");
    }
    return damages.isEmpty() && said.isEmpty()
        ? CaptureEnd.COMPLETE
        : new CaptureEnd(damages, said);
  }

  public List<CaptureInterface> interfaces() {
    List<CaptureInterface> described = new ArrayList<>(interfaces.size());
    for (InterfaceState state : interfaces) {
      described.add(state.describe());
    }
    return described;
  }

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
