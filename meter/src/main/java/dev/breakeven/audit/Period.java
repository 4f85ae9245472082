package dev.breakeven.audit;

import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.DelegatingThreshold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The sum of many sessions. For one thread.
public final class Period {
  /// How many of the dearest blocks and delegating sessions are kept.
  public static final int DEAREST = 10;

  static final Comparator<DearBlock> DEAREST_FIRST =
      (one, other) -> other.cost().compareTo(one.cost());

  private final Map<View, Map<String, Bill>> sums = new EnumMap<>(View.class);
  private Usage usage = Usage.NONE;
  private final Map<Advice, Usd> savings = new EnumMap<>(Advice.class);
  private final List<DearBlock> dearest = new ArrayList<>();
  private final List<Delegating> delegating = new ArrayList<>();
  private final Map<Family, Usd> families = new EnumMap<>(Family.class);
  private final Map<Origin, Usd> frame = new EnumMap<>(Origin.class);
  private final Findings findings = new Findings();
  private final List<SessionRow> rows = new ArrayList<>();
  private Bill bill = Bill.NONE;
  private long sessions;
  private long calls;

  /// No session.
  public Period() {}

  /// A session that delegated.
  ///
  /// @param session the session's id
  /// @param cost what the session cost
  /// @param threshold from where on its delegations have paid
  public record Delegating(String session, Bill cost, DelegatingThreshold threshold) {}

  /// Adds a session.
  public void add(SessionAudit session) {
    sessions++;
    calls += session.calls();
    bill = bill.plus(session.bill());
    usage = usage.plus(session.usage());
    session.savings().forEach((advice, usd) -> savings.merge(advice, usd, Usd::plus));
    session
        .sums()
        .forEach((view, rows) -> {
          var into = sums.computeIfAbsent(view, key -> new TreeMap<>());
          rows.forEach((key, amount) -> into.merge(key, amount, Bill::plus));
        });
    session.families().forEach((family, usd) -> families.merge(family, usd, Usd::plus));
    session.frame().forEach((origin, usd) -> frame.merge(origin, usd, Usd::plus));
    findings.add(session.source(), session.row().about().version(), session.findings());
    rows.add(session.row());
    dearest.addAll(session.dearest());
    dearest.sort(DEAREST_FIRST);
    shorten(dearest);
    if (session.delegating().delegations() > 0) {
      delegating.add(new Delegating(session.id(), session.bill(), session.delegating()));
    }
  }

  private static void shorten(List<?> list) {
    if (list.size() > DEAREST) {
      list.subList(DEAREST, list.size()).clear();
    }
  }

  /// How many sessions.
  public long sessions() {
    return sessions;
  }

  /// How many billed calls.
  public long calls() {
    return calls;
  }

  /// What they cost, and which are not priced, by reason.
  public Bill bill() {
    return bill;
  }

  /// The tokens in `tokenClass`, as the providers counted them.
  public long tokens(TokenClass tokenClass) {
    return usage.count(tokenClass);
  }

  /// The bill by `view`, rows by name.
  public Map<String, Bill> by(View view) {
    return new TreeMap<>(sums.getOrDefault(view, Map.of()));
  }

  /// What `family` is of the bill.
  public Usd family(Family family) {
    return families.getOrDefault(family, Usd.ZERO);
  }

  /// What of [Family#REREAD] is for what stands in every prompt, by its origin: the system prompt,
  /// the tools, and what the log does not hold.
  public Map<Origin, Usd> frame() {
    return Collections.unmodifiableMap(frame);
  }

  /// What was paid for and need not have been, the largest first. They overlap.
  public List<Finding> findings() {
    return findings.all();
  }

  /// The newest version of `source` that a session tells, empty where none does.
  public Optional<ClientVersion> version(String source) {
    return findings.version(source);
  }

  /// Every session, the most expensive first; of equal ones the earlier.
  public List<SessionRow> rows() {
    return rows.stream()
        .sorted(
            Comparator.comparing((SessionRow row) -> row.bill().total())
                .reversed()
                .thenComparing(SessionRow::begun)
                .thenComparing(SessionRow::id))
        .toList();
  }

  /// The dearest blocks, the dearest first.
  public List<DearBlock> dearest() {
    return List.copyOf(dearest);
  }

  /// The delegations of all sessions whose executors' calls are not in the log.
  public DelegatingThreshold.Unlogged unlogged() {
    return delegating.stream()
        .map(session -> session.threshold().unlogged())
        .reduce(DelegatingThreshold.Unlogged.NONE, DelegatingThreshold.Unlogged::plus);
  }

  /// Every session that delegated.
  public List<Delegating> delegating() {
    return List.copyOf(delegating);
  }

  /// What could have been saved.
  public Map<Advice, Usd> savings() {
    return Collections.unmodifiableMap(savings);
  }
}
