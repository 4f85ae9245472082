package dev.breakeven.cli;

import dev.breakeven.attribution.Hints;
import dev.breakeven.audit.DayRange;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionAudit;
import dev.breakeven.audit.SessionAuditor;
import dev.breakeven.audit.SessionRow;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.page.AuditReport;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads sessions into a period. For a report with pictures it keeps the trace of the dearest.
///
/// A session with numbers that no provider counts, or that no sum holds, is named and left out, so
/// that it cannot hide the others.
final class Audit {
  private static final Usd MOST_USD = Usd.DOLLAR.times(100_000);

  /// What logs round their costs by, at most.
  private static final Usd LEAST = Usd.of("0.0001");

  private static final long MOST_TOKENS = 1_000_000_000_000L;

  private final Pricing pricing = Pricing.of(Catalog.bundled());
  private final SessionAuditor auditor;
  private final Period period = new Period();
  private final DayRange days;
  private final String project;
  private final boolean pictures;
  private final Optional<RedactedCopies> copies;
  private final List<SessionAudit> sessions = new ArrayList<>();
  private boolean keeping;
  private final HealthLog odd = new HealthLog();
  private Optional<Trace> dearest = Optional.empty();
  private Usd most = Usd.ZERO;

  /// @param days the days whose calls count
  /// @param project only sessions count whose project's folder contains this
  /// @param pictures whether to keep the trace of the dearest session
  /// @param copies where each session that counts is written redacted, if that is wanted
  Audit(DayRange days, String project, boolean pictures, Optional<RedactedCopies> copies) {
    this.days = days;
    this.project = project;
    this.auditor =
        new SessionAuditor(
            pricing,
            new Hints(CacheRules.of(Catalog.bundled(), "anthropic"), Map.of()),
            days.zone());
    this.pictures = pictures;
    this.copies = copies;
  }

  /// An audited session, and its trace where that is still needed; or what has no audit, empty
  /// where nothing of it is asked for.
  ///
  /// @param recorded what its log says it cost, where its calls come to something else
  private record Seen(
      @Nullable SessionAudit audit, @Nullable Trace trace, String odd, Optional<Usd> recorded) {
    private static final Seen NOTHING = new Seen(null, null, "", Optional.empty());
  }

  /// Keeps what is said of each session, so that one can be asked for.
  Audit keepingSessions() {
    keeping = true;
    return this;
  }

  /// The session at `place` in the list of all, most expensive first and counted from 1, or the one
  /// whose id begins with it.
  ///
  /// @throws UserError if there is none, or several
  SessionAudit session(String place) {
    List<SessionRow> rows = period.rows();
    if (place.matches("\\d{1,6}")) {
      int number = Integer.parseInt(place);
      if (number >= 1 && number <= rows.size()) {
        return kept(rows.get(number - 1));
      }
    }
    List<SessionRow> found = rows.stream().filter(row -> row.id().startsWith(place)).toList();
    if (found.size() == 1) {
      return kept(found.getFirst());
    }
    String some = found.stream().limit(5).map(SessionRow::id).collect(Collectors.joining(", "));
    throw new UserError(
        "expected --session to be a number from 1 to %,d or how one session's id begins, got %s%s"
            .formatted(
                rows.size(),
                place,
                found.isEmpty() ? "" : ", which begins " + found.size() + ": " + some));
  }

  private SessionAudit kept(SessionRow row) {
    return sessions.stream()
        .filter(session -> session.row().equals(row))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("expected sessions to be kept"));
  }

  /// Reads all of `logs`.
  Health read(Logs logs) {
    return logs.read(this::look, this::add).plus(odd.health());
  }

  private Seen look(Trace whole) {
    return wanted(whole, days, project).map(this::audited).orElse(Seen.NOTHING);
  }

  /// What is asked for of `trace`: its calls of those days, if it is of that project.
  static Optional<Trace> wanted(Trace trace, DayRange days, String project) {
    return trace.labels().getOrDefault("project", "unknown").contains(project)
        ? days.of(trace)
        : Optional.empty();
  }

  private Seen audited(Trace trace) {
    boolean kept = pictures || copies.isPresent();
    try {
      SessionAudit audit = auditor.audit(trace);
      if (audit.bill().total().compareTo(MOST_USD) <= 0 && audit.usage().prompt() <= MOST_TOKENS) {
        return new Seen(audit, kept ? trace : null, "", other(trace, audit));
      }
    } catch (ArithmeticException e) {
      // Told below: a sum that no long holds.
    }
    String file = trace.labels().getOrDefault("file", "a session");
    return new Seen(null, null, file, Optional.empty());
  }

  /// What the log of `trace` says it cost, if all its calls are priced and come to something else.
  private Optional<Usd> other(Trace trace, SessionAudit audit) {
    String label = trace.labels().get("recorded_usd");
    if (label == null || !days.isUnbounded() || !audit.bill().unpriced().isEmpty()) {
      return Optional.empty();
    }
    Usd recorded = Usd.of(label);
    Usd apart = recorded.minus(audit.bill().total());
    return apart.compareTo(LEAST) > 0 || LEAST.compareTo(Usd.ZERO.minus(apart)) < 0
        ? Optional.of(recorded)
        : Optional.empty();
  }

  private void add(Seen seen) {
    SessionAudit session = seen.audit();
    if (session == null && seen.odd().isEmpty()) {
      return;
    }
    if (session == null) {
      odd.count(Count.BEYOND_BOUNDS);
      odd.broken(
          seen.odd(),
          "expected a session of at most %s USD and %,d tokens, got more; it is left out"
              .formatted(MOST_USD, MOST_TOKENS));
      return;
    }
    seen.recorded()
        .ifPresent(recorded -> {
          odd.count(Count.OTHER_COST);
          odd.note(
              "session " + session.id(),
              "its log says that it cost %s USD, its calls come to %s USD"
                  .formatted(recorded, session.bill().total()));
        });
    period.add(session);
    if (keeping) {
      sessions.add(session);
    }
    Trace trace = seen.trace();
    if (trace != null) {
      copies.ifPresent(all -> all.write(trace));
    }
    Usd cost = session.bill().total();
    if (pictures && trace != null && cost.compareTo(most) > 0) {
      dearest = Optional.of(trace);
      most = cost;
    }
  }

  /// What was read.
  Period period() {
    return period;
  }

  /// Writes the report to `file`.
  void write(Path file, Health health) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(
        file, new AuditReport(period, health, dearest, pricing).text(), StandardCharsets.UTF_8);
  }
}
