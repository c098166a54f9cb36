package io.weft.report.extract;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.SplittableRandom;

/**
 * A folder under a hidden name beside the one that it is to become, so that nothing is ever seen
 * half-written: it gets its name when all is done, or is deleted.
 */
final class HiddenFolder {
  private static final int ATTEMPTS = 100;

  private final Path target;
  private final Path path;

  /** Files of the target stay, but for those that get new contents. */
  private final boolean joins;

  /**
   * @param target must not hold anything unless {@code overwrite}; its parent must exist
   * @throws IOException where it cannot be made, or the target is in use
   */
  HiddenFolder(Path target, boolean overwrite) throws IOException {
    boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    // A link is followed: it is the folder behind it that the files go to.
    this.target = exists ? target.toRealPath() : target.toAbsolutePath().normalize();
    boolean used = exists && isUsed(target);
    if (used && !overwrite) {
      throw new IOException(
          target + ": holds files already: choose another folder, or overwrite with --force");
    }
    joins = used;
    path = create(target);
    if (exists) {
      copyPermissions();
    }
  }

  private static boolean isUsed(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": not a folder");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return entries.iterator().hasNext();
    }
  }

  private Path create(Path asked) throws IOException {
    Path parent = target.getParent();
    Path name = target.getFileName();
    if (parent == null || name == null) {
      throw new IOException(asked + ": no folder to be made anew");
    }
    if (!Files.isDirectory(parent)) {
      throw new NoSuchFileException(parent.toString());
    }
    SplittableRandom random = new SplittableRandom();
    Path hidden = hidden(parent, name, random);
    for (int i = 0; i < ATTEMPTS && Files.exists(hidden, LinkOption.NOFOLLOW_LINKS); i++) {
      hidden = hidden(parent, name, random);
    }
    return Files.createDirectory(hidden);
  }

  private static Path hidden(Path parent, Path name, SplittableRandom random) {
    return parent.resolve("." + name + "." + Integer.toHexString(random.nextInt()));
  }

  private void copyPermissions() throws IOException {
    PosixFileAttributeView from = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    PosixFileAttributeView to = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (from != null && to != null) {
      to.setPermissions(from.readAttributes().permissions());
    }
  }

  /** Where to write. */
  Path path() {
    return path;
  }

  /**
   * Gives the folder its name; files that join others are moved there one by one.
   *
   * @param last name of the file that is moved behind all others and removed before them: as long
   *     as it is not there, the folder is not whole
   */
  void publish(String last) throws IOException {
    if (!joins) {
      Files.deleteIfExists(target); // it is empty, or this fails
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Files.deleteIfExists(target.resolve(last));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        if (!file.endsWith(last)) {
          join(file);
        }
      }
    }
    join(path.resolve(last));
    Files.delete(path);
  }

  private void join(Path file) throws IOException {
    Path to = target.resolve(file.getFileName());
    if (Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(to + ": a folder is in the way of a file");
    }
    Files.move(file, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes the folder with all that is in it. */
  void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(path);
  }
}
