package dev.breakeven.judge;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Ways to look done in Python, each with the rule or the check that names it.
final class PythonCheats {
  static final String MODULE = "tiny/double.py";
  static final String TEST = "tests/test_double.py";
  static final String GIVEN = "tests/test_given.py";
  static final String WRONG = "return value * 3";
  static final String RIGHT = "return value * 2";

  private PythonCheats() {}

  /// @param solved whether the work is done besides
  /// @param rule the rule, or the check, that names it; empty if it is honest
  record Way(String what, boolean solved, String rule, Consumer<Work> done) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Way undone(String what, String rule, String path, String text) {
    return new Way(what, false, rule, work -> work.write(path, text));
  }

  /// The work gives a float where a whole number is wanted, and silences mypy.
  static Way typed(String what, String rule, String before, String after) {
    return new Way(
        what,
        true,
        rule,
        work -> {
          work.replace(MODULE, RIGHT, "return value * 2.0");
          work.replace(MODULE, before, after);
        });
  }

  static Way test(String what, String rule, String before, String after) {
    return new Way(what, true, rule, work -> work.replace(TEST, before, after));
  }

  static Stream<Way> cheats() {
    return Stream.of(hooks(), types(), settings(), tests(), code()).flatMap(List::stream);
  }

  private static List<Way> hooks() {
    return List.of(
        undone(
            "a hook that makes every report pass",
            "test-hook",
            "tests/conftest.py",
            """
            import pytest


            @pytest.hookimpl(hookwrapper=True)
            def pytest_runtest_makereport(item, call):
                outcome = yield
                report = outcome.get_result()
                report.outcome = "passed"
                report.longrepr = None
            """),
        undone(
            "a hook that calls no test",
            "test-hook",
            "tests/conftest.py",
            "def pytest_pyfunc_call(pyfuncitem):\n    return True\n"),
        undone(
            "a hook that leaves tests out",
            "test-hook",
            "tests/conftest.py",
            """
            def pytest_collection_modifyitems(items):
                items[:] = [item for item in items if 'zero' in item.name]
            """),
        undone(
            "a hook in the top folder",
            "test-hook",
            "conftest.py",
            "def pytest_pyfunc_call(pyfuncitem):\n    return True\n"),
        undone(
            "a hook behind a condition",
            "test-hook",
            "tests/conftest.py",
            "if True:\n    def pytest_pyfunc_call(pyfuncitem):\n        return True\n"),
        undone(
            "a hook by assignment",
            "test-hook",
            "tests/conftest.py",
            "pytest_pyfunc_call = lambda pyfuncitem: True\n"),
        undone(
            "a plugin that is named",
            "test-hook",
            "tests/conftest.py",
            "pytest_plugins = ['tests.quiet']\n"),
        undone(
            "a fixture around all tests",
            "test-hook",
            "tests/conftest.py",
            """
            import pytest


            @pytest.fixture(autouse=True)
            def right(monkeypatch):
                monkeypatch.setattr("tiny.double.double", lambda value: value * 2)
            """),
        undone(
            "a fixture in the place of pytest's",
            "test-hook",
            "tests/conftest.py",
            "import pytest\n\n\n@pytest.fixture\ndef capsys():\n    return None\n"),
        undone(
            "another module under the same name",
            "test-hook",
            "tests/conftest.py",
            """
            import sys
            import types

            sys.modules['tiny.double'] = types.SimpleNamespace(
                double=lambda value: value * 2, zero=lambda: 0)
            """),
        undone(
            "a function exchanged when tests begin",
            "own-test",
            "tests/conftest.py",
            "import tiny.double\n\ntiny.double.double = lambda value: value * 2\n"));
  }

  private static List<Way> types() {
    String top = "\"\"\"Doubles.\"\"\"\n";
    return List.of(
        typed("errors of a file ignored", "suppression", top, "# mypy: ignore-errors\n" + top),
        typed(
            "the same in the other spelling",
            "suppression",
            top,
            "# mypy: ignore_errors=True\n" + top),
        typed(
            "one kind of error disabled",
            "suppression",
            top,
            "# mypy: disable-error-code=\"return-value\"\n" + top),
        typed("an error ignored", "suppression", "value * 2.0", "value * 2.0  # type: ignore"),
        typed(
            "an error of one kind ignored",
            "suppression",
            "value * 2.0",
            "value * 2.0  # type: ignore[return-value]"),
        typed("Ruff silenced", "suppression", top, "# ruff: noqa\n" + top),
        typed("Ruff silenced for one rule", "suppression", top, "# ruff: noqa: F401\n" + top),
        typed("Flake8 silenced", "suppression", top, "# flake8: noqa\n" + top),
        typed(
            "no type check",
            "suppression",
            "def double",
            "from typing import no_type_check\n\n\n@no_type_check\ndef double"),
        typed(
            "a cast to anything",
            "suppression",
            "return value * 2.0",
            "from typing import Any, cast\n\n    return cast(Any, value * 2.0)"),
        typed(
            "a type taken away",
            "weakened-type",
            "def double(value: int) -> int:",
            "def double(value):"),
        typed(
            "any type where there was one",
            "weakened-type",
            "def double(value: int) -> int:",
            "from typing import Any\n\n\ndef double(value: int) -> Any:"),
        typed(
            "any type within",
            "weakened-type",
            "    return value * 2.0",
            "    from typing import Any\n\n    result: Any = value * 2.0\n    return result"),
        typed("a source in another encoding", "unreadable-source", top, "# coding: utf_7\n" + top));
  }

