package dev.breakeven.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Takes what is whole out of damaged books: a trial of which anything is missing is left out, and
/// named.
final class LedgerRescue {
  /// Tables whose rows belong to a trial, and are read for each by its id.
  private static final List<String> OF_TRIALS =
      List.of("call", "tool_run", "sum", "provenance", "unanswered", "lost");

  /// Tables whose rows belong to a verdict.
  private static final List<String> OF_VERDICTS =
      List.of("check_result", "check_count", "violation");

  /// Behind this many ids in a row that are not there, none is looked for.
  private static final int END = 1_000;

  private static final long HOW_MANY = 0;

  private final Connection from;
  private final Connection to;
  private final TreeMap<Long, String> trials = new TreeMap<>();
  private final TreeSet<Long> broken = new TreeSet<>();
  private final TreeSet<Long> judged = new TreeSet<>();

  private LedgerRescue(Connection from, Connection to) {
    this.from = from;
    this.to = to;
  }

  /// Whether SQLite finds fault with the file.
  static boolean isDamaged(Path file) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("pragma quick_check(1)")) {
      return !rows.next() || !rows.getString(1).equals("ok");
    } catch (SQLException e) {
      return true;
    }
  }

  /// Writes books of `version` into `copy`, which must not exist yet.
  ///
  /// @return what is missing, for people
  /// @throws IllegalArgumentException if not even the study can be read
  static List<String> rescue(Path file, Path copy, int version) {
    try (var handle = Jdbi.create("jdbc:sqlite:" + copy).open()) {
      Migrations.run(handle, 0, Math.min(version, Migrations.count()));
    }
    try (var from = DriverManager.getConnection("jdbc:sqlite:" + file);
        var to = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
      to.setAutoCommit(false);
      var missing = new LedgerRescue(from, to).all(file);
      to.commit();
      return missing;
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          file + ": damaged, and nothing in it can be read: " + e, e);
    }
  }

  private List<String> all(Path file) throws SQLException {
    var missing = new ArrayList<String>();
    if (!rowsById("run", (_, _) -> {}).isEmpty()) {
      throw new IllegalArgumentException(
          file + ": damaged where it says what was run; without that nothing in it has a meaning");
    }
    var lost =
        rowsById(
            "trial",
            (id, row) ->
                trials.put(
                    id,
                    "%s-%s-%d"
                        .formatted(
                            row.getString("arm"), row.getString("task"), row.getInt("number"))));
    for (long trial : trials.keySet()) {
      for (var table : OF_TRIALS) {
        if (!children(table, "trial", trial)) {
          broken.add(trial);
        }
      }
    }
    boolean verdictsLost = !rowsById("verdict", this::verdict).isEmpty();
    if (verdictsLost) {
      trials.keySet().stream().filter(trial -> !judged.contains(trial)).forEach(broken::add);
    }
    for (long trial : broken) {
      remove(trial);
    }
    if (!lost.isEmpty()) {
      missing.add(
          "%s is damaged: %s could not be read".formatted(file.getFileName(), counted(lost)));
    }
    if (!broken.isEmpty()) {
      missing.add(
          "%s is damaged: of %s a part could not be read, so what is there of them is left out"
              .formatted(
                  file.getFileName(),
                  broken.stream().map(trials::get).collect(Collectors.joining(", "))));
    }
    if (missing.isEmpty()) {
      missing.add(
          file.getFileName() + " is damaged, in no place that holds a trial; all trials are here");
    }
    return missing;
  }

  private void verdict(long id, ResultSet row) throws SQLException {
    long trial = row.getLong("trial");
    judged.add(trial);
    for (var table : OF_VERDICTS) {
      if (!children(table, "verdict", id)) {
        broken.add(trial);
      }
    }
  }

  /// Takes what a reader wants to know of a row that is whole.
  private interface Seen {
    void row(long id, ResultSet row) throws SQLException;
  }

  /// Copies a table whose rows have numbers, number by number, and passes over those that cannot be
  /// read.
  ///
  /// @return the numbers of rows that are there and cannot be read; [#HOW_MANY] alone where nobody
  ///   can say which are missing
  private List<Long> rowsById(String table, Seen seen) throws SQLException {
    var lost = new ArrayList<Long>();
    long last = last(table);
    int absent = 0;
    for (long id = 1; last < 0 ? absent < END : id <= last; id++) {
      // A statement that met a fault is of no more use.
      try (var query = from.createStatement();
          var rows = query.executeQuery("select * from " + table + " where rowid = " + id)) {
        if (rows.next()) {
          copy(table, rows);
          seen.row(id, rows);
          absent = 0;
        } else {
          absent++;
        }
      } catch (SQLException e) {
        lost.add(id);
        absent++;
      }
    }
    // Where the last number is unknown, so is how many rows there were.
    return last < 0 ? List.of(HOW_MANY) : lost;
  }

  /// The last number of a table's rows; -1 where it cannot be read.
  private long last(String table) {
    try (var statement = from.createStatement();
        var rows = statement.executeQuery("select max(rowid) from " + table)) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException e) {
      return -1;
    }
  }

  /// Copies the rows of `table` that belong to `parent`.
  ///
  /// @return whether all could be read
  private boolean children(String table, String column, long parent) throws SQLException {
    if (!exists(table)) {
      return true;
    }
    try (var query =
        from.prepareStatement("select * from " + table + " where " + column + " = ?")) {
      query.setLong(1, parent);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          copy(table, rows);
        }
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /// Whether the version of these books knows the table.
  private boolean exists(String table) throws SQLException {
    try (var tables = to.getMetaData().getTables(null, null, table, null)) {
      return tables.next();
    }
  }

  private void copy(String table, ResultSet row) throws SQLException {
    int columns = row.getMetaData().getColumnCount();
    var places = "?, ".repeat(columns - 1) + "?";
    try (PreparedStatement insert =
        to.prepareStatement("insert into " + table + " values (" + places + ")")) {
      for (int column = 1; column <= columns; column++) {
        insert.setObject(column, row.getObject(column));
      }
      insert.executeUpdate();
    }
  }

  /// Takes out of the copy what there is of a trial; it stays in the copy as an attempt without an
  /// end would, so it is removed with all its rows.
  private void remove(long trial) throws SQLException {
    for (var table : OF_VERDICTS) {
      delete(table, "verdict in (select id from verdict where trial = ?)", trial);
    }
    delete("verdict", "trial = ?", trial);
    for (var table : OF_TRIALS) {
      if (exists(table)) {
        delete(table, "trial = ?", trial);
      }
    }
    delete("trial", "id = ?", trial);
  }

  private void delete(String table, String which, long trial) throws SQLException {
    try (var delete = to.prepareStatement("delete from " + table + " where " + which)) {
      delete.setLong(1, trial);
      delete.executeUpdate();
    }
  }

  private static String counted(List<Long> lost) {
    if (lost.contains(HOW_MANY)) {
      return "an unknown number of trials";
    }
    return lost.size() == 1 ? "a trial" : lost.size() + " trials";
  }
}
