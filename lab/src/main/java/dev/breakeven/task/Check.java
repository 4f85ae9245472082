package dev.breakeven.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One thing the judge runs on a clean copy of the work; its exit code decides.
public sealed interface Check {
  /// Its name in verdicts.
  String name();

  /// Compiles every Java source, lint warnings being errors.
  ///
  /// @param sources folders of Java sources
  /// @param libraries jars on the class path
  /// @param lint lint categories, as after `-Xlint:`
  /// @param dialect how the sources are written
  record Javac(
      String name,
      List<String> sources,
      List<Coordinate> libraries,
      List<String> lint,
      Dialect dialect)
      implements Check {
    /// Takes immutable copies.
    public Javac {
      sources = List.copyOf(sources);
      libraries = List.copyOf(libraries);
      lint = List.copyOf(lint);
    }
  }

  /// How Java sources are written.
  ///
  /// @param level the release of the language, as after `-source`; empty for the compiler's own
  /// @param encoding the name of a character set
  record Dialect(String level, String encoding) {
    /// Today's Java in UTF-8.
    public static final Dialect USUAL = new Dialect("", "UTF-8");
  }

  /// Runs Checkstyle with a configuration of the pack.
  ///
  /// @param config the configuration file, relative to the pack
  /// @param sources folders of Java sources
  /// @param libraries Checkstyle's own jars
  record Checkstyle(String name, String config, List<String> sources, List<Coordinate> libraries)
      implements Check {
    /// Takes immutable copies.
    public Checkstyle {
      sources = List.copyOf(sources);
      libraries = List.copyOf(libraries);
    }
  }

  /// Runs every test that the JUnit platform finds in the classes that the `javac` check before it
  /// made.
  ///
  /// @param resources folders of test resources
  /// @param libraries jars on the class path, the JUnit launcher and engines among them
  /// @param launch how its process starts and which tests it leaves out
  /// @param limit after how long it is killed and has failed
  record JUnit(
      String name,
      List<String> resources,
      List<Coordinate> libraries,
      Launch launch,
      Duration limit)
      implements Check {
    /// Takes immutable copies.
    public JUnit {
      resources = List.copyOf(resources);
      libraries = List.copyOf(libraries);
    }
  }

  /// How the process of Java tests starts.
  ///
  /// @param folder where it starts, relative to the repository; empty for its root
  /// @param options for the Java virtual machine
  /// @param without tests left out: `package.Class` or `package.Class#method`
  record Launch(String folder, List<String> options, List<String> without) {
    /// At the root, with all tests.
    public static final Launch USUAL = new Launch("", List.of(), List.of());

    /// Takes immutable copies.
    public Launch {
      options = List.copyOf(options);
      without = List.copyOf(without);
    }
  }

  /// Counts the matches of a regular expression.
  ///
  /// @param files globs of the files looked at
  /// @param regex the expression; `^` and `$` match at line ends
  /// @param least how many matches there must be at least
  /// @param most how many matches there may be at most
  record Pattern(String name, List<String> files, String regex, long least, long most)
      implements Check {
    /// Takes an immutable copy.
    public Pattern {
      files = List.copyOf(files);
    }
  }

  /// Runs a command in the sandbox, at the root of the clean copy.
  ///
  /// @param words the program and its arguments
  /// @param visible absolute paths of this machine it may read, beside the copy
  /// @param counts what is counted: a name, and an expression whose first group is a number, added
  ///   up over all matches in the command's output. A count named `tests` is held against the rules
  /// @param limit after how long it is killed and has failed
  record Shell(
      String name,
      List<String> words,
      List<String> visible,
      Map<String, String> counts,
      Duration limit)
      implements Check {
    /// Takes immutable copies.
    public Shell {
      words = List.copyOf(words);
      visible = List.copyOf(visible);
      counts = Map.copyOf(counts);
    }
  }

  /// What a check of Python does not ask for.
  ///
  /// @param isolated whether the repository's own configuration is not read
  /// @param overlooked findings that do not count, each as `path rule`
  record Lenience(boolean isolated, List<String> overlooked) {
    /// Everything counts.
    public static final Lenience NONE = new Lenience(false, List.of());

    /// Takes an immutable copy.
    public Lenience {
      overlooked = List.copyOf(overlooked);
    }
  }

  /// Runs mypy as the repository configures it.
  ///
  /// @param sources what is checked: folders, files
  /// @param lenience what it does not ask for
  /// @param limit after how long it is killed and has failed
  record Mypy(String name, List<String> sources, Lenience lenience, Duration limit)
      implements Check {
    /// Takes an immutable copy.
    public Mypy {
      sources = List.copyOf(sources);
    }
  }

  /// Runs `ruff check` as the repository configures it.
  ///
  /// @param sources what is checked: folders, files
  /// @param select rules asked for beside those of the repository
  /// @param lenience what it does not ask for
  /// @param limit after how long it is killed and has failed
  record Ruff(
      String name, List<String> sources, List<String> select, Lenience lenience, Duration limit)
      implements Check {
    /// Takes immutable copies.
    public Ruff {
      select = List.copyOf(select);
      sources = List.copyOf(sources);
    }
  }

  /// Counts what `ruff format` would change. It is reported and never decides.
  ///
  /// @param sources what is looked at: folders, files
  /// @param limit after how long it is killed
  record RuffFormat(String name, List<String> sources, Duration limit) implements Check {
    /// Takes an immutable copy.
    public RuffFormat {
      sources = List.copyOf(sources);
    }
  }

  /// Runs pytest as the repository configures it, with as many workers as the machine has
  /// processors.
  ///
  /// @param arguments further words for pytest, such as folders of tests
  /// @param limit after how long it is killed and has failed
  record Pytest(String name, List<String> arguments, Duration limit) implements Check {
    /// Takes an immutable copy.
    public Pytest {
      arguments = List.copyOf(arguments);
    }
  }
}
