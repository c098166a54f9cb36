package io.weft.capture.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that are followed one after the other: a single file, the files of a folder, or those
 * that one capture with rotation writes. Not thread-safe.
 */
final class FollowedFiles {
  /** Names of files as {@code weft capture}, dumpcap and tshark give them when they rotate. */
  private static final Pattern ROTATED = Pattern.compile("(.*)_\\d{5,}_\\d{14}(\\..*)?");

  /** A file is taken up when the header of a capture, at least, has been written. */
  private static final int HEADER_BYTES = 24;

  /** Null where a single file is followed. */
  private final Path folder;

  /** The rotated file that others are like; null where all files of the folder count. */
  private final Matcher like;

  private final Path single;
  private final Set<Path> taken = new HashSet<>();

  private record Candidate(Path path, FileTime modified) {}

  private FollowedFiles(Path folder, Matcher like, Path single) {
    this.folder = folder;
    this.like = like;
    this.single = single;
  }

  /**
   * @throws NoSuchFileException where the path does not exist
   */
  static FollowedFiles of(Path fileOrFolder) throws IOException {
    if (Files.isDirectory(fileOrFolder)) {
      return new FollowedFiles(fileOrFolder, null, null);
    }
    if (!Files.exists(fileOrFolder)) {
      throw new NoSuchFileException(fileOrFolder.toString());
    }
    Matcher rotated = ROTATED.matcher(name(fileOrFolder));
    return rotated.matches()
        ? new FollowedFiles(fileOrFolder.toAbsolutePath().getParent(), rotated, fileOrFolder)
        : new FollowedFiles(null, null, fileOrFolder);
  }

  /** The next file to be followed, the one that was written first; null for none yet. */
  Path next() throws IOException {
    Path next = find();
    if (next != null) {
      taken.add(next);
    }
    return next;
  }

  /** Has a further file been begun, so that no more will be written to the current one? */
  boolean hasNext() throws IOException {
    return find() != null;
  }

  private Path find() throws IOException {
    if (single != null && taken.isEmpty()) {
      return single;
    }
    if (folder == null) {
      return null;
    }
    List<Candidate> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        BasicFileAttributes attributes = attributes(file);
        if (attributes != null && isNext(file, attributes)) {
          found.add(new Candidate(file, attributes.lastModifiedTime()));
        }
      }
    }
    return found.stream()
        .min(Comparator.comparing(Candidate::modified).thenComparing(Candidate::path))
        .map(Candidate::path)
        .orElse(null);
  }

  /** Null for a file that a rotation has just removed. */
  private static BasicFileAttributes attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private boolean isNext(Path file, BasicFileAttributes attributes) {
    if (!attributes.isRegularFile() || attributes.size() < HEADER_BYTES || taken.contains(file)) {
      return false;
    }
    if (like == null) {
      return true;
    }
    Matcher other = ROTATED.matcher(name(file));
    return other.matches()
        && other.group(1).equals(like.group(1))
        && Objects.equals(other.group(2), like.group(2))
        && name(file).compareTo(like.group()) > 0;
  }

  private static String name(Path file) {
    return Objects.toString(file.getFileName(), "");
  }
}
