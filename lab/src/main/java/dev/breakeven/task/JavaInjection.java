package dev.breakeven.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What can be broken in Java: the compiler, Checkstyle or JUnit must catch it.
final class JavaInjection implements Injection {
  private static final Map<String, Integer> COMPILE = new LinkedHashMap<>();
  private static final Map<String, Integer> LINT = new LinkedHashMap<>();
  private static final Map<String, Integer> LOAD = new LinkedHashMap<>();

  static {
    COMPILE.put("missing-return", 2);
    COMPILE.put("wrong-argument-type", 2);
    COMPILE.put("wrong-initialiser", 2);
    COMPILE.put("undefined-method", 2);
    COMPILE.put("wrong-return-type", 2);
    LINT.put("empty-statement", 1);
    LINT.put("modifier-order", 1);
    LINT.put("star-import", 1);
    LINT.put("unused-variable", 2);
    LINT.put("unused-import", 5);
    LoadSites.FIELDS.keySet().forEach(kind -> LOAD.put(kind, 1));
  }

  @Override
  public List<Sort> sorts() {
    return List.of(
        new Sort("javac", COMPILE, Room.UNTOUCHED),
        new Sort("checkstyle", LINT, Room.BESIDE),
        new Sort("junit", LOAD, Room.UNTOUCHED));
  }

  @Override
  public List<FaultPlace> sites(Map<String, String> sources, Map<String, String> tests) {
    List<JavaSource> parsed = JavaSource.parse(sources);
    List<FaultPlace> sites = new ArrayList<>();
    parsed.forEach(source -> sites.addAll(CompileSites.in(source)));
    parsed.forEach(source -> sites.addAll(LintSites.in(source)));
    sites.addAll(LoadSites.in(JavaSource.parse(tests)));
    return sites;
  }

  /// What is put in is an exchange of whole expressions and statements, so it always can.
  @Override
  public boolean parses(String text) {
    return true;
  }

  @Override
  public String ending() {
    return ".java";
  }
}
