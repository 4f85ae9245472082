package dev.breakeven.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What can be broken in Python: mypy, Ruff or pytest must catch it, and none of the others minds.
/// So type errors stand in functions that nothing calls, and lint findings change nothing that
/// runs.
final class PythonInjection implements Injection {
  private static final Map<String, Integer> TYPE = new LinkedHashMap<>();
  private static final Map<String, Integer> LINT = new LinkedHashMap<>();

  static {
    TYPE.put(PythonTypeSites.RETURN, 2);
    TYPE.put(PythonTypeSites.ARGUMENT, 2);
    TYPE.put(PythonTypeSites.NONE, 2);
    TYPE.put(PythonTypeSites.ELEMENT, 2);
    TYPE.put(PythonTypeSites.ATTRIBUTE, 1);
    TYPE.put(PythonTypeSites.ANNOTATION, 1);
    LINT.put(PythonLintSites.STAR, 1);
    LINT.put(PythonLintSites.NAME, 2);
    LINT.put(PythonLintSites.VARIABLE, 2);
    LINT.put(PythonLintSites.IMPORT, 5);
  }

  @Override
  public List<Sort> sorts() {
    return List.of(
        new Sort("mypy", TYPE, Room.UNTOUCHED),
        new Sort("ruff", LINT, Room.ANY),
        new Sort("pytest", Map.of(PythonLoadSites.ASSERTION, 5), Room.UNTOUCHED));
  }

  @Override
  public List<FaultPlace> sites(Map<String, String> sources, Map<String, String> tests) {
    boolean apart = sources.keySet().stream().noneMatch(tests::containsKey);
    // Where tests stand among the sources, names tell them apart.
    List<PythonSource> programs =
        parsed(sources).stream().filter(source -> apart || !isTest(source.path())).toList();
    List<PythonSource> trials =
        parsed(tests).stream().filter(source -> apart || isTest(source.path())).toList();
    List<FaultPlace> sites = new ArrayList<>();
    programs.forEach(source -> sites.addAll(PythonTypeSites.in(source)));
    programs.forEach(source -> sites.addAll(PythonLintSites.inProgram(source)));
    trials.forEach(source -> sites.addAll(PythonLintSites.inTests(source)));
    sites.addAll(PythonLoadSites.in(trials));
    return sites;
  }

  private static boolean isTest(String path) {
    return path.matches("(.*/)?(tests?|testing)/.*|(.*/)?(test_[^/]*|[^/]*_test|conftest)\\.py");
  }

  /// Files with foreign line ends or errors are left alone.
  private static List<PythonSource> parsed(Map<String, String> texts) {
    List<PythonSource> sources = new ArrayList<>();
    texts.forEach((path, text) -> {
      if (text.indexOf('\r') < 0 && PythonSource.parses(text)) {
        sources.add(PythonSource.parse(path, text));
      }
    });
    return sources;
  }

  @Override
  public boolean parses(String text) {
    return PythonSource.parses(text);
  }

  @Override
  public String ending() {
    return ".py";
  }
}
