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
 * A hidden folder beside the target folder, in which files are written. It gets the target's name
 * when all files are complete, or is deleted, so that nobody ever sees incomplete files.
 */
final class StagingFolder {
  private static final int ATTEMPTS = 100;

  private final Path target;
  private final Path path;

  /** Whether the target holds files: then the new ones are moved to them one by one. */
  private final boolean joins;

  /**
   * Makes the hidden folder.
   *
   * @param target must be empty or not exist, unless {@code overwrite}; its parent must exist
   * @param overwrite whether the target may hold files; files with the names of new ones are
   *     replaced
   * @throws IOException where the folder cannot be made, or the target holds files
   */
  StagingFolder(Path target, boolean overwrite) throws IOException {
    boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    // A symbolic link is resolved: the files go to the folder that it points to.
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

  /** The hidden folder. */
  Path path() {
    return path;
  }

  /**
   * Gives the folder the target's name, or moves its files to those of the target.
   *
   * @param last name of the file whose presence tells that the target is complete: an old one is
   *     removed before the first file is moved, and the new one is moved last
   */
  void publish(String last) throws IOException {
    if (!joins) {
      Files.deleteIfExists(target); // fails where something was put into it meanwhile
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

  /** Deletes the hidden folder with all its files, where it still exists. */
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
