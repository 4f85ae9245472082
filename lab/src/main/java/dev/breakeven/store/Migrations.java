package dev.breakeven.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// The migrations, in order; the file's `user_version` says how many of them it has had.
final class Migrations {
  private static final List<String> MIGRATIONS =
      List.of("001-books.sql", "002-records.sql", "003-unanswered.sql", "004-lost.sql");

  private Migrations() {}

  /// How many there are.
  static int count() {
    return MIGRATIONS.size();
  }

  static void bring(Handle handle, Path file) {
    int version = handle.createQuery("pragma user_version").mapTo(Integer.class).one();
    if (version > MIGRATIONS.size()) {
      throw new IllegalArgumentException(
          "%s: expected books of version %d or older, got version %d; use a newer Breakeven"
              .formatted(file, MIGRATIONS.size(), version));
    }
    run(handle, version, MIGRATIONS.size());
  }

  /// Brings books of `version` to version `wanted`.
  static void run(Handle handle, int version, int wanted) {
    for (int next = version; next < wanted; next++) {
      var sql = read(MIGRATIONS.get(next));
      int done = next + 1;
      handle.useTransaction(transaction -> {
        transaction.createScript(sql).execute();
        transaction.execute("pragma user_version = " + done);
      });
    }
  }

  private static String read(String name) {
    try (var in = Objects.requireNonNull(Migrations.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
