package dev.breakeven.study;

import java.net.URI;
import java.nio.file.Path;

/// A study of [NotePack] with live models that can be run in a process of its own, and killed.
final class LiveNoteStudy {
  private LiveNoteStudy() {}

  static Study study(URI base) {
    return StudyReader.read(
        "live.yaml",
        """
        study: live
        pack: notes
        tasks: [note]
        trials: 5
        seed: 5
        date: 2026-11-24
        models:
          strong: {id: claude-opus-4-7, url: BASE/A}
          cheap: {id: claude-haiku-4-5, url: BASE/B, stream: false}
          own: {id: own-model, provider: openai, url: BASE/B/v1, price: free}
        arms:
          A: {solo: strong, turns: 9}
          B: {orchestrator: cheap, executor: own, report: 400, turns: 9}
          C: {cascade: [cheap, own, strong], feedback: tail, turns: 9}
          D: {driver: cheap, gate: 2, then: strong, turns: 9}
          E: {orchestrator: strong, executor: own, instructions: goals, report: receipt, turns: 9}
          F: {planner: strong, executor: cheap, plan: 800, looks: 2, turns: 9}
        """
            .replace("BASE", base.toString()));
  }

  /// Runs or continues the study: folder of the pack, folder of the run, the provider's address.
  /// Prints a line before and after everything that is written to the books.
  public static void main(String[] arguments) throws Exception {
    run(Path.of(arguments[0]), Path.of(arguments[1]), URI.create(arguments[2]));
  }

  static void run(Path packs, Path out, URI base) throws Exception {
    try (var notes = new LiveNotes(packs)) {
      notes.run(study(base), out, 2, NoteStudy::told).close();
    }
  }
}
