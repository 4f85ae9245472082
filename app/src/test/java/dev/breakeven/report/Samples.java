package dev.breakeven.report;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.LostAttempt;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.study.Ending;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.Spent;
import dev.breakeven.study.StudyReader;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialEnd;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Results made up for tests.
public final class Samples {
  private static final String STUDY =
      """
      study: sample
      pack: commons-cli
      tasks: [T1, T2]
      trials: 2
      seed: 1
      date: 2026-11-24
      models:
        strong: {id: claude-opus-4-7, rehearse: opus-like}
        own: {id: "qwen3.5:9b", rehearse: small-local-like, price: free}
        odd: {id: "model, of \\"mine\\"", rehearse: haiku-like}
      arms:
        A: {solo: strong, turns: 40}
        B: {orchestrator: strong, executor: own, report: 4000, turns: 40}
        C: {solo: odd, turns: 40}
      """;

  private Samples() {}

  /// Three arms: A has two trials on T1, one of them broken by a rule; C's model has no price.
  public static Results results() {
    var strong = part(Role.SOLO, "claude-opus-4-7", Usage.of(2000, 21_000, 0, 330_000, 4700));
    var boss = part(Role.ORCHESTRATOR, "claude-opus-4-7", Usage.of(3990, 20_000, 0, 408_000, 6100));
    var own =
        new TrialRow.Part(
            Role.EXECUTOR,
            "qwen3.5:9b",
            40,
            new Usage(
                Map.of(
                    TokenClass.UNCACHED, new Tokens(397_000),
                    TokenClass.OUTPUT, new Tokens(8300))),
            Spent.NONE,
            Duration.ofMinutes(5));
    var odd =
        new TrialRow.Part(
            Role.SOLO,
            "model, of \"mine\"",
            7,
            Usage.of(10, 20, 30, 40, 50),
            new Spent(Usd.ZERO, 7),
            Duration.ofSeconds(9));
    var rows =
        List.of(
            row(new Trial("A", "T1", 1), Ending.Kind.DONE, List.of(), List.of(strong)),
            row(new Trial("A", "T1", 2), Ending.Kind.DONE, List.of("suppression"), List.of(strong)),
            row(new Trial("B", "T1", 1), Ending.Kind.DONE, List.of(), List.of(boss, own)),
            row(new Trial("C", "T2", 1), Ending.Kind.CAPPED, List.of(), List.of(odd)));
    return results(rows, Spent.NONE.plus(new Spent(Usd.of("0.05"), 0)));
  }

  /// A study with a control, five trials an arm, and attempts that were cut off.
  static Results controlled() {
    var study = StudyReader.read("sample.yaml", STUDY + "control: A\n");
    var facts = new RunFacts("sample", Known.REHEARSED, STUDY, new TreeMap<>());
    var rows = new ArrayList<TrialRow>();
    for (int number = 1; number <= 5; number++) {
      rows.add(cheap("A", number, 100 + number));
      rows.add(cheap("A.control", number, 110 + 3 * number));
    }
    var spent = rows.stream().map(TrialRow::spent).reduce(Spent.NONE, Spent::plus);
    var cutOff =
        List.of(
            new Ledger.Unfinished(
                new Trial("A", "T1", 6), 3, new Spent(Usd.of("0.25"), 0), Spent.NONE),
            new Ledger.Unfinished(
                new Trial("B", "T1", 1), 0, Spent.NONE, new Spent(Usd.of("0.4321"), 0)),
            new Ledger.Unfinished(new Trial("B", "T1", 1), 0, Spent.NONE, Spent.NONE));
    return new Results(
        study,
        facts,
        rows,
        spent.plus(new Spent(Usd.of("0.30"), 0)),
        List.of(
            lost(
                ModelFailure.Kind.EMPTY,
                new AttemptCharge.Reported(Usage.of(9, 0, 0, 0, 1)),
                "0.05",
                "0"),
            lost(ModelFailure.Kind.CUT, new AttemptCharge.Unknown(), "0", "0.4"),
            lost(ModelFailure.Kind.BUSY, new AttemptCharge.Nothing(), "0", "0")),
        Map.of(),
        cutOff,
        Optional.empty(),
        List.of());
  }

  private static Ledger.Lost lost(
      ModelFailure.Kind kind, AttemptCharge charge, String spent, String most) {
    var model = "claude-opus-4-7";
    return new Ledger.Lost(
        new Trial("A", "T1", 2),
        new Ledger.Asked(Role.SOLO, model),
        new LostAttempt(model, 1, kind, "why", charge, Instant.parse("2026-11-24T12:00:00Z")),
        new Spent(Usd.of(spent), 0),
        new Spent(Usd.of(most), 0));
  }

  private static TrialRow cheap(String arm, int number, long cents) {
    var part =
        new TrialRow.Part(
            Role.SOLO,
            "claude-opus-4-7",
            9,
            Usage.of(9, 0, 0, 900, 90),
            new Spent(Usd.of("0.01").times(cents), 0),
            Duration.ofSeconds(20));
    return row(new Trial(arm, "T1", number), Ending.Kind.DONE, List.of(), List.of(part));
  }

  /// The same study before anything has ended.
  public static Results none() {
    return results(List.of(), Spent.NONE);
  }

  private static Results results(List<TrialRow> rows, Spent lost) {
    var facts =
        new RunFacts("sample", Known.REHEARSED, STUDY, new TreeMap<>(Map.of("catalog", "c1")));
    var spent = rows.stream().map(TrialRow::spent).reduce(lost, Spent::plus);
    return new Results(StudyReader.read("sample.yaml", STUDY), facts, rows, spent);
  }

  private static TrialRow.Part part(Role role, String model, Usage usage) {
    return new TrialRow.Part(
        role, model, 31, usage, new Spent(Usd.of("0.438255"), 0), Duration.ofMillis(152_300));
  }

  private static TrialRow row(
      Trial trial, Ending.Kind kind, List<String> violations, List<TrialRow.Part> parts) {
    boolean solved = kind == Ending.Kind.DONE && violations.isEmpty();
    var exits = new LinkedHashMap<String, Integer>();
    exits.put("javac", kind == Ending.Kind.DONE ? 0 : 1);
    exits.put("junit", kind == Ending.Kind.DONE ? 0 : -1);
    return new TrialRow(
        trial,
        new Ending(kind, kind == Ending.Kind.CAPPED ? "40 turns" : ""),
        solved,
        new TrialEnd.Seconds(
            Duration.ofMillis(152_300), Duration.ofMillis(340), Duration.ofMillis(7040)),
        new TrialRow.Judged(
            exits, Map.of("javac.errors", kind == Ending.Kind.DONE ? 0L : 2L), violations),
        parts);
  }
}
