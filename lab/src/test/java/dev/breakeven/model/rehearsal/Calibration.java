package dev.breakeven.model.rehearsal;

import dev.breakeven.model.ModelFailure;
import dev.breakeven.trace.TokenClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Prints what the bundled profiles come to on the sample tasks, to compare with the study's
/// figures; docs/guide/rehearsal.md shows its output.
final class Calibration {
  private static final int SEEDS = 100;

  private Calibration() {}

  public static void main(String[] arguments) throws ModelFailure, InterruptedException {
    Profile opus = Profiles.bundled("opus-like");
    Profile haiku = Profiles.bundled("haiku-like");
    Profile local = Profiles.bundled("small-local-like");
    System.out.println(
        "arm task        turns 10% 50% 90%  verify  out/turn  own growth/turn  min  exec calls"
            + "  exec out  solved");
    for (Tasks task : Tasks.values()) {
      for (String arm : List.of("A", "B", "C", "D")) {
        var turns = new ArrayList<Integer>();
        double verify = 0;
        double out = 0;
        double growth = 0;
        double calls = 0;
        double executorOut = 0;
        double seconds = 0;
        int solved = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
          Rehearsals.Trial trial =
              switch (arm) {
                case "A" -> Rehearsals.solo(opus, task, seed, 40);
                case "B" -> Rehearsals.orchestrated(opus, local, task, seed);
                case "C" -> Rehearsals.orchestrated(opus, haiku, task, seed);
                default -> Rehearsals.solo(haiku, task, seed, 100);
              };
          turns.add(trial.run().turns());
          verify += trial.repository().verified;
          out += (double) trial.run().usage().count(TokenClass.OUTPUT) / trial.run().turns();
          long last = trial.run().answers().getLast().usage().prompt();
          long first = trial.run().answers().getFirst().usage().prompt();
          long written = trial.run().usage().count(TokenClass.OUTPUT);
          growth += (double) (last - first - written) / trial.run().turns();
          calls += trial.loop().executed.size();
          executorOut +=
              trial.loop().executed.stream()
                  .mapToLong(answer -> answer.usage().count(TokenClass.OUTPUT))
                  .sum();
          seconds +=
              Duration.between(Rehearsals.START, trial.clock().instant()).toMillis() / 1000.0;
          solved += trial.repository().solved() && trial.run().ending().endsWith("DONE") ? 1 : 0;
        }
        turns.sort(null);
        System.out.printf(
            "%-3s %-12s %9d %3d %3d  %6.1f  %8.0f  %15.0f  %3.1f  %10.1f  %8.0f  %5.2f%n",
            arm,
            task,
            turns.get(SEEDS / 10),
            turns.get(SEEDS / 2),
            turns.get(SEEDS * 9 / 10),
            verify / SEEDS,
            out / SEEDS,
            growth / SEEDS,
            seconds / SEEDS / 60,
            calls / SEEDS,
            executorOut / SEEDS,
            (double) solved / SEEDS);
      }
    }
  }
}
