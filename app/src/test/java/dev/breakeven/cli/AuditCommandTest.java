package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class AuditCommandTest {
  /// A question and an answer as Claude Code writes them, a broken line and one that breaks off.
  private static final String TRANSCRIPT =
      """
      {"type":"user","uuid":"u1","sessionId":"s1","cwd":"/home/ann/shop","timestamp":"2026-11-20T10:00:00.000Z","message":{"role":"user","content":"What is here?"}}
      {"type":"assistant","uuid":"u2","parentUuid":"u1","sessionId":"s1","requestId":"r1","timestamp":"2026-11-20T10:00:05.000Z","message":{"id":"m1","role":"assistant","model":"claude-opus-4-8","content":[{"type":"text","text":"A small library."}],"stop_reason":"end_turn","usage":{"input_tokens":3,"cache_creation_input_tokens":12000,"cache_read_input_tokens":0,"output_tokens":20}}}
      {"type":}
      {"type":"assist\
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void aSessionIsToldInSentencesAndTables() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    var printed = Commands.done("audit", "--all", folder.toString());
    assertThat(printed.out())
        .startsWith("1 call in 1 session cost 0.08 USD at list prices.")
        .contains("Split among blocks whose sizes are estimated")
        .contains("s1.jsonl:3: expected a line of JSON")
        .contains("1 cut");
    assertThat(printed.out().lines()).allMatch(line -> line.length() <= 100 || line.contains(":"));
  }

  @Test
  void aWayOfBuyingWithoutAFactorMakesTheTotalAFloorAndIsSaid() throws IOException {
    var fast =
        TRANSCRIPT
            .replace("claude-opus-4-8", "claude-opus-4-7")
            .replace("\"output_tokens\":20", "\"output_tokens\":20,\"speed\":\"fast\"");
    Files.writeString(folder.resolve("s1.jsonl"), fast);

    assertThat(Commands.done("audit", folder.toString()).out())
        .startsWith("1 call in 1 session cost at least 0.08 USD at list prices.")
        .contains("At least: 1 call bought fast, priced as standard");
    assertThat(Commands.done("audit", "--json", folder.toString()).out())
        .contains("\"no_factor:fast\" : 1");
    assertThat(Commands.done("explain", folder.resolve("s1.jsonl").toString()).out())
        .contains("cost at least 0.0755 USD")
        .doesNotContain("Totals are exact");
  }

  @Test
  void searchesAreNeitherTokensNorElectricity() throws IOException {
    var searched =
        TRANSCRIPT.replace(
            "\"output_tokens\":20",
            "\"output_tokens\":20,\"server_tool_use\":{\"web_search_requests\":25}");
    Files.writeString(folder.resolve("s1.jsonl"), searched);

    assertThat(Commands.done("audit", "--all", folder.toString()).out())
        .startsWith("1 call in 1 session cost 0.33 USD at list prices.")
        .contains("Of it, 0.25 USD were not for tokens");
    assertThat(Commands.done("explain", folder.resolve("s1.jsonl").toString()).out())
        .contains("and 0.2500 USD that are not for tokens");
  }

  @Test
  void aCopyIsBilledOnce() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    Files.writeString(folder.resolve("s2.jsonl"), TRANSCRIPT.replace("\"s1\"", "\"s2\""));
    assertThat(Commands.done("audit", "--json", folder.toString()).out())
        .contains("\"calls\" : 1,")
        .contains("\"usd\" : \"0.075515\"");
  }

  @Test
  void sessionsOutsideThePeriodAreLeftOut() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    assertThat(Commands.done("audit", "--since", "2026-11-21", folder.toString()).out())
        .contains("found no call of that period and project");
    assertThat(Commands.done("audit", "--csv", "--until", "2026-11-20", folder.toString()).out())
        .contains("day,\"2026-11-20\",12023,0.075515")
        .contains("project,\"/home/ann/shop\",12023,0.075515");
  }

  @Test
  void redactedCopiesAuditToTheSameAndSayWhatTheyHold() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    Path copies = folder.resolve("copies");
    var printed =
        Commands.done(
            "audit", "--redact", copies.toString(), folder.resolve("s1.jsonl").toString());
    assertThat(printed.out())
        .contains("Wrote 1 redacted session to " + copies + ".\nThey hold times, token counts");
    String copy = Files.readString(copies.resolve("session-1.jsonl"));
    assertThat(copy)
        .contains("\"project\":\"project-1\"", "\"length\":16")
        .doesNotContain("library", "What is here", "ann", "shop", "\"s1\"");
    Trace trace = TraceReader.read(new StringReader(copy), "copy");
    assertThat(Pricing.of(Catalog.bundled()).bill(trace).total()).isEqualTo(Usd.of("0.075515"));
  }

  @Test
  void redactedCopiesAreKeptOutOfWhatIsRead() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    Path within = folder.resolve("copies");
    var refused = Commands.run("audit", "--redact", within.toString(), folder.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("expected --redact to name a folder outside of " + folder);
    assertThat(within).doesNotExist();
  }

  @Test
  void redactedCopiesNeverOverwriteAndLeaveTheJsonAlone() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    String copies = folder.resolve("copies").toString();
    var printed =
        Commands.done("audit", "--json", "--redact", copies, folder.resolve("s1.jsonl").toString());
    assertThat(JsonMapper.shared().readTree(printed.out()).path("sessions").asInt()).isEqualTo(1);
    assertThat(printed.err()).startsWith("Wrote 1 redacted session to ");
    var again = Commands.run("audit", "--redact", copies, folder.resolve("s1.jsonl").toString());
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("expected --redact to name a new or an empty folder");
    assertThat(
            Commands.done(
                    "audit",
                    "--redact",
                    folder.resolve("none").toString(),
                    "--until",
                    "2020-01-01",
                    folder.resolve("s1.jsonl").toString())
                .out())
        .contains("No session to redact; nothing was written to ");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void theReportIsOneFileThatDoesNotTakeThePlaceOfAnother() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    var page = folder.resolve("out/page.html");
    var told =
        "1 call in 1 session cost 0.08 USD at list prices.\nThe report, with pictures: " + page;
    assertThat(Commands.done("audit", folder.toString(), "--html", page.toString()).out())
        .startsWith(told);
    assertThat(page)
        .content()
        .contains("What your sessions cost", "0.0755", "s1.jsonl:3: expected");
    assertThat(Commands.done("audit", folder.toString(), "--html", page.toString()).out())
        .startsWith(told);
    var other = Files.writeString(folder.resolve("notes.html"), "mine");
    var refused = Commands.run("audit", folder.toString(), "--html", other.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("a new file or an older report, got " + other);
    assertThat(other).hasContent("mine");
  }

  @Test
  void anExportReadsAsWhatItWasMadeFrom() throws IOException {
    var logs = Files.createDirectory(folder.resolve("logs"));
    Files.writeString(logs.resolve("s1.jsonl"), TRANSCRIPT);
    Files.writeString(
        logs.resolve("s2.jsonl"),
        TRANSCRIPT.replace("\"s1\"", "\"../S 2\"").replace("\"m1\"", "\"m2\"").replace("r1", "r2"));
    var before = Commands.done("audit", "--csv", logs.toString()).out();
    for (var format : List.of("atif", "otel", "csv", "json")) {
      var to = folder.resolve(format);
      var printed =
          Commands.done("audit", logs.toString(), "--export", format, "--to", to.toString());
      assertThat(printed.out()).startsWith("Wrote 2 sessions with 2 calls to " + to);
      try (var files = Files.list(to)) {
        assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\..*", "")))
            .containsExactlyInAnyOrder("s1", "S-2");
      }
      var after = Commands.done("audit", "--csv", to.toString()).out();
      for (var view : List.of("day,", "model,", "project,", "role,")) {
        assertThat(after.lines().filter(line -> line.startsWith(view)).toList())
            .as(format)
            .isEqualTo(before.lines().filter(line -> line.startsWith(view)).toList());
      }
    }
    // What there is to say of a log is not in its export.
    assertThat(apart(Commands.done("audit", "--csv", folder.resolve("json").toString()).out()))
        .isEqualTo(apart(before));
  }

  private static List<String> apart(String csv) {
    return csv.lines().filter(line -> !line.startsWith("note,")).toList();
  }

  @Test
  void anExportTouchesNothingThatIsThere() throws IOException {
    Files.writeString(folder.resolve("s1.jsonl"), TRANSCRIPT);
    var log = folder.resolve("s1.jsonl").toString();
    var refused = Commands.run("audit", log, "--export", "csv", "--to", folder.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("a new or an empty folder");
    assertThat(folder.resolve("s1.csv")).doesNotExist();
    var within = folder.resolve("within");
    assertThat(
            Commands.run("audit", folder.toString(), "--export", "csv", "--to", within.toString())
                .err())
        .contains("outside of " + folder, "count its sessions twice");
    assertThat(within).doesNotExist();
    assertThat(Commands.run("audit", "--export", "csv").err())
        .contains("--export FORMAT and --to FOLDER together");
    assertThat(Commands.run("audit", "--export", "xml", "--to", "x").err())
        .contains("one of atif, otel, csv, json, got xml");
    assertThat(Commands.run("audit", "--json", "--html", "x.html").err())
        .contains("one of --json, --csv, --html and --export");
  }

  @Test
  void rehearsedTrialsAreReadAndSaidToBeRehearsed() throws IOException {
    Files.writeString(
        folder.resolve("A-T1-1.jsonl"),
        """
        {"type":"trace","version":1,"labels":{"arm":"A","trial":"A-T1-1"}}
        {"type":"agent","id":"main","role":"solo","model":"claude-opus-4-7"}
        {"type":"block","id":0,"origin":"user","agent":"main","text":"Fix the build."}
        {"type":"call","id":"main#1","agent":"main","turn":1,"start":"2026-11-24T06:00:00Z","first_ns":0,"total_ns":1,"kept":0,"added":[0],"marks":[],"answer":[],"known":"rehearsed","usage":{"uncached":1000,"output":10}}
        """);
    assertThat(Commands.done("audit", "--tool", "breakeven", folder.toString()).out())
        .startsWith("1 call of those read was rehearsed: no model was asked")
        .contains("1 call in 1 session cost 0.01 USD at list prices.");
    var page = folder.resolve("page.html");
    Commands.done("audit", folder.toString(), "--html", page.toString());
    assertThat(page).content().contains("1 call of those read was rehearsed");
  }

  @Test
  void anEmptyFolderIsSaidInOneSentence() {
    assertThat(Commands.done("audit", folder.toString()).out())
        .isEqualTo("Looked for sessions in " + folder + " and found none.\n");
  }

  @Test
  void ofSeveralEmptyPlacesEachHasItsLine() throws IOException {
    var other = Files.createDirectory(folder.resolve("other")).toString();
    assertThat(Commands.done("audit", folder.toString(), other).out())
        .isEqualTo(
            "Looked for sessions in these places and found none.\n  %s\n  %s\n"
                .formatted(folder, other));
  }

  @Test
  void theUsersFolderIsWhereTheToolsFindIt() {
    assertThat(LogPlaces.home(Map.of("HOME", "/srv/user"))).isEqualTo(Path.of("/srv/user"));
    assertThat(LogPlaces.home(Map.of("HOME", " ")))
        .isEqualTo(Path.of(System.getProperty("user.home")));
  }

  @Test
  void placesAreWhereTheEnvironmentSays() {
    var home = Path.of("/home/ann");
    assertThat(LogPlaces.standard(Map.of(), home))
        .containsExactly(
            Path.of("/home/ann/.claude/projects"),
            Path.of("/home/ann/.config/claude/projects"),
            Path.of("/home/ann/.codex/sessions"),
            Path.of("/home/ann/.codex/archived_sessions"),
            Path.of("/home/ann/.local/share/opencode/opencode.db"),
            Path.of("/home/ann/.local/share/opencode/storage/session"),
            Path.of("/home/ann/.local/share/opencode/storage/message"),
            Path.of("/home/ann/.local/share/opencode/storage/part"),
            Path.of("/home/ann/.local/share/kilo/kilo.db"),
            Path.of("/home/ann/.pi/agent/sessions"),
            Path.of("/home/ann/.omp/agent/sessions"),
            Path.of("/home/ann/.openclaw/agents"),
            Path.of("/home/ann/.clawdbot/agents"),
            Path.of("/home/ann/.moltbot/agents"),
            Path.of("/home/ann/.moldbot/agents"),
            Path.of("/home/ann/.cline/data/sessions"),
            Path.of("/home/ann/.qwen/projects"));
    assertThat(
            LogPlaces.standard(
                Map.of("CLAUDE_CONFIG_DIR", "/srv/claude, ~/other/, /srv/third/projects,"), home))
        .startsWith(
            Path.of("/srv/claude/projects"),
            Path.of("/home/ann/other/projects"),
            Path.of("/srv/third/projects"))
        .hasSize(18);
  }
}
