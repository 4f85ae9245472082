package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Writes transcripts for tests: lines of the form Claude Code writes, a second apart.
final class Script {
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  private final String session;
  private final String common;
  private final List<String> lines = new ArrayList<>();
  private int seconds;
  private String parent = "null";

  private Script(String session, String common) {
    this.session = session;
    this.common = common;
  }

  /// The transcript of `session` itself.
  static Script of(String session) {
    return new Script(session, "'isSidechain':false");
  }

  /// The transcript of one of its sub-agents.
  static Script agent(String session, String agent) {
    return new Script(session, "'isSidechain':true,'agentId':'" + agent + "'");
  }

  /// A side chain within a session's own transcript.
  Script side() {
    var side = new Script(session, "'isSidechain':true");
    side.seconds = seconds;
    return side;
  }

  /// Appends all lines of `other`.
  Script with(Script other) {
    lines.addAll(other.lines);
    seconds = Math.max(seconds, other.seconds);
    return this;
  }

  /// Lets `more` seconds pass.
  Script later(int more) {
    seconds += more;
    return this;
  }

  /// Goes on from another line than the last.
  Script from(String uuid) {
    parent = "'" + uuid + "'";
    return this;
  }

  /// Appends a line of `type` with these further properties; quotes are single ones.
  Script line(String uuid, String type, String properties) {
    raw(
        "{'parentUuid':%s,%s,'sessionId':'%s','type':'%s',%s,'uuid':'%s','timestamp':'%s'}"
            .formatted(
                parent, common, session, type, properties, uuid, START.plusSeconds(seconds)));
    seconds++;
    parent = "'" + uuid + "'";
    return this;
  }

  /// Appends a line as it is, but for single quotes.
  Script raw(String line) {
    lines.add(line.replace('\'', '"'));
    return this;
  }

  /// The user says `text`.
  Script user(String uuid, String text) {
    return line(uuid, "user", "'message':{'role':'user','content':'" + text + "'}");
  }

  /// A tool answers.
  ///
  /// @param more further properties of the line, empty or beginning with a comma
  Script result(String uuid, String toolUse, String text, String more) {
    return line(
        uuid,
        "user",
        ("'message':{'role':'user','content':[{'tool_use_id':'%s','type':'tool_result',"
                    + "'content':'%s'}]}")
                .formatted(toolUse, text)
            + more);
  }

  /// One block of an answer of a fixed model.
  Script answer(String uuid, String id, String block, String usage) {
    return answer(uuid, id, "claude-opus-4-7", block, usage);
  }

  /// One block of an answer.
  ///
  /// @param usage stop reason or `null`, input, written, read and output, divided by spaces
  Script answer(String uuid, String id, String model, String block, String usage) {
    return line(
        uuid, "assistant", message(id, model, block, usage) + ",'requestId':'req_" + id + "'");
  }

  /// The message of an answer as a property.
  static String message(String id, String model, String block, String usage) {
    List<String> words = Pattern.compile(" ").splitAsStream(usage).toList();
    String stop = words.get(0).equals("null") ? "null" : "'" + words.get(0) + "'";
    return ("'message':{'id':'%s','model':'%s','role':'assistant','stop_reason':%s,'content':[%s],"
            + "'usage':{'input_tokens':%s,'cache_creation_input_tokens':%s,"
            + "'cache_read_input_tokens':%s,'cache_creation':{'ephemeral_5m_input_tokens':%s,"
            + "'ephemeral_1h_input_tokens':0},'output_tokens':%s}}")
        .formatted(
            id,
            model,
            stop,
            block,
            words.get(1),
            words.get(2),
            words.get(3),
            words.get(2),
            words.get(4));
  }

  static String text(String text) {
    return "{'type':'text','text':'" + text + "'}";
  }

  static String call(String id, String tool, String input) {
    return "{'type':'tool_use','id':'%s','name':'%s','input':{%s}}".formatted(id, tool, input);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  Input input(String name) {
    return Input.of(name, text());
  }
}
