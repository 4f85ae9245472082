package dev.breakeven.cli;

import dev.breakeven.attribution.Hints;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionAudit;
import dev.breakeven.audit.SessionAuditor;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.page.AuditReport;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Reads sessions into a period. For a report with pictures it keeps the trace of the dearest.
///
/// A session with numbers that no provider counts, or that no sum holds, is named and left out, so
/// that it cannot hide the others.
final class Audit {
  private static final Usd MOST_USD = Usd.DOLLAR.times(100_000);
  private static final long MOST_TOKENS = 1_000_000_000_000L;

  private final Pricing pricing = Pricing.of(Catalog.bundled());
  private final SessionAuditor auditor =
      new SessionAuditor(
          pricing, new Hints(CacheRules.of(Catalog.bundled(), "anthropic"), Map.of()));
  private final Period period = new Period();
  private final BiPredicate<Instant, String> wanted;
  private final boolean pictures;
  private final Optional<RedactedCopies> copies;
  private final HealthLog odd = new HealthLog();
  private Optional<Trace> dearest = Optional.empty();
  private Usd most = Usd.ZERO;

  /// @param wanted whether to count a session, by when it began and its project's folder
  /// @param pictures whether to keep the trace of the dearest session
  /// @param copies where each session that counts is written redacted, if that is wanted
  Audit(BiPredicate<Instant, String> wanted, boolean pictures, Optional<RedactedCopies> copies) {
    this.wanted = wanted;
    this.pictures = pictures;
    this.copies = copies;
  }

  /// An audited session, and its trace where that is still needed; or why it has no audit.
  private record Seen(@Nullable SessionAudit audit, @Nullable Trace trace, String odd) {}

  /// Reads all of `logs`.
  Health read(Logs logs) {
    return logs.read(this::look, this::add).plus(odd.health());
  }

  private Seen look(Trace trace) {
    boolean kept = pictures || copies.isPresent();
    try {
      SessionAudit audit = auditor.audit(trace);
      if (audit.bill().total().compareTo(MOST_USD) <= 0 && audit.usage().prompt() <= MOST_TOKENS) {
        return new Seen(audit, kept ? trace : null, "");
      }
    } catch (ArithmeticException e) {
      // Told below: a sum that no long holds.
    }
    return new Seen(null, null, trace.labels().getOrDefault("file", "a session"));
  }

  private void add(Seen seen) {
    SessionAudit session = seen.audit();
    if (session == null) {
      odd.count(Count.BEYOND_BOUNDS);
      odd.broken(
          seen.odd(),
          "expected a session of at most %s USD and %,d tokens, got more; it is left out"
              .formatted(MOST_USD, MOST_TOKENS));
      return;
    }
    if (!wanted.test(session.begun(), session.project())) {
      return;
    }
    period.add(session);
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

  /// When the first call of `trace` was sent.
  static Instant begun(Trace trace) {
    Instant first = Instant.MAX;
    for (Call call : trace.calls()) {
      Instant start = call.timing().start();
      first = start.isBefore(first) ? start : first;
    }
    return first;
  }
}
