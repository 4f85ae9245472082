package dev.breakeven.cli;

import dev.breakeven.importer.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The store of opencode, an SQLite file, as the inputs that its importer reads: the rows of each
/// table as JSON Lines. It is known by its tables, since forks of opencode and its channels keep it
/// under other names. It is opened for reading only, and row by row; opencode may write meanwhile.
final class OpencodeStore {
  /// The tables that are read, and of their columns those that the importer knows.
  private static final Map<String, List<String>> TABLES =
      Map.of(
          "session",
          List.of("id", "parent_id", "directory", "time_created"),
          "session_v2",
          List.of("id", "parent_id", "fork_session_id", "directory", "time_created"),
          "message",
          List.of("id", "session_id", "time_created", "data"),
          "session_message",
          List.of("id", "session_id", "type", "seq", "time_created", "data"),
          "part",
          List.of("id", "message_id", "session_id", "data"));

  private OpencodeStore() {}

  /// The rows in the store `file`; none if it is a database with other tables. What goes wrong
  /// later comes out as [IOException] once an input is read.
  ///
  /// @throws IOException if it is no database, or cannot be read
  static List<Input> inputs(Path file) throws IOException {
    var columns = new TreeMap<String, List<String>>();
    try (Connection connection = open(file)) {
      for (var table : TABLES.entrySet()) {
        var there = new ArrayList<>(table.getValue());
        there.retainAll(columns(connection, table.getKey()));
        columns.put(table.getKey(), there);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
    boolean known =
        Stream.of("message", "session_message")
            .anyMatch(table ->
                columns.getOrDefault(table, List.of()).containsAll(List.of("session_id", "data")));
    if (!known) {
      return List.of();
    }
    String name = file.toString().replace('\\', '/');
    return columns.entrySet().stream()
        .filter(table -> table.getValue().contains("id"))
        .map(table -> {
          String query =
              "select %s from %s order by id"
                  .formatted(String.join(", ", table.getValue()), table.getKey());
          return new Input(name + "/" + table.getKey() + ".jsonl", () -> new Rows(file, query));
        })
        .toList();
  }

  private static List<String> columns(Connection connection, String table) throws SQLException {
    var columns = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("pragma table_info(" + table + ")")) {
      while (rows.next()) {
        columns.add(rows.getString("name"));
      }
    }
    return columns;
  }

  private static Connection open(Path file) throws SQLException {
    var readOnly = new Properties();
    readOnly.setProperty("open_mode", "1");
    readOnly.setProperty("busy_timeout", "5000");
    return DriverManager.getConnection("jdbc:sqlite:" + file, readOnly);
  }

  private static IOException failure(SQLException e) {
    return new IOException("expected a store of opencode, got " + e.getMessage(), e);
  }

  /// The rows of a query as JSON Lines.
  private static final class Rows extends InputStream {
    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private InputStream row = InputStream.nullInputStream();

    private Rows(Path file, String query) throws IOException {
      Connection opened = null;
      try {
        opened = open(file);
        statement = opened.createStatement();
        rows = statement.executeQuery(query);
        connection = opened;
      } catch (SQLException e) {
        if (opened != null) {
          closeQuietly(opened, e);
        }
        throw failure(e);
      }
    }

    private static void closeQuietly(Connection opened, SQLException because) {
      try {
        opened.close();
      } catch (SQLException e) {
        because.addSuppressed(e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = row.read(bytes, offset, length);
      while (count < 0) {
        if (!next()) {
          return -1;
        }
        count = row.read(bytes, offset, length);
      }
      return count;
    }

    private boolean next() throws IOException {
      try {
        if (!rows.next()) {
          return false;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          String column = rows.getMetaData().getColumnName(i);
          switch (rows.getObject(i)) {
            case Number number -> json.put(column, number.longValue());
            case String text -> json.put(column, text);
            case null, default -> {}
          }
        }
        row = new ByteArrayInputStream((json + "\n").getBytes(StandardCharsets.UTF_8));
        return true;
      } catch (SQLException e) {
        throw failure(e);
      }
    }

    @Override
    public void close() throws IOException {
      try (connection;
          statement) {
        rows.close();
      } catch (SQLException e) {
        throw failure(e);
      }
    }
  }
}
