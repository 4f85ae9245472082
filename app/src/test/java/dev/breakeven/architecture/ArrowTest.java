package dev.breakeven.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the compiled classes against the arrow table of docs/architecture.md.
class ArrowTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\|[^|]*\\|([a-z ]*)\\|$", Pattern.MULTILINE);

  private static Map<String, Set<String>> rows = Map.of();
  private static Map<String, Set<String>> imports = Map.of();

  @BeforeAll
  static void read() throws IOException {
    var table = Files.readString(Path.of("../docs/architecture.md"));
    rows = new LinkedHashMap<>();
    ROW.matcher(table)
        .results()
        .forEach(row -> {
          var uses = new TreeSet<>(List.of(row.group(2).strip().split(" +")));
          uses.remove("");
          rows.put(row.group(1), uses);
        });
    imports = PackageImports.of(Path.of("../meter"), Path.of("../lab"), Path.of("../app"));
  }

  @Test
  void everyRoomHasARowAndEveryRowARoom() {
    var rooms = new TreeSet<String>();
    imports.keySet().forEach(name -> rooms.add(room(name)));
    assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(rooms);
  }

  @Test
  void noImportIsOutsideTheTable() {
    var forbidden = new ArrayList<String>();
    imports.forEach((from, targets) ->
        targets.forEach(to -> {
          var allowed = rows.getOrDefault(room(from), Set.of());
          if (!room(from).equals(room(to)) && !allowed.contains(room(to))) {
            forbidden.add(from + " -> " + to);
          }
        }));
    assertThat(forbidden).isEmpty();
  }

  @Test
  void noTwoPackagesImportEachOther() {
    assertThat(cycle(imports)).isEmpty();
  }

  @Test
  void aCycleIsFound() {
    assertThat(cycle(Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a")))).isNotEmpty();
  }

  @Test
  void nothingStandsInTheRootPackage() {
    assertThat(imports.keySet()).isNotEmpty().doesNotContain("");
  }

  private static String room(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /// Packages that lie on a cycle: what remains after taking away, again and again, those that
  /// import none of the rest.
  private static Set<String> cycle(Map<String, Set<String>> graph) {
    var left = new TreeMap<>(graph);
    boolean shrunk = true;
    while (shrunk) {
      var rest = Set.copyOf(left.keySet());
      shrunk = left.values().removeIf(targets -> targets.stream().noneMatch(rest::contains));
    }
    return left.keySet();
  }
}
