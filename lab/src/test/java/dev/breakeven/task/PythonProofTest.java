package dev.breakeven.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The faults put into Python, held against the real tools.
class PythonProofTest {
  private static final List<String> TOOLS = List.of("mypy", "ruff", "pytest");

  @TempDir Path folder;

  @Test
  void eachFaultIsFoundByItsOwnToolAndByNoOther() throws Exception {
    PythonTools tools = tools();
    Path copy = folder.resolve("copy");
    FileTree.copy(PythonInjectionTest.PARCEL, copy);
    for (String tool : TOOLS) {
      assertThat(tools.findings(tool, copy)).as(tool).isEmpty();
    }
    Injected injected =
        FaultChooser.choose(
            PythonInjectionTest.PARCEL, new Preparation.Injection(1, "parcel", "tests"));
    for (Fault fault : injected.faults()) {
      Path file = copy.resolve(fault.path());
      String untouched = FileTree.read(file);
      FileTree.write(file, Edits.applied(untouched, fault.edit()));
      for (String tool : TOOLS) {
        assertThat(tools.findings(tool, copy))
            .as("%s for %s in %s", tool, fault.kind(), fault.edit().after())
            .hasSize(tool.equals(fault.tool()) ? 1 : 0)
            .allMatch(found -> found.startsWith(fault.path()));
      }
      FileTree.write(file, untouched);
    }
  }

  @Test
  void togetherEachStandsOnItsLine() throws Exception {
    PythonTools tools = tools();
    for (long seed = 1; seed <= 5; seed++) {
      Path copy = folder.resolve("copy" + seed);
      FileTree.copy(PythonInjectionTest.PARCEL, copy);
      Injected injected =
          FaultChooser.choose(
              PythonInjectionTest.PARCEL, new Preparation.Injection(seed, "parcel", "tests"));
      injected.texts().forEach((path, text) -> FileTree.write(copy.resolve(path), text));
      for (String tool : TOOLS) {
        assertThat(tools.findings(tool, copy))
            .as("%s, seed %s", tool, seed)
            .containsExactlyInAnyOrderElementsOf(
                injected.faults().stream()
                    .filter(fault -> fault.tool().equals(tool))
                    .map(fault -> fault.path() + (tool.equals("pytest") ? "" : ":" + fault.line()))
                    .toList());
      }
    }
  }

  private PythonTools tools() throws Exception {
    Optional<PythonTools> tools = PythonTools.search(folder);
    Assumptions.assumeTrue(
        tools.isPresent(),
        "needs mypy, ruff and pytest, here or in a system that -Dpython.root=FOLDER names");
    return tools.orElseThrow();
  }
}
