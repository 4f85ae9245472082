package dev.breakeven.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.task.Preparation.Numbers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonInjectionTest {
  static final Path PARCEL = Path.of("src/test/resources/parcel");

  @TempDir Path folder;

  @Test
  void languageIsThatOfTheSources() {
    assertThat(Injection.of(PARCEL, "parcel")).isInstanceOf(PythonInjection.class);
    assertThat(Injection.of(Path.of("."), "src/main/java")).isInstanceOf(JavaInjection.class);
    assertThatThrownBy(() -> Injection.of(PARCEL, "docs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected Java or Python sources");
  }

  @Test
  void sameSeedGivesTheSameFaultsAndAnotherOthers() {
    assertThat(choose(7)).isEqualTo(choose(7));
    assertThat(choose(7).faults()).isNotEqualTo(choose(8).faults());
  }

  @Test
  void usualNumbersOfEachToolAreFound() {
    assertThat(count(choose(1).faults())).isEqualTo(Map.of("mypy", 10L, "ruff", 10L, "pytest", 5L));
  }

  @Test
  void numbersCanBeChosen() {
    Preparation.Injection few =
        new Preparation.Injection(1, "parcel", "tests", new Numbers(3, 0, 1), List.of());
    assertThat(count(FaultChooser.choose(PARCEL, few).faults()))
        .isEqualTo(Map.of("mypy", 3L, "pytest", 1L));
  }

  @Test
  void tooManyAreRefusedWithWhatIsPossible() {
    Preparation.Injection many =
        new Preparation.Injection(1, "parcel", "tests", new Numbers(1, 1, 6), List.of());
    assertThatThrownBy(() -> FaultChooser.choose(PARCEL, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 load faults")
        .hasMessageContaining("at most 1 type, 1 lint and 5 load faults");
    assertThat(FaultChooser.most(PARCEL, many)).isEqualTo(new Numbers(1, 1, 5));
  }

  @Test
  void placesAndKindsCanBeLeftOut() {
    Fault first = choose(1).faults().getFirst();
    Preparation.Injection others =
        new Preparation.Injection(
            1, "parcel", "tests", Numbers.USUAL, List.of(first.name(), "star-import"));
    List<Fault> faults = FaultChooser.choose(PARCEL, others).faults();
    assertThat(faults).extracting(Fault::name).doesNotContain(first.name());
    assertThat(faults).extracting(Fault::kind).doesNotContain("star-import");
    assertThat(count(faults)).isEqualTo(Map.of("mypy", 10L, "ruff", 10L, "pytest", 5L));
  }

  @Test
  void whatIsPutInParsesStandsWhereItSaysAndCanBeTakenOut() {
    for (long seed = 1; seed <= 20; seed++) {
      Injected injected = choose(seed);
      injected
          .texts()
          .forEach((path, prepared) -> {
            assertThat(PythonSource.parses(prepared)).as(prepared).isTrue();
            String text = prepared;
            for (Fault fault : injected.faults()) {
              if (fault.path().equals(path)) {
                String line = prepared.lines().toList().get(fault.line() - 1);
                assertThat(fault.edit().after() + fault.edit().before()).contains(line);
                assertThat(fault.edit().before().lines()).doesNotContain(line);
                text = Edits.applied(text, fault.inverse());
              }
            }
            assertThat(text).isEqualTo(FileTree.read(PARCEL.resolve(path)));
          });
    }
  }

  @Test
  void editsApplyToTheUntouchedFileAlone() {
    for (Fault fault : choose(1).faults()) {
      String untouched = FileTree.read(PARCEL.resolve(fault.path()));
      String alone = Edits.applied(untouched, fault.edit());
      assertThat(PythonSource.parses(alone)).as(alone).isTrue();
      assertThat(alone).isNotEqualTo(untouched);
    }
  }

  @Test
  void placesAreCountedInLettersNotInBytes() {
    String text = "name = \"„ü𝄞“\"\n\n\ndef after(size: int) -> int:\n    return size\n";
    PythonSource source = PythonSource.parse("a.py", text);
    PythonSource.Node function = source.module().children().get(1);
    assertThat(source.text(function)).isEqualTo("def after(size: int) -> int:\n    return size");
    assertThat(source.text(function, "name")).isEqualTo("after");
  }

  @Test
  void importsThatAreNotSortedAreLeftAlone() {
    String sorted = "import ast\nimport os\nfrom abc import ABC\n\nimport typer\n";
    PythonImports imports = PythonImports.of(PythonSource.parse("a.py", sorted)).orElseThrow();
    assertThat(imports.placeOfModule("bisect")).isEqualTo(sorted.indexOf("import os"));
    assertThat(imports.placeOfModule("zlib")).isEqualTo(sorted.indexOf("from abc"));
    assertThat(imports.placeOfNames("colorsys")).isEqualTo(sorted.indexOf("\nimport typer"));
    for (String other :
        List.of(
            "import os\nimport ast\n",
            "from abc import ABC\nimport os\n",
            "import typer\n",
            "import os  # needed\n",
            "x = 1\nimport os\n")) {
      assertThat(PythonImports.of(PythonSource.parse("a.py", other))).as(other).isEmpty();
    }
  }

  @Test
  void overloadsAndFilesThatMypyPassesOverGetNoTypeErrors() {
    assertThat(typeSites("assert 1\n\n\ndef f(size: int) -> int:\n    return size\n")).isEmpty();
    assertThat(typeSites("# mypy: ignore-errors\n\n\ndef f(a: int) -> int:\n    return a\n"))
        .isEmpty();
    assertThat(
            typeSites(
                """
                x = 1


                @overload
                def f(a: int) -> int: ...


                def f(a: str) -> str:
                    return a
                """))
        .isEmpty();
    assertThat(typeSites("x = 1\n\n\ndef f(a: str) -> str:\n    return a\n"))
        .extracting(FaultPlace::kind)
        .contains("wrong-argument-type", "wrong-return-type", "none-arithmetic");
  }

  private static List<FaultPlace> typeSites(String text) {
    return PythonTypeSites.in(PythonSource.parse("a.py", text));
  }

  private static Map<String, Long> count(List<Fault> faults) {
    return faults.stream().collect(Collectors.groupingBy(Fault::tool, Collectors.counting()));
  }

  private static Injected choose(long seed) {
    return FaultChooser.choose(PARCEL, new Preparation.Injection(seed, "parcel", "tests"));
  }
}
