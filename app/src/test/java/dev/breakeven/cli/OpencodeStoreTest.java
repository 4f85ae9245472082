package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.opencode.Opencode;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpencodeStoreTest {
  @TempDir Path folder;

  private Connection database(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static void run(Connection connection, String statement) throws SQLException {
    try (var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  @Test
  void theRowsOfTheDatabaseBecomeATrace() throws IOException, SQLException {
    Path file = folder.resolve("opencode.db");
    var traces = new ArrayList<Trace>();
    try (Connection connection = database(file)) {
      run(connection, "pragma journal_mode = wal");
      run(
          connection,
          "create table session (id text, parent_id text, directory text, time_created integer)");
      run(
          connection,
          "create table message (id text, session_id text, time_created integer, data text)");
      run(connection, "create table part (id text, message_id text, session_id text, data text)");
      run(connection, "insert into session values ('ses_a', null, '/home/dev/x', 1795496100000)");
      run(
          connection,
          """
          insert into message values ('msg_1', 'ses_a', 1795496101000,
          '{"role":"assistant","modelID":"m","finish":"stop","cost":0.5,
          "tokens":{"input":7,"output":2,"reasoning":0,"cache":{"read":5,"write":0}}}')
          """);
      run(
          connection,
          """
          insert into part values ('prt_1', 'msg_1', 'ses_a', '{"type":"text","text":"höllo"}')
          """);
      Health health = new Opencode().read(OpencodeStore.inputs(file), traces::add);
      assertThat(health.broken()).isEmpty();
      assertThat(health.count(Count.LINES)).isEqualTo(3);
    }
    assertThat(traces)
        .singleElement()
        .satisfies(trace -> {
          assertThat(trace.usage().toString())
              .isEqualTo("uncached 7, write_5m 0, read 5, output 2");
          assertThat(trace.calls().getFirst().answer().recorded()).isEqualTo(Usd.of("0.5"));
          assertThat(trace.labels()).containsEntry("project", "/home/dev/x");
        });
  }

  @Test
  void anotherFileIsUnreadableAndStaysAsItIs() throws IOException {
    Path file = folder.resolve("opencode.db");
    Files.writeString(file, "no database at all, but a text of some length");
    assertThatThrownBy(() -> OpencodeStore.inputs(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("store of opencode");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
