package dev.breakeven.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// A copy of the files of a folder that its owner may still be changing: regular files alone, each
/// read once, so that nothing that follows looks at the folder again.
///
/// @param files what was copied, sorted
/// @param refused what was not copied, sorted by path
/// @param cut whether a bound stopped it: then `refused` says which, and there may be more files
public record Snapshot(List<String> files, List<Refused> refused, boolean cut) {
  /// Takes immutable copies.
  public Snapshot {
    files = List.copyOf(files);
    refused = List.copyOf(refused);
  }

  /// Something that was not copied.
  ///
  /// @param path where it is, empty if it is the whole
  /// @param reason why not
  /// @param detail what was expected and what came
  public record Refused(String path, Reason reason, String detail) {}

  /// Why something was not copied.
  public enum Reason {
    /// It is a link, pipe, socket or device.
    NO_FILE,
    /// Its name is no text.
    NAME,
    /// It may not be read.
    UNREADABLE,
    /// There is too much of it.
    TOO_MUCH
  }

  /// How much is copied.
  ///
  /// @param walk how far the walk goes
  /// @param files the most files
  /// @param fileBytes the largest file, in bytes
  /// @param bytes the most bytes of all files
  public record Bounds(Descent.Bounds walk, int files, long fileBytes, long bytes) {}

  /// Copies the files of `folder` to `target`, which is ours alone and does not exist.
  ///
  /// @param left whether a file is left out, or, for a path that ends with `/`, a whole folder
  /// @throws UncheckedIOException if the folder cannot be read at all, or the copy not be written
  /// @throws InterruptedException if this thread is interrupted
  public static Snapshot take(Path folder, Path target, Bounds bounds, Predicate<String> left)
      throws InterruptedException {
    var copying = new Copying(target, bounds, left);
    try {
      Files.createDirectories(target);
      Optional<Descent.Excess> excess = Descent.walk(folder, bounds.walk(), copying);
      excess.ifPresent(broken -> copying.tooMuch("", told(broken, bounds.walk())));
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy what is in " + folder, e);
    }
    Collections.sort(copying.files);
    copying.refused.sort(Comparator.comparing(Refused::path));
    return new Snapshot(copying.files, copying.refused, copying.cut);
  }

  private static String told(Descent.Excess excess, Descent.Bounds bounds) {
    return switch (excess) {
      case ENTRIES -> "expected at most " + bounds.entries() + " files and folders, there are more";
      case DEPTH -> "expected at most " + bounds.depth() + " folders within each other";
      case TIME -> "copying it did not end within " + bounds.time().toSeconds() + " s";
    };
  }

  private static final class Copying implements Descent.Visitor {
    private final Path target;
    private final Bounds bounds;
    private final Predicate<String> left;
    private final List<String> files = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final byte[] chunk = new byte[1 << 16];
    private final long deadline;
    private long bytes;
    private boolean cut;

    Copying(Path target, Bounds bounds, Predicate<String> left) {
      this.target = target;
      this.bounds = bounds;
      this.left = left;
      deadline = System.nanoTime() + bounds.walk().time().toNanos();
    }

    @Override
    public boolean folder(String path) {
      return !left.test(path + "/");
    }

    @Override
    public void odd(String path, Descent.Oddity oddity) {
      if (!left.test(path)) {
        refused.add(
            switch (oddity) {
              case LINK -> new Refused(path, Reason.NO_FILE, "it is a link");
              case SPECIAL -> new Refused(path, Reason.NO_FILE, "it is a pipe, socket or device");
              case NAME -> new Refused(path, Reason.NAME, "its name is no UTF-8");
              case UNREADABLE -> new Refused(path, Reason.UNREADABLE, "it may not be read");
            });
      }
    }

    @Override
    public void file(String path, Pinned file, BasicFileAttributes attributes) throws IOException {
      if (left.test(path)) {
        return;
      }
      if (files.size() >= bounds.files()) {
        tooMuch("", "expected at most " + bounds.files() + " files, there are more");
      } else if (attributes.size() > bounds.fileBytes()) {
        tooMuch(path, bytes("a file", bounds.fileBytes(), attributes.size()));
      } else {
        copy(path, file);
      }
    }

    /// Its size may change while it is read: what is read counts.
    private void copy(String path, Pinned file) throws IOException {
      Path copy;
      try {
        copy = target.resolve(path);
      } catch (InvalidPathException e) {
        // This machine's locale has no bytes for it.
        odd(path, Descent.Oddity.NAME);
        return;
      }
      InputStream in;
      try {
        in = Files.newInputStream(file.path());
      } catch (AccessDeniedException e) {
        odd(path, Descent.Oddity.UNREADABLE);
        return;
      }
      Files.createDirectories(Objects.requireNonNull(copy.getParent()));
      try (in;
          OutputStream out = Files.newOutputStream(copy)) {
        long size = 0;
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
          size += count;
          bytes += count;
          if (size > bounds.fileBytes() || bytes > bounds.bytes()) {
            boolean one = size > bounds.fileBytes();
            long most = one ? bounds.fileBytes() : bounds.bytes();
            tooMuch(one ? path : "", bytes(one ? "a file" : "all files", most, most + 1));
            return;
          }
          if (System.nanoTime() > deadline) {
            tooMuch("", told(Descent.Excess.TIME, bounds.walk()));
            return;
          }
          out.write(chunk, 0, count);
        }
      }
      files.add(path);
    }

    private static String bytes(String what, long most, long came) {
      return "expected at most %,d bytes in %s, got %s%,d"
          .formatted(most, what, came == most + 1 ? "at least " : "", came);
    }

    private void tooMuch(String path, String detail) {
      refused.add(new Refused(path, Reason.TOO_MUCH, detail));
      cut = true;
    }

    @Override
    public boolean done() {
      return cut;
    }
  }
}
