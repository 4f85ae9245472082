package dev.breakeven.importer.logs;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.aider.Aider;
import dev.breakeven.importer.atif.Atif;
import dev.breakeven.importer.breakeven.OwnTraces;
import dev.breakeven.importer.claudecode.ClaudeCode;
import dev.breakeven.importer.cline.Cline;
import dev.breakeven.importer.codex.Codex;
import dev.breakeven.importer.gateway.GatewayLedger;
import dev.breakeven.importer.inspect.Inspect;
import dev.breakeven.importer.opencode.Opencode;
import dev.breakeven.importer.openhands.OpenHands;
import dev.breakeven.importer.otel.OpenTelemetry;
import dev.breakeven.importer.pi.Pi;
import dev.breakeven.importer.qwen.QwenCode;
import dev.breakeven.importer.sweagent.SweAgent;
import dev.breakeven.importer.usage.PlainUsage;
import java.util.List;

/// The only list of the tools whose logs can be read.
public final class Importers {
  private Importers() {}

  /// All importers, in the order in which they are asked whose a log is.
  ///
  /// @param contents what those that can leave contents out are to keep
  public static List<Importer> all(Contents contents) {
    return List.of(
        new ClaudeCode(contents),
        new OwnTraces(),
        new GatewayLedger(),
        new Codex(),
        new Opencode(),
        new Pi(),
        new Cline(),
        new QwenCode(),
        new OpenTelemetry(),
        new Atif(),
        new Inspect(),
        new OpenHands(),
        new Aider(),
        new SweAgent(),
        new PlainUsage());
  }

  /// The names of all tools, as users type them.
  public static List<String> tools() {
    return all(Contents.KEPT).stream().map(Importer::tool).toList();
  }
}
