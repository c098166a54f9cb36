package io.weft.spark;

import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureOptions;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.spark.CapturePartition.CaptureFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Finds the captures that a query reads. */
final class CaptureFiles {
  /**
   * The names of captures, plain or compressed, as they are usual. Of a file that is named itself
   * the name does not matter.
   */
  private static final Pattern NAME =
      Pattern.compile("(?i).*\\.(pcap|pcapng|cap|ntar|trace)\\d*(\\.(gz|zst|lz4|xz))?");

  /**
   * A file of a rotation as dumpcap names it: a stem, a number of five digits, the time of its
   * beginning, a suffix. tcpdump's names end in the number.
   */
  private static final Pattern DUMPCAP = Pattern.compile("(.+)_\\d{5}_\\d{14}(\\..+)");

  private static final Pattern TCPDUMP =
      Pattern.compile("(.+\\.(?:pcap|pcapng|cap))(\\d*)((?:\\.(?:gz|zst|lz4|xz))?)");

  /** Of a file without a time. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Configuration configuration;
  private final ReadOptions options;

  /** A file and the time of its first packet. */
  private record Timed(CaptureFile file, long micros) {}

  CaptureFiles(Configuration configuration, ReadOptions options) {
    this.configuration = configuration;
    this.options = options;
  }

  /**
   * The files behind the paths, by name.
   *
   * @throws FileNotFoundException where nothing is behind a path
   */
  List<CaptureFile> find() throws IOException {
    List<CaptureFile> found = new ArrayList<>();
    for (String text : options.paths()) {
      Path pattern = new Path(text);
      FileSystem system = pattern.getFileSystem(configuration);
      FileStatus[] matches = system.globStatus(pattern);
      if (matches == null || matches.length == 0) {
        throw new FileNotFoundException("no such file: " + text);
      }
      for (FileStatus match : matches) {
        if (match.isFile()) {
          found.add(file(match));
        } else {
          RemoteIterator<LocatedFileStatus> files = system.listFiles(match.getPath(), true);
          while (files.hasNext()) {
            LocatedFileStatus file = files.next();
            if (NAME.matcher(file.getPath().getName()).matches()) {
              found.add(file(file));
            }
          }
        }
      }
    }
    found.sort(Comparator.comparing(CaptureFile::path));
    return found;
  }

  private static CaptureFile file(FileStatus status) {
    return new CaptureFile(
        status.getPath().toString(), status.getLen(), status.getModificationTime());
  }

  /**
   * Joins the files of a rotation to captures, unless each is to be one, and leaves out the
   * captures of which no row can pass a test.
   */
  List<CapturePartition> captures(List<CaptureFile> files, RowTest test) throws IOException {
    Map<String, List<CaptureFile>> rotations = new TreeMap<>();
    for (CaptureFile file : files) {
      rotations.computeIfAbsent(rotation(file.path()), key -> new ArrayList<>()).add(file);
    }
    List<CapturePartition> captures = new ArrayList<>();
    for (List<CaptureFile> rotation : rotations.values()) {
      // Only who asks for times, or whose order they are, has the files' beginnings read.
      if (test.isOfStart() || (options.grouping() && rotation.size() > 1)) {
        add(byTime(rotation), test, captures);
      } else {
        rotation.forEach(file -> captures.add(new CapturePartition(List.of(file))));
      }
    }
    captures.sort(Comparator.comparing(CapturePartition::name));
    return captures;
  }

  private void add(List<Timed> rotation, RowTest test, List<CapturePartition> captures) {
    if (options.grouping()) {
      // When the last of the files ends nobody knows who has not read it.
      if (!test.excludes(rotation.get(0).micros, Long.MAX_VALUE)) {
        captures.add(new CapturePartition(rotation.stream().map(Timed::file).toList()));
      }
      return;
    }
    for (int i = 0; i < rotation.size(); i++) {
      Timed file = rotation.get(i);
      // A file of a rotation ends where the next one begins.
      boolean isBounded = file.micros != UNKNOWN && i + 1 < rotation.size();
      if (!test.excludes(file.micros, isBounded ? rotation.get(i + 1).micros : Long.MAX_VALUE)) {
        captures.add(new CapturePartition(List.of(file.file)));
      }
    }
  }

  /** What the names of a rotation's files have in common; the whole name of any other file. */
  private static String rotation(String path) {
    int slash = path.lastIndexOf('/') + 1;
    String name = path.substring(slash);
    Matcher dumpcap = DUMPCAP.matcher(name);
    if (dumpcap.matches()) {
      return path.substring(0, slash) + dumpcap.group(1) + "_*" + dumpcap.group(2);
    }
    Matcher tcpdump = TCPDUMP.matcher(name);
    return tcpdump.matches() ? path.substring(0, slash) + tcpdump.group(1) + "*" : path;
  }

  /** In the order of their first packets; those without any, or that cannot be read, come first. */
  private List<Timed> byTime(List<CaptureFile> files) throws IOException {
    List<Timed> timed = new ArrayList<>();
    for (CaptureFile file : files) {
      timed.add(new Timed(file, firstMicros(file)));
    }
    timed.sort(Comparator.comparingLong(Timed::micros)); // stable: by name where times are equal
    return timed;
  }

  /** The time of a file's first packet; {@link #UNKNOWN} where it has none. */
  private long firstMicros(CaptureFile file) throws IOException {
    CapturedPacket packet = new CapturedPacket();
    try (PacketSource source =
        Captures.openRemote(
            List.of(new HadoopFile(file, configuration)), CaptureOptions.defaults())) {
      return source.next(packet) && packet.hasTime()
          ? Math.floorDiv(packet.timeNanos(), 1000)
          : UNKNOWN;
    } catch (CaptureFormatException e) {
      return UNKNOWN; // whoever reads it tells
    }
  }
}
