package dev.breakeven.cli;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Parallel;
import dev.breakeven.importer.aider.Aider;
import dev.breakeven.importer.atif.Atif;
import dev.breakeven.importer.breakeven.OwnTraces;
import dev.breakeven.importer.claudecode.ClaudeCode;
import dev.breakeven.importer.claudecode.Transcript;
import dev.breakeven.importer.codex.Codex;
import dev.breakeven.importer.inspect.Inspect;
import dev.breakeven.importer.opencode.Opencode;
import dev.breakeven.importer.openhands.OpenHands;
import dev.breakeven.importer.otel.OpenTelemetry;
import dev.breakeven.importer.sweagent.SweAgent;
import dev.breakeven.importer.usage.PlainUsage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Files sorted by the tool that wrote them.
///
/// @param claudeCode those of Claude Code, and lines of JSON that are nobody else's
/// @param others those of other tools
/// @param strange names of files that no importer knows
record ToolLogs(
    ClaudeCode.Files claudeCode, Map<Importer, List<Input>> others, List<String> strange) {
  /// Enough of a file to tell whose it is, and enough for most.
  private static final int HEAD = 64 << 10;

  /// Enough of a transcript; with more, logs that quote one would be taken for one.
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

  /// Whose a file is.
  ///
  /// @param other a tool other than Claude Code, null if it is that, nobody's, or cannot be read,
  ///   which its importer will tell
  /// @param transcript what it is if it is no other's and named like a transcript, else null
  private record Sorted(@Nullable Importer other, @Nullable Transcript transcript) {}

  /// Sorts `inputs`, leaving out those of other tools than `tool` where one is named.
  static ToolLogs of(List<Input> inputs, Optional<String> tool) {
    var transcripts = new ArrayList<Transcript>();
    var starts = new ArrayList<Input>();
    var others = new LinkedHashMap<Importer, List<Input>>();
    var strange = new ArrayList<String>();
    boolean claudeCode = wanted(CLAUDE_CODE, tool);
    try (var parallel = new Parallel()) {
      parallel.map(
          inputs,
          ToolLogs::sorted,
          (input, sorted) -> {
            if (sorted.other() != null) {
              if (wanted(sorted.other(), tool)) {
                others.computeIfAbsent(sorted.other(), _ -> new ArrayList<>()).add(input);
              }
            } else if (sorted.transcript() != null) {
              if (claudeCode) {
                transcripts.add(sorted.transcript());
              }
            } else if (ClaudeCode.isStart(input)) {
              if (claudeCode) {
                starts.add(input);
              }
            } else {
              strange.add(input.name());
            }
          });
    }
    return new ToolLogs(new ClaudeCode.Files(transcripts, starts), others, strange);
  }

  private static boolean wanted(Importer importer, Optional<String> tool) {
    return tool.isEmpty() || tool.get().equals(importer.tool());
  }

  private static Sorted sorted(Input input) {
    boolean lines = input.name().endsWith(".jsonl");
    try (var in = input.source().open()) {
      byte[] glance = in.readNBytes(GLANCE);
      if (CLAUDE_CODE.recognises(input.name(), glance)) {
        var whole = new SequenceInputStream(new ByteArrayInputStream(glance), in);
        return new Sorted(null, lines ? CLAUDE_CODE.open(input, whole) : null);
      }
      byte[] head = Arrays.copyOf(glance, HEAD);
      int length = glance.length + in.readNBytes(head, glance.length, HEAD - glance.length);
      byte[] known = Arrays.copyOf(head, length);
      for (Importer importer : OTHERS) {
        if (importer.recognises(input.name(), known)) {
          return new Sorted(importer, null);
        }
      }
    } catch (IOException e) {
      // Its importer will tell.
    }
    return new Sorted(null, lines ? CLAUDE_CODE.open(input) : null);
  }
}
