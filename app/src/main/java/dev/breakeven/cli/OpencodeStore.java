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
import java.util.List;
import java.util.Properties;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The store of opencode, an SQLite file, as the inputs that its importer reads: the rows of each
/// table as JSON Lines. It is opened for reading only, and row by row; opencode may write
/// meanwhile.
final class OpencodeStore {
  private static final String SESSIONS =
      "select id, parent_id, directory, time_created from session order by id";
  private static final String MESSAGES =
      "select id, session_id, time_created, data from message order by id";
  private static final String PARTS =
      "select id, message_id, session_id, data from part order by id";

  private OpencodeStore() {}

  /// The rows in the store `file`. What goes wrong comes out as [IOException] once an input is
  /// read.
  static List<Input> inputs(Path file) {
    String name = file.toString().replace('\\', '/');
    return List.of(
        new Input(name + "/session.jsonl", () -> new Rows(file, SESSIONS)),
        new Input(name + "/message.jsonl", () -> new Rows(file, MESSAGES)),
        new Input(name + "/part.jsonl", () -> new Rows(file, PARTS)));
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
        var readOnly = new Properties();
        readOnly.setProperty("open_mode", "1");
        readOnly.setProperty("busy_timeout", "5000");
        opened = DriverManager.getConnection("jdbc:sqlite:" + file, readOnly);
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

    private static IOException failure(SQLException e) {
      return new IOException("expected a store of opencode, got " + e.getMessage(), e);
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
