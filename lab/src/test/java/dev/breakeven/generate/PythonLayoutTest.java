package dev.breakeven.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.task.FileTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Python repositories as people lay them out.
class PythonLayoutTest {
  @TempDir Path base;

  @Test
  void packageAtTheRootAmongFoldersThatAreNoProgram() {
    write("setup.py", "setup(name='more-tools')");
    write("more_tools/__init__.py", "more_tools/a.py", "docs/conf.py", "tests/__init__.py");
    write("tests/test_a.py", "tasks/__init__.py", "benchmarks/__init__.py");
    assertThat(layout()).isEqualTo(new PythonLayout(List.of("more_tools"), List.of("tests")));
  }

  @Test
  void srcGoesBeforePackagesBesideIt() {
    write("pyproject.toml", "[project]\nname = \"packing\"\n");
    write("src/packing/__init__.py", "release/__init__.py", "tests/test_a.py");
    assertThat(layout().sources()).containsExactly("src/packing");
    assertThat(layout().root()).isEqualTo("src");
  }

  @Test
  void ofTwoPackagesTheOneNamedLikeTheProjectIsFirst() {
    write(
        "pyproject.toml",
        "[project]\nname = \"zools\"\n[tool.pytest.ini_options]\ntestpaths = [\"zools\"]\n");
    write("zools/__init__.py", "zools/tests/test_a.py", "alias/__init__.py", "alias/b.py");
    write("alias/c.py", "alias/d.py");
    assertThat(layout()).isEqualTo(new PythonLayout(List.of("zools", "alias"), List.of("zools")));
  }

  @Test
  void moduleAtTheRootWithItsTestsBesideIt() {
    write("setup.cfg", "[metadata]\nname = seven\n");
    write("setup.py", "seven.py", "test_seven.py", "conftest.py");
    assertThat(layout()).isEqualTo(new PythonLayout(List.of("seven.py"), List.of("test_seven.py")));
  }

  @Test
  void testsInsideThePackageAndInFoldersNamedTest() {
    write("setup.py", "setup(name='net')");
    write("net/__init__.py", "net/test/test_a.py");
    assertThat(layout().tests()).containsExactly("net/test");
    write("test/test_b.py", "");
    assertThat(layout().tests()).contains("test", "net/test");
  }

  @Test
  void namespaceUnderSrc() {
    write("pyproject.toml", "[project]\nname = 'acme.parts'\n");
    write("src/acme/parts/__init__.py", "tests/parts_test.py");
    assertThat(layout()).isEqualTo(new PythonLayout(List.of("src/acme"), List.of("tests")));
  }

  @Test
  void testPathsAreReadFromEveryFileOfSettings() {
    write(
        "tox.ini",
        "[tox]\nenvlist = py\n[pytest]\naddopts = -ra\ntestpaths =\n    checks\n    more\n");
    write("setup.py", "setup(name='one')");
    write("one/__init__.py", "checks/test_a.py", "more/test_b.py", "tests/test_c.py");
    assertThat(layout().tests()).containsExactly("checks", "more");
  }

  @Test
  void whatTheUserNamesIsTaken() {
    write("pyproject.toml", "");
    write("one/__init__.py", "two/__init__.py", "checks/one.py");
    assertThat(
            PythonLayout.of(
                base, new Layout(List.of("two/"), List.of("checks"), List.of(), List.of())))
        .isEqualTo(new PythonLayout(List.of("two"), List.of("checks")));
    assertThatThrownBy(() ->
            PythonLayout.of(base, new Layout(List.of("six"), List.of(), List.of(), List.of())))
        .hasMessageContaining("six");
  }

  @Test
  void nothingToImportIsRefusedWithTheOption() {
    write("pyproject.toml", "");
    assertThatThrownBy(this::layout).hasMessageContaining("--sources");
  }

  @Test
  void whatInstallingWouldWriteIsWritten() {
    write(
        "pyproject.toml",
        """
        [project]
        name = "ini-reader"
        dynamic = ["version"]
        [project.scripts]
        ini = "ini_reader:main"
        [tool.hatch.build.hooks.vcs]
        version-file = "src/ini_reader/_version.py"
        """);
    write("src/ini_reader/__init__.py", "tests/test_a.py");
    Map<String, byte[]> files = PythonMetadata.of(base, layout(), "v2.1.0");
    assertThat(text(files, "src/ini_reader/_version.py"))
        .contains("__version__ = version = \"2.1.0\"")
        .contains("version_tuple = (2, 1, 0,)");
    assertThat(text(files, "src/ini_reader.egg-info/PKG-INFO"))
        .contains("Name: ini-reader", "Version: 2.1.0");
    assertThat(text(files, "src/ini_reader.egg-info/entry_points.txt"))
        .isEqualTo("[console_scripts]\nini = ini_reader:main\n");
  }

  private static String text(Map<String, byte[]> files, String path) {
    byte[] bytes = files.get(path);
    assertThat(bytes).as("%s of %s", path, files.keySet()).isNotNull();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private PythonLayout layout() {
    return PythonLayout.of(base, Layout.UNKNOWN);
  }

  /// Writes one file and its text, or several that are empty.
  private void write(String... words) {
    if (words.length == 2 && !words[1].endsWith(".py")) {
      FileTree.write(base.resolve(words[0]), words[1]);
      return;
    }
    for (String path : words) {
      FileTree.write(base.resolve(path), "");
    }
  }
}
