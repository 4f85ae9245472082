package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where logs are found, in which form they may stand there, and that what is not read is named.
final class LogPlacesTest {
  private static final String ID = "11111111-1111-4111-8111-111111111111";

  @TempDir Path home;

  private static byte[] rollout(String id, int input) {
    return """
    {"timestamp":"2026-11-10T10:00:00Z","type":"session_meta","payload":{"id":"%s"}}
    {"timestamp":"2026-11-10T10:00:01Z","type":"turn_context","payload":{"model":"m"}}
    {"timestamp":"2026-11-10T10:00:02Z","type":"event_msg","payload":{"type":"token_count",\
    "info":{"total_token_usage":{"input_tokens":%d,"output_tokens":1}}}}
    """
        .formatted(id, input)
        .getBytes(StandardCharsets.UTF_8);
  }

  private Path file(String name, byte[] content) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private static void store(Path file, String... statements) throws IOException, SQLException {
    Files.createDirectories(file.getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (String statement : statements) {
        try (var sql = connection.createStatement()) {
          sql.execute(statement);
        }
      }
    }
  }

  private static String[] opencode(String message, int input) {
    return new String[] {
      "create table session (id text, parent_id text, directory text, time_created integer)",
      "create table message (id text, session_id text, time_created integer, data text)",
      "create table part (id text, message_id text, session_id text, data text)",
      """
      insert into message values ('%s', 'ses_%s', 1795496101000, '{"role":"assistant","modelID":"m",
      "finish":"stop","tokens":{"input":%d,"output":2,"reasoning":0,"cache":{"read":0,"write":0}}}')
      """
          .formatted(message, message, input)
    };
  }

  /// The prompt tokens of all calls in `places`.
  private static long prompts(List<Path> places, HealthLog health) throws IOException {
    var traces = new ArrayList<Trace>();
    Health read = Logs.in(places, Optional.empty(), Contents.MEASURED).read(traces::add);
    read.broken().forEach(line -> health.broken(line, "named"));
    return traces.stream().mapToLong(trace -> trace.usage().prompt()).sum();
  }

  private long standard(Map<String, String> environment) throws IOException {
    return prompts(LogPlaces.standard(environment, home), new HealthLog());
  }

  @Test
  void archivedAndCompressedRolloutsAreFound() throws IOException {
    file(".codex/sessions/2026/rollout-a.jsonl", rollout("a", 1));
    file(".codex/archived_sessions/rollout-b.jsonl", rollout("b", 10));
    file(".codex/sessions/2026/rollout-c.jsonl.zst", Zstd.compress(rollout("c", 100)));
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(rollout("d", 1000));
    }
    file(".codex/archived_sessions/rollout-d.jsonl.gz", zipped.toByteArray());
    assertThat(standard(Map.of())).isEqualTo(1111);
  }

  @Test
  void aRolloutThatStandsBesideItsCompressedCopyIsBilledOnce() throws IOException {
    file("x/rollout-" + ID + ".jsonl", rollout(ID, 7));
    file("x/rollout-" + ID + ".jsonl.zst", Zstd.compress(rollout(ID, 7)));
    assertThat(prompts(List.of(home), new HealthLog())).isEqualTo(7);
  }

  @Test
  void aCompressedRolloutThatBreaksOffIsNamed() throws IOException {
    byte[] whole = Zstd.compress(rollout(ID, 7));
    file("x/rollout-" + ID + ".jsonl.zst", Arrays.copyOf(whole, whole.length / 2));
    file("x/rollout-b.jsonl.zst", "no such thing".getBytes(StandardCharsets.UTF_8));
    var health = new HealthLog();
    prompts(List.of(home), health);
    assertThat(health.health().broken()).hasSize(2).allMatch(line -> line.contains("rollout-"));
  }

  @Test
  void opencodesChannelsItsNamedStoreAndItsOlderFilesAreFound() throws IOException, SQLException {
    Path data = home.resolve("data/opencode");
    store(data.resolve("opencode.db"), opencode("msg_1", 1));
    store(data.resolve("opencode-beta.db"), opencode("msg_2", 10));
    store(data.resolve("mine.sqlite"), opencode("msg_3", 100));
    file(
        "data/opencode/storage/message/ses_x/msg_4.json",
        """
        {"id":"msg_4","sessionID":"ses_x","role":"assistant","modelID":"m","finish":"stop",
        "tokens":{"input":1000,"output":1,"reasoning":0,"cache":{"read":0,"write":0}}}
        """
            .getBytes(StandardCharsets.UTF_8));
    Map<String, String> environment =
        Map.of("XDG_DATA_HOME", home.resolve("data").toString(), "OPENCODE_DB", "mine.sqlite");
    assertThat(standard(environment)).isEqualTo(1111);
  }

  @Test
  void kilosStoreIsFoundWhereItLiesAndWhereItsVariableNames() throws IOException, SQLException {
    store(home.resolve(".local/share/kilo/kilo.db"), opencode("msg_1", 1));
    store(home.resolve("moved/mine.db"), opencode("msg_2", 10));
    assertThat(standard(Map.of())).isEqualTo(1);
    assertThat(standard(Map.of("KILO_DB", home.resolve("moved/mine.db").toString()))).isEqualTo(10);
  }

  @Test
  void aStoreIsKnownByItsTablesAndNotByItsName() throws IOException, SQLException {
    store(home.resolve("other.db"), opencode("msg_1", 5));
    store(
        home.resolve("newer.db"),
        "create table session_v2 (id text, fork_session_id text, directory text)",
        "create table session_message (id text, session_id text, type text, seq integer,"
            + " time_created integer, data text)",
        """
        insert into session_message values ('msg_9', 'ses_n', 'assistant', 1, 1795496101000,
        '{"model":{"id":"m"},"finish":"stop","content":[],
        "tokens":{"input":50,"output":2,"reasoning":0,"cache":{"read":0,"write":0}}}')
        """);
    assertThat(prompts(List.of(home), new HealthLog())).isEqualTo(55);
  }

  @Test
  void aDatabaseOfAnotherProgramIsNamed() throws IOException, SQLException {
    store(home.resolve("browser.sqlite"), "create table bookmarks (id text)");
    file("torn.db", "no database, but a text of some length".getBytes(StandardCharsets.UTF_8));
    var health = new HealthLog();
    List<Input> inputs = LogPlaces.inputs(List.of(home), health);
    assertThat(inputs).isEmpty();
    assertThat(health.health().count(Count.PASSED_OVER)).isEqualTo(1);
    assertThat(health.health().count(Count.UNREADABLE)).isEqualTo(1);
    assertThat(health.health().broken())
        .hasSize(2)
        .anyMatch(line -> line.contains("browser.sqlite"))
        .anyMatch(line -> line.contains("torn.db"));
  }
}
