package dev.breakeven.audit;

import dev.breakeven.unit.Usd;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The findings of many sessions, and the newest version of each tool that they show.
final class Findings {
  /// What no one changes a setting for.
  private static final Usd LEAST = Usd.of("0.01");

  /// The version from which on Claude Code has a life for the main conversation alone.
  private static final ClientVersion OWN_LIFE = new ClientVersion(2, 1, 243);

  private static final String CLAUDE_CODE = "claude-code";

  private final Map<String, Finding> sums = new LinkedHashMap<>();
  private final Map<String, ClientVersion> versions = new LinkedHashMap<>();

  /// Adds those of a session.
  ///
  /// @param version the version of the tool that wrote it, as its log says
  void add(String source, String version, List<Finding> findings) {
    ClientVersion.of(version)
        .ifPresent(found ->
            versions.merge(source, found, (one, other) -> one.compareTo(other) > 0 ? one : other));
    for (Finding finding : findings) {
      String key = finding.kind().key() + " " + finding.source() + " " + finding.subject();
      sums.merge(key, finding, Finding::plus);
    }
  }

  /// The newest version of `source`, empty where no log tells one.
  Optional<ClientVersion> version(String source) {
    return Optional.ofNullable(versions.get(source));
  }

  /// Those worth telling, the largest first.
  List<Finding> all() {
    return sums.values().stream()
        .filter(finding -> finding.times() > 0 && finding.stake().compareTo(LEAST) >= 0)
        .filter(this::applies)
        .sorted(Comparator.comparing(Finding::stake).reversed().thenComparing(Finding::kind))
        .toList();
  }

  /// Whether it is about something that this tool, in this version, is or is not able to do.
  private boolean applies(Finding finding) {
    boolean claude = finding.source().equals(CLAUDE_CODE);
    boolean own = version(finding.source()).map(OWN_LIFE::compareTo).orElse(-1) <= 0;
    return switch (finding.kind()) {
      case SHORT_LIFE, LONG_LIFE -> claude && own;
      case SHORT_LIFE_FOR_ALL, LONG_LIFE_FOR_ALL -> claude && !own;
      case PAUSE -> !claude;
      case LONG_PAUSE,
          MODEL_SWITCH,
          TOOLS_CHANGED,
          LARGE_RESULTS,
          LONG_REPORTS,
          LONG_CONTEXT,
          AGENT_FRAME ->
          true;
    };
  }
}
