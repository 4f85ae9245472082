package dev.breakeven.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.task.FileTree;
import dev.breakeven.yaml.Yaml;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonProjectTest {
  private static final Path PARCEL = Path.of("src/test/resources/parcel");

  @TempDir Path folder;

  @Test
  void packageTestsAndToolsAreFoundOut() {
    PythonProject project = PythonProject.in(PARCEL, "root:/opt/system", Layout.UNKNOWN, "");
    assertThat(project.sources()).isEqualTo("parcel");
    assertThat(project.tests()).isEqualTo("tests");
    String text = new PackText("p", "{kind: folder, folder: x}", project, 11, 0, List.of()).yaml();
    Yaml yaml = Yaml.parse("pack.yaml", text);
    assertThat(yaml.at("environment").at("folder").text()).isEqualTo("/opt/system");
    assertThat(yaml.items("checks"))
        .extracting(check -> check.at("kind").text())
        .containsExactly("mypy", "ruff", "pytest");
    assertThat(yaml.items("checks").get(1).texts("sources")).containsExactly("parcel", "tests");
    assertThat(yaml.at("rules").texts("allowed")).containsExactly("parcel/**.py", "tests/**.py");
  }

  @Test
  void packageUnderSrcWithoutTests() {
    FileTree.write(folder.resolve("pyproject.toml"), "");
    FileTree.write(folder.resolve("src/one/__init__.py"), "");
    PythonProject project = PythonProject.in(folder, "host", Layout.UNKNOWN, "");
    assertThat(project.sources()).isEqualTo("src/one");
    assertThat(project.layout().tests()).isEmpty();
    assertThat(project.environment()).contains("PYTHONPATH: src");
  }

  @Test
  void placeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> PythonProject.in(PARCEL, "docker:x", Layout.UNKNOWN, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an environment host, root:FOLDER or venv:FOLDER");
  }

  @Test
  void functionsThatOthersImportAreProposed() {
    FileTree.copy(PARCEL, folder);
    FileTree.write(
        folder.resolve("parcel/long.py"),
        """
        def longest(words: list[str]) -> str:
            best = ""
            for word in words:
                if len(word) > len(best):
                    best = word
            return best
        """);
    FileTree.write(folder.resolve("parcel/one.py"), "from .long import longest\n");
    FileTree.write(folder.resolve("tests/test_long.py"), "from parcel.long import longest\n");
    FileTree.write(folder.resolve("tests/test_other.py"), "from other.place import longest\n");
    assertThat(PythonMoves.in(folder, "parcel", "tests"))
        .containsExactly(new Move("parcel/long.py", "longest", 6, 2, "", ""));
  }
}
