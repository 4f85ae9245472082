package dev.breakeven.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Writes a made-up history of Claude Code, for measurements and to warm up: sessions of twenty to
/// a hundred and twenty calls whose prompts grow with what tools answer. The same seed writes the
/// same bytes.
final class SampleSessions {
  private static final String[] MODELS = {
    "claude-opus-4-7", "claude-sonnet-4-6", "claude-haiku-4-5-20251001"
  };
  private static final String[] TOOLS = {"Bash", "Read", "Edit", "Grep"};
  private static final String[] FOLDERS = {
    "shop", "site", "invoices", "maps", "weather-api", "parser", "billing", "photo-sync"
  };
  private static final String[] TITLES = {
    "Mend the flaky payment test", "Add import from CSV", "Find the slow query",
    "Upgrade to the new parser", "Write the release notes", "Move settings to one file",
    "Explain the failing build", "Sort photos by place", "Take out the old login",
    "Draw the weather map"
  };

  /// How long a cached prompt lives.
  private static final long LIFE = 300;

  private static final int LONGEST = 60_000;
  private static final Instant FIRST = Instant.parse("2026-09-01T00:00:00Z");

  private final Random random = new Random(7);
  private final Path folder;
  private final String prose;
  private String project = "";

  private SampleSessions(Path folder) {
    this.folder = folder;
    this.prose = prose();
  }

  /// Writes sessions of at least `bytes` bytes in all to `folder`; gives how many.
  static int write(Path folder, long bytes) throws IOException {
    var samples = new SampleSessions(folder);
    int sessions = 0;
    for (long written = 0; written < bytes; sessions++) {
      written += samples.session(sessions);
    }
    return sessions;
  }

  /// Text as JSON writes it: with line ends, quotes and a letter that takes two bytes.
  private String prose() {
    var text = new StringBuilder();
    while (text.length() < 8 * LONGEST) {
      int length = 2 + random.nextInt(9);
      for (int i = 0; i < length; i++) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      int end = random.nextInt(40);
      text.append(end == 0 ? "\\n" : end == 1 ? " \\\"" : end == 2 ? "é " : " ");
    }
    return text.toString();
  }

  /// Some of the text, no escape cut in two.
  private String text(int length) {
    int from = prose.indexOf(' ', random.nextInt(prose.length() - 2 * LONGEST)) + 1;
    return prose.substring(from, prose.indexOf(' ', from + length));
  }

  private long session(int number) throws IOException {
    String id = id();
    project = FOLDERS[number % FOLDERS.length];
    Path logs = folder.resolve("-home-ann-" + project);
    Files.createDirectories(logs);
    Path file = logs.resolve(id + ".jsonl");
    try (var out = Files.newBufferedWriter(file)) {
      out.write(
          "{\"type\":\"ai-title\",\"aiTitle\":\"%s\",\"sessionId\":\"%s\"}\n"
              .formatted(TITLES[number % TITLES.length], id));
      session(out, id);
    }
    return Files.size(file);
  }

  private void session(BufferedWriter out, String id) throws IOException {
    String model = MODELS[random.nextInt(MODELS.length)];
    Instant time = FIRST.plusSeconds(random.nextInt(70 * 24 * 3600));
    String parent = null;
    String tool = "Bash";
    String use = "toolu_" + id();
    long prompt = 15_000;
    Instant sent = time;
    int turns = 20 + random.nextInt(100);
    for (int turn = 0; turn < turns; turn++) {
      int length = (int) Math.min(LONGEST, 900 / Math.pow(1 - random.nextDouble(), 1 / 1.2));
      String asked = id();
      time = time.plusMillis(3_000 + random.nextInt(random.nextInt(20) == 0 ? 900_000 : 57_000));
      head(out, parent, id, "user");
      String answer = text(length);
      out.write(
          """
          "message":{"role":"user","content":[{"tool_use_id":"%s","type":"tool_result","content":"%s"}]},\
          "uuid":"%s","timestamp":"%s","toolUseResult":{"stdout":"%s","stderr":"","interrupted":false}}
          """
              .formatted(use, answer, asked, millis(time), text(Math.min(length, 20_000))));
      time = time.plusMillis(2_000 + random.nextInt(28_000));
      long written = length / 4 + 200L;
      boolean expired = time.getEpochSecond() - sent.getEpochSecond() > LIFE;
      sent = time;
      long read = expired ? 0 : prompt;
      written += expired ? prompt : 0;
      int output = 50 + random.nextInt(850);
      use = "toolu_" + id();
      tool = TOOLS[random.nextInt(TOOLS.length)];
      parent = id();
      head(out, asked, id, "assistant");
      out.write(
          """
          "message":{"id":"msg_%s","type":"message","role":"assistant","model":"%s","content":[\
          {"type":"text","text":"%s"},{"type":"tool_use","id":"%s","name":"%s","input":{"command":"%s"}}],\
          "stop_reason":"tool_use","usage":{"input_tokens":%d,"cache_creation_input_tokens":%d,\
          "cache_read_input_tokens":%d,"cache_creation":{"ephemeral_5m_input_tokens":%d,\
          "ephemeral_1h_input_tokens":0},"output_tokens":%d,"service_tier":"standard"}},\
          "requestId":"req_%s","uuid":"%s","timestamp":"%s"}
          """
              .formatted(
                  id(),
                  model,
                  text(3 * output),
                  use,
                  tool,
                  text(80),
                  1 + random.nextInt(12),
                  written,
                  read,
                  written,
                  output,
                  id(),
                  parent,
                  millis(time)));
      prompt = read + written;
    }
  }

  private void head(BufferedWriter out, @Nullable String parent, String session, String type)
      throws IOException {
    out.write(
        """
        {"parentUuid":%s,"isSidechain":false,"userType":"external","cwd":"/home/ann/%s",\
        "sessionId":"%s","version":"2.1.300","gitBranch":"main","type":"%s",\
        """
            .formatted(parent == null ? "null" : "\"" + parent + "\"", project, session, type));
  }

  private static String millis(Instant time) {
    String text = time.toString();
    return text.length() == 24 ? text : time.plusMillis(1).toString();
  }

  /// An id such as `0f8fad5b-d9cb-469f-a165-70867728950e`.
  private String id() {
    return "%08x-%04x-%04x-%04x-%012x"
        .formatted(
            random.nextInt(),
            random.nextInt(1 << 16),
            random.nextInt(1 << 16),
            random.nextInt(1 << 16),
            random.nextLong() >>> 16);
  }
}
