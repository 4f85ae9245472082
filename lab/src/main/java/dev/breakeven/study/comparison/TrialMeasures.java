package dev.breakeven.study.comparison;

import dev.breakeven.study.Ledger;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialRow;
import dev.breakeven.unit.Usd;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a comparison needs of one trial.
///
/// @param trial which
/// @param solved whether the judge found the work good
/// @param cost what it cost, if that is known
/// @param seconds how long it took in all
/// @param turns the calls of its first agent
public record TrialMeasures(
    Trial trial, boolean solved, Optional<Usd> cost, double seconds, int turns) {
  private static final double NANOS = 1e9;

  /// The trials of `rows` that tell something of their arm, at the prices the rows carry.
  public static List<TrialMeasures> of(List<TrialRow> rows) {
    return rows.stream()
        .filter(row -> row.ending().kind().counts())
        .map(row -> of(row, priced(row)))
        .toList();
  }

  /// The same at the costs that the records themselves tell.
  public static List<TrialMeasures> asRecorded(
      List<TrialRow> rows, Map<Trial, Ledger.Provenance> provenances) {
    return rows.stream()
        .filter(row -> row.ending().kind().counts())
        .map(row -> of(row, recorded(row, provenances)))
        .toList();
  }

  private static TrialMeasures of(TrialRow row, Optional<Usd> cost) {
    return new TrialMeasures(
        row.trial(), row.solved(), cost, row.seconds().total().toNanos() / NANOS, row.turns());
  }

  private static Optional<Usd> priced(TrialRow row) {
    return row.spent().unpriced() > 0 ? Optional.empty() : Optional.of(row.spent().usd());
  }

  private static Optional<Usd> recorded(TrialRow row, Map<Trial, Ledger.Provenance> provenances) {
    return Optional.ofNullable(provenances.get(row.trial())).flatMap(Ledger.Provenance::cost);
  }
}