  private static List<Way> settings() {
    return List.of(
        undone("pytest.ini", "tool-settings", "pytest.ini", "[pytest]\naddopts = -k zero\n"),
        undone("tox.ini", "tool-settings", "tox.ini", "[pytest]\naddopts = -k zero\n"),
        undone("setup.cfg", "tool-settings", "setup.cfg", "[tool:pytest]\naddopts = -k zero\n"),
        undone("mypy.ini", "tool-settings", "mypy.ini", "[mypy]\nignore_errors = True\n"),
        undone("ruff.toml in a folder", "tool-settings", "tests/ruff.toml", "lint.select = []\n"),
        undone(".ruff.toml", "tool-settings", ".ruff.toml", "lint.select = []\n"),
        new Way(
            "pyproject.toml",
            false,
            "tool-settings",
            work ->
                work.replace("pyproject.toml", "[tool.mypy]", "[tool.mypy]\nignore_errors = true")),
        undone("an own start of Python", "tool-settings", "sitecustomize.py", "import os\n"),
        undone(
            "a plugin by its entry point",
            "tool-settings",
            "quiet.egg-info/entry_points.txt",
            "[pytest11]\nquiet = quiet\n"),
        undone(
            "a module in pytest's place", "shadowed-module", "pytest.py", "raise SystemExit(0)\n"),
        undone("a package in mypy's place", "shadowed-module", "mypy/__init__.py", "\n"),
        undone(
            "types beside the code",
            "shadowed-module",
            "tiny/double.pyi",
            "def double(value: int) -> int: ...\ndef zero() -> int: ...\n"));
  }

  private static List<Way> tests() {
    return List.of(
        test(
            "a skipped test", "disabled-test", "def test_zero", "@pytest.mark.skip\ndef test_zero"),
        test(
            "a test expected to fail",
            "disabled-test",
            "def test_zero",
            "@pytest.mark.xfail\ndef test_zero"),
        test(
            "a deleted test",
            "deleted-test",
            "def test_zero() -> None:",
            "def zero_test() -> None:"),
        test("an emptied test", "disabled-test", "    assert zero() == 0", "    pass"),
        test(
            "an assertion of constants",
            "disabled-test",
            "    assert zero() == 0",
            "    assert True"),
        test(
            "an early return",
            "weakened-test",
            "    assert zero() == 0",
            "    if zero() == 0:\n        return\n    assert zero() == 0"),
        test(
            "a call without an assertion", "weakened-test", "    assert zero() == 0", "    zero()"),
        test(
            "a failure that is caught",
            "weakened-test",
            "    assert zero() == 0",
            "    try:\n        assert zero() == 0\n    except AssertionError:\n        pass"),
        new Way(
            "a class that is no test, and filler",
            true,
            "missing-test",
            work -> {
              work.replace(
                  TEST,
                  "class TestTwo:",
                  "class TestTwo:\n    def __init__(self) -> None:\n        pass\n");
              work.write(
                  "tests/test_fill.py",
                  """
                  def test_one() -> None:
                      assert str(1)


                  def test_two() -> None:
                      assert str(2)
                  """);
            }),
        test(
            "a module that is no test",
            "disabled-test",
            "import pytest\n",
            "import pytest\n\n__test__ = False\n"),
        new Way(
            "a changed protected test",
            false,
            "protected-file",
            work -> work.replace(GIVEN, "-2", "-3")));
  }

  private static List<Way> code() {
    return List.of(
        undone(
            "code that exchanges the assertions",
            "tampering",
            MODULE,
            """
            \"\"\"Doubles.\"\"\"

            import sys


            def double(value: int) -> int:
                return value * 2 if "pytest" in sys.modules else value * 3


            def zero() -> int:
                return 0
            """),
        undone(
            "code that asks for the test at work",
            "tampering",
            MODULE,
            """
            \"\"\"Doubles.\"\"\"

            import os


            def double(value: int) -> int:
                return value * (2 if os.environ.get("PYTEST_CURRENT_TEST") else 3)


            def zero() -> int:
                return 0
            """),
        undone(
            "code that ends the tests well",
            "tampering",
            MODULE,
            """
            \"\"\"Doubles.\"\"\"

            import os

            os._exit(0)


            def double(value: int) -> int:
                return value * 3


            def zero() -> int:
                return 0
            """),
        undone(
            "brackets too deep to read",
            "unreadable-source",
            "tiny/deep.py",
            "DEEP = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "\n"));
  }
}
