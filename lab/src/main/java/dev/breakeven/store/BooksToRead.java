package dev.breakeven.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The file in which books can be read without changing a byte of those they were written in: that
/// file itself, or a copy that goes when this is closed.
///
/// @param file what to open
/// @param copy the folder that holds the copy
/// @param damage what could not be read, for people
record BooksToRead(Path file, Optional<Path> copy, List<String> damage) implements AutoCloseable {
  /// The file itself, to be written on.
  static final BooksToRead THE_FILE_ITSELF =
      new BooksToRead(Path.of(""), Optional.empty(), List.of());

  private static final byte[] HEAD = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION_AT = 60;

  BooksToRead {
    damage = List.copyOf(damage);
  }

  /// Whether there is something in `file`.
  static boolean holdsBytes(Path file) {
    try {
      return Files.exists(file) && (!Files.isRegularFile(file) || Files.size(file) > 0);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// @throws IllegalArgumentException if `file` is no database, or one of another program
  static void check(Path file) {
    version(file);
    Set<String> tables;
    try {
      tables = tables(file);
    } catch (SQLException e) {
      // Whoever opens it in earnest meets the fault again, and says so.
      return;
    }
    if (!tables.isEmpty() && !tables.containsAll(List.of("run", "trial", "call"))) {
      throw new IllegalArgumentException(
          file
              + ": expected books of Breakeven, got another program's database; it stays as it is");
    }
  }

  static BooksToRead of(Path file) {
    if (!holdsBytes(file)) {
      throw new IllegalArgumentException(file + ": expected books of Breakeven, got an empty file");
    }
    int version = version(file);
    if (!isWritable(file)) {
      return copied(file, version);
    }
    check(file);
    if (LedgerRescue.isDamaged(file)) {
      return rescued(file, version);
    }
    return version < Migrations.count()
        ? copied(file, version)
        : new BooksToRead(file, Optional.empty(), List.of());
  }

  @Override
  public void close() {
    copy.ifPresent(BooksToRead::delete);
  }

  private static BooksToRead copied(Path file, int version) {
    var folder = folder();
    var copy = folder.resolve("books.db");
    try {
      Files.copy(file, copy);
      var log = Path.of(file + "-wal");
      if (Files.exists(log)) {
        Files.copy(log, Path.of(copy + "-wal"));
      }
      check(copy);
      if (LedgerRescue.isDamaged(copy)) {
        delete(folder);
        return rescued(file, version);
      }
    } catch (IOException e) {
      delete(folder);
      throw unreadable(file, e);
    } catch (IllegalArgumentException e) {
      delete(folder);
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage()).replace(copy.toString(), file.toString()), e);
    }
    return new BooksToRead(copy, Optional.of(folder), List.of());
  }

  private static BooksToRead rescued(Path file, int version) {
    var folder = folder();
    var copy = folder.resolve("books.db");
    try {
      return new BooksToRead(
          copy, Optional.of(folder), LedgerRescue.rescue(file, copy, Math.max(1, version)));
    } catch (RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("breakeven-books");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWritable(Path file) {
    var folder = file.toAbsolutePath().getParent();
    return Files.isWritable(file) && folder != null && Files.isWritable(folder);
  }

  /// The number of migrations that the file has had, which its head says.
  private static int version(Path file) {
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(VERSION_AT + Integer.BYTES);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    if (head.length < VERSION_AT + Integer.BYTES
        || !Arrays.equals(head, 0, HEAD.length, HEAD, 0, HEAD.length)) {
      throw new IllegalArgumentException(
          file + ": expected books of Breakeven, got another file; it stays as it is");
    }
    return ByteBuffer.wrap(head).getInt(VERSION_AT);
  }

  private static Set<String> tables(Path file) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select name from sqlite_master where type = 'table'")) {
      var names = new HashSet<String>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private static IllegalArgumentException unreadable(Path file, IOException e) {
    return new IllegalArgumentException("cannot read the books in " + file + ": " + e, e);
  }

  private static void delete(Path folder) {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
