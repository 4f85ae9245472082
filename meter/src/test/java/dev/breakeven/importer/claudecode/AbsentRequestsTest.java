package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Names what a transcript of Claude Code cannot hold, with its size: of the requests that a
/// recording provider billed, those that no line tells of, told apart by what was asked.
final class AbsentRequestsTest {
  private static final Path CLIENT = Shared.CLIENTS.resolve("claude-code");

  /// Why a request stands in no transcript.
  private enum EntryKind {
    /// A small model asked about a command, up to version 2.0: its files, its prefix.
    HELPER,
    /// A small model asked for the session's name.
    TITLE,
    /// The whole conversation sent once more, to be summed up.
    COMPACTION,
    /// The connection broke before the first block; the client asked again.
    CUT_EARLY
  }

  @BeforeEach
  void needsTheSessions() {
    Shared.require(CLIENT);
  }

  @Test
  void helpersTitlesCompactionAndAnswersCutBeforeTheirFirstBlockAreAllThatIsMissing()
      throws IOException {
    var sums = new EnumMap<EntryKind, Billed>(EntryKind.class);
    for (Map.Entry<String, JsonNode> scenario : truth().properties()) {
      Map<Long, JsonNode> asked = requests(scenario.getKey());
      for (JsonNode session : scenario.getValue()) {
        for (JsonNode absent : session.path("not_in_transcript")) {
          EntryKind kind =
              kind(absent, Objects.requireNonNull(asked.get(absent.path("seq").asLong())));
          sums.merge(kind, Billed.one(absent.path("usage")), Billed::plus);
        }
      }
    }
    assertThat(sums)
        .isEqualTo(
            Map.of(
                EntryKind.HELPER, new Billed(74, 30_083, 1_036, 0, 0),
                EntryKind.TITLE, new Billed(2, 1_259, 30, 0, 0),
                EntryKind.COMPACTION, new Billed(4, 4_978, 52, 2_723, 49_250),
                EntryKind.CUT_EARLY, new Billed(2, 1_568, 6, 31_856, 0)));
  }

  /// An answer that breaks off later leaves the blocks it had finished, with the output count it
  /// began with: the rest of its output is in nobody's books, the provider's neither.
  @Test
  void answersCutLaterAreThereWithTheOutputTheyBeganWith() throws IOException {
    var cut = new TreeMap<String, Long>();
    for (String scenario : truth().propertyNames()) {
      for (JsonNode line : wire(scenario)) {
        List<JsonNode> events = line.path("sse").valueStream().toList();
        boolean begun = events.stream().anyMatch(event -> is(event, "content_block_start"));
        if (begun && events.stream().noneMatch(event -> is(event, "message_delta"))) {
          JsonNode start = events.getFirst().path("data").path("message");
          cut.put(scenario, start.path("usage").path("output_tokens").asLong());
        }
      }
    }
    assertThat(cut)
        .isEqualTo(
            Map.of(
                "2.1.197/err-cut", 3L,
                "2.1.197/err-cutend", 3L,
                "2.1.197/err-sseerror", 3L,
                "2.1.330/err-cut", 3L,
                "2.1.330/err-cutend", 3L,
                "2.1.330/err-sseerror", 3L));
  }

  /// Recorded on the wire only; all others that were billed are compared by [ClientTruthTest].
  @Test
  void sessionsWithoutATranscriptAreNamed() throws IOException {
    var known = new HashSet<String>();
    for (var trace : ClaudeCode.read(Shared.under(CLIENT)).traces()) {
      known.add(trace.labels().getOrDefault("session", ""));
    }
    var without = new TreeSet<String>();
    for (Map.Entry<String, JsonNode> scenario : truth().properties()) {
      for (Map.Entry<String, JsonNode> session : scenario.getValue().properties()) {
        boolean billed = session.getValue().path("all").path("requests").asLong() > 0;
        if (billed && !known.contains(session.getKey())) {
          without.add(scenario.getKey());
        }
      }
    }
    assertThat(without)
        .isEqualTo(
            new TreeSet<>(
                Set.of(
                    "2.1.197/startup",
                    "2.1.330-extra/bearer",
                    "2.1.330-extra/gzip",
                    "2.1.330-extra/hints",
                    "2.1.330-extra/hints-multi",
                    "2.1.330-extra/hints-subagent_bg",
                    "2.1.330-extra/hints-subagent_fork",
                    "2.1.330-extra/hints-subagent_nested",
                    "2.1.330-extra/models",
                    "2.1.330-extra/ttl1h",
                    "2.1.330/startup")));
  }

  private static EntryKind kind(JsonNode absent, JsonNode request) {
    if (absent.path("outcome").asString().equals("cut:early")) {
      return EntryKind.CUT_EARLY;
    }
    String asked = lastText(request.path("body").path("messages"));
    if (request.path("body").path("tools").isEmpty()) {
      return asked.startsWith("<session>") ? EntryKind.TITLE : EntryKind.HELPER;
    }
    assertThat(asked)
        .matches(text ->
            text.startsWith("CRITICAL: Respond with TEXT ONLY")
                || text.startsWith("Your task is to create a detailed summary"));
    return EntryKind.COMPACTION;
  }

  private static String lastText(JsonNode messages) {
    JsonNode content = messages.path(messages.size() - 1).path("content");
    return content.isString()
        ? content.asString()
        : content.path(content.size() - 1).path("text").asString("");
  }

  private static boolean is(JsonNode event, String name) {
    return event.path("event").asString("").equals(name);
  }

  private static Map<Long, JsonNode> requests(String scenario) throws IOException {
    var requests = new TreeMap<Long, JsonNode>();
    for (JsonNode line : wire(scenario)) {
      if (line.path("kind").asString("").equals("request")) {
        requests.put(line.path("seq").asLong(), line);
      }
    }
    return requests;
  }

  private static List<JsonNode> wire(String scenario) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(CLIENT.resolve("wire").resolve(scenario + ".jsonl"))) {
      lines.add(Samples.parse(line));
    }
    return lines;
  }

  private static JsonNode truth() throws IOException {
    return Samples.parse(Files.readString(Shared.CLIENTS.resolve("TRUTH.json")));
  }
}
