package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Hints;
import dev.breakeven.audit.SessionAudit;
import dev.breakeven.audit.SessionAuditor;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.cli.ToolSeeds.Seed;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.pricing.Pricing;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Whatever stands in files, everything whole beside them is still told, to the picodollar: all
/// tools' logs together, sorted, read and audited as `audit` does.
///
/// Reads 30,000 damaged files, which together with those of the importers' own tests are above
/// 100,000; `-Ddamage.rounds=100` reads 100,000 here.
class AuditDamageTest {
  private static final int ROUNDS = Integer.getInteger("damage.rounds", 30);
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

  private Audited audited(List<Input> inputs) {
    var whole = new TreeMap<String, List<SessionAudit>>();
    ToolLogs logs = ToolLogs.of(inputs, Optional.empty());
    long calls = 0;
    var sessions = new ArrayList<SessionAudit>();
    Health health = ToolLogs.CLAUDE_CODE.read(logs.claudeCode(), auditor::audit, sessions::add);
    for (var other : logs.others().entrySet()) {
      health =
          health.plus(
              other.getKey().read(other.getValue(), trace -> sessions.add(auditor.audit(trace))));
    }
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
    assertThat(ToolSeeds.tools()).containsExactlyInAnyOrderElementsOf(ToolLogs.tools());
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
