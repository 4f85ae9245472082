package dev.breakeven.cli;

import dev.breakeven.attribution.Hints;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionAudit;
import dev.breakeven.audit.SessionAuditor;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.Health;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.page.AuditReport;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads sessions into a period. For a report with pictures it keeps the trace of the dearest.
final class Audit {
  private static final String PAGE = "<!doctype html>";

  private final Pricing pricing = Pricing.of(Catalog.bundled());
  private final SessionAuditor auditor =
      new SessionAuditor(
          pricing, new Hints(CacheRules.of(Catalog.bundled(), "anthropic"), Map.of()));
  private final Period period = new Period();
  private final BiPredicate<Instant, String> wanted;
  private final boolean pictures;
  private Optional<Trace> dearest = Optional.empty();
  private Usd most = Usd.ZERO;

  /// @param wanted whether to count a session, by when it began and its project's folder
  /// @param pictures whether to keep the trace of the dearest session
  Audit(BiPredicate<Instant, String> wanted, boolean pictures) {
    this.wanted = wanted;
    this.pictures = pictures;
  }

  private record Seen(SessionAudit audit, @Nullable Trace trace) {}

  /// Reads all of `logs`.
  Health read(ToolLogs logs) {
    Function<Trace, Seen> look = trace -> new Seen(auditor.audit(trace), pictures ? trace : null);
    var health = ToolLogs.CLAUDE_CODE.read(logs.claudeCode(), look, this::add);
    for (var other : logs.others().entrySet()) {
      health = health.plus(other.getKey().read(other.getValue(), trace -> add(look.apply(trace))));
    }
    return health;
  }

  private void add(Seen seen) {
    SessionAudit session = seen.audit();
    if (!wanted.test(session.begun(), session.project())) {
      return;
    }
    period.add(session);
    Usd cost = session.bill().total();
    if (seen.trace() != null && cost.compareTo(most) > 0) {
      dearest = Optional.of(seen.trace());
      most = cost;
    }
  }

  /// What was read.
  Period period() {
    return period;
  }

  /// Makes sure that a report may be written to `file`.
  ///
  /// @throws UserError if there is another file than a page
  static void requirePage(Path file) throws IOException {
    if (Files.exists(file) && !isPage(file)) {
      throw new UserError(
          "expected --html to name a new file or an older report, got " + file + ", which is none");
    }
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

  private static boolean isPage(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      var head = new String(in.readNBytes(PAGE.length()), StandardCharsets.UTF_8);
      return head.isEmpty() || head.equalsIgnoreCase(PAGE);
    }
  }

  /// When the first call of `trace` was sent.
  static Instant begun(Trace trace) {
    return trace.calls().stream()
        .map(call -> call.timing().start())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
