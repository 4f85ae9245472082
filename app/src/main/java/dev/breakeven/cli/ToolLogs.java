package dev.breakeven.cli;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Parallel;
import dev.breakeven.importer.aider.Aider;
import dev.breakeven.importer.atif.Atif;
import dev.breakeven.importer.breakeven.OwnTraces;
import dev.breakeven.importer.claudecode.ClaudeCode;
import dev.breakeven.importer.codex.Codex;
import dev.breakeven.importer.inspect.Inspect;
import dev.breakeven.importer.opencode.Opencode;
import dev.breakeven.importer.openhands.OpenHands;
import dev.breakeven.importer.otel.OpenTelemetry;
import dev.breakeven.importer.sweagent.SweAgent;
import dev.breakeven.importer.usage.PlainUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files sorted by the tool that wrote them.
///
/// @param claudeCode those of Claude Code, and lines of JSON that are nobody else's
/// @param others those of other tools
/// @param strange names of files that no importer knows
record ToolLogs(List<Input> claudeCode, Map<Importer, List<Input>> others, List<String> strange) {
  /// Enough of a file to tell whose it is, and enough for most.
  private static final int HEAD = 64 << 10;

  private static final int GLANCE = 4 << 10;

  static final ClaudeCode CLAUDE_CODE = new ClaudeCode(Contents.MEASURED);

  private static final List<Importer> OTHERS =
      List.of(
          new OwnTraces(),
          new Codex(),
          new Opencode(),
          new OpenTelemetry(),
          new Atif(),
          new Inspect(),
          new OpenHands(),
          new Aider(),
          new SweAgent(),
          new PlainUsage());

  /// The names of all tools, as users type them.
  static List<String> tools() {
    var names = new ArrayList<>(List.of(CLAUDE_CODE.tool()));
    OTHERS.forEach(importer -> names.add(importer.tool()));
    return names;
  }

  /// Sorts `inputs`, leaving out those of other tools than `tool` where one is named.
  static ToolLogs of(List<Input> inputs, Optional<String> tool) {
    var claudeCode = new ArrayList<Input>();
    var others = new LinkedHashMap<Importer, List<Input>>();
    var strange = new ArrayList<String>();
    try (var parallel = new Parallel()) {
      parallel.map(
          inputs,
          ToolLogs::other,
          (input, other) -> {
            boolean lines = input.name().endsWith(".jsonl") || input.name().endsWith(".meta.json");
            if (other.isPresent()) {
              if (wanted(other.get(), tool)) {
                others.computeIfAbsent(other.get(), _ -> new ArrayList<>()).add(input);
              }
            } else if (lines) {
              if (wanted(CLAUDE_CODE, tool)) {
                claudeCode.add(input);
              }
            } else {
              strange.add(input.name());
            }
          });
    }
    return new ToolLogs(claudeCode, others, strange);
  }

  private static boolean wanted(Importer importer, Optional<String> tool) {
    return tool.isEmpty() || tool.get().equals(importer.tool());
  }

  /// Whose it is but Claude Code's; empty if it is that, nobody's, or cannot be read, which its
  /// importer will tell.
  private static Optional<Importer> other(Input input) {
    try (var in = input.source().open()) {
      byte[] glance = in.readNBytes(GLANCE);
      if (CLAUDE_CODE.recognises(input.name(), glance)) {
        return Optional.empty();
      }
      byte[] head = Arrays.copyOf(glance, HEAD);
      int length = glance.length + in.readNBytes(head, glance.length, HEAD - glance.length);
      byte[] whole = Arrays.copyOf(head, length);
      return OTHERS.stream()
          .filter(importer -> importer.recognises(input.name(), whole))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
