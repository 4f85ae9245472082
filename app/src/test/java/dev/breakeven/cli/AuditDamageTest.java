package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Hints;
import dev.breakeven.audit.SessionAudit;
import dev.breakeven.audit.SessionAuditor;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.cli.ToolSeeds.Seed;
import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.logs.Importers;
import dev.breakeven.importer.logs.SortedLogs;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Trace;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Whatever stands in files, everything whole beside them is still told, to the picodollar: all
/// tools' logs together, sorted, read and audited as `audit` does.
///
/// Reads 110,000 damaged files, a thousand or so at once; `-Ddamage.rounds=10` reads a tenth.
class AuditDamageTest {
  private static final int ROUNDS = Integer.getInteger("damage.rounds", 100);
  private static final int EACH = 100;
  private static final String WHOLE = "WHOLE";

  private final SessionAuditor auditor =
      new SessionAuditor(Pricing.of(Catalog.bundled()), Hints.NONE);

  private static Input input(String name, byte[] bytes) {
    return new Input(name, () -> new ByteArrayInputStream(bytes));
  }

  private static List<Input> whole() {
    return ToolSeeds.all().values().stream()
        .map(seed -> Input.of(seed.name(WHOLE), seed.text(WHOLE)))
        .toList();
  }

  /// What was audited.
  ///
  /// @param whole the whole sessions by tool
  /// @param sessions how many there were in all
  private record Audited(Map<String, List<SessionAudit>> whole, int sessions) {}

  /// The audit of `trace`; none where a sum leaves its range, which [Audit] names.
  private Optional<SessionAudit> audit(Trace trace, AtomicLong refused) {
    try {
      return Optional.of(auditor.audit(trace));
    } catch (ArithmeticException e) {
      refused.addAndGet(trace.calls().size());
      return Optional.empty();
    }
  }

  private Audited audited(List<Input> inputs) {
    var whole = new TreeMap<String, List<SessionAudit>>();
    SortedLogs logs = SortedLogs.of(inputs, Optional.empty(), Contents.MEASURED);
    var refused = new AtomicLong();
    var sessions = new ArrayList<SessionAudit>();
    Health health =
        logs.read(trace -> audit(trace, refused), audit -> audit.ifPresent(sessions::add));
    long calls = refused.get();
    for (SessionAudit session : sessions) {
      calls += session.calls();
      if (session.id().contains(WHOLE)) {
        whole.computeIfAbsent(session.source(), _ -> new ArrayList<>()).add(session);
      }
    }
    assertThat(health.count(Count.CALLS)).isEqualTo(calls);
    return new Audited(whole, sessions.size());
  }

  @Test
  void everySeedIsRead() {
    assertThat(ToolSeeds.tools()).containsExactlyInAnyOrderElementsOf(Importers.tools());
    Map<String, List<SessionAudit>> whole = audited(whole()).whole();
    assertThat(whole.keySet()).containsExactlyElementsOf(ToolSeeds.tools());
    assertThat(whole.values()).allMatch(sessions -> sessions.size() == 1);
  }

  @Test
  void everythingWholeIsToldBesideDamagedFiles() {
    Audited alone = audited(whole());
    for (int round = 0; round < ROUNDS; round++) {
      var damage = new Damage(round);
      var inputs = new ArrayList<Input>();
      for (int i = 0; i < EACH; i++) {
        for (Seed seed : ToolSeeds.all().values()) {
          String id = "d" + round + "x" + i;
          inputs.add(input(seed.name(id), damage.of(seed.text(id))));
        }
      }
      inputs.addAll(inputs.size() / 2, whole());
      Audited all = audited(inputs);
      assertThat(all.whole()).as("round " + round).isEqualTo(alone.whole());
      assertThat(all.sessions()).as("sessions that survive").isGreaterThan(inputs.size() / 4);
    }
  }
}
