package dev.breakeven.model.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The ways in which a rehearsed model looks around. Every look is a real call of a real tool,
/// cheap and without effect.
final class Exploration {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{3,}");
  private static final int BEFORE = 12;
  private static final int AFTER = 28;

  private final Scene scene;
  private final List<EditStep> steps;

  Exploration(Scene scene, List<EditStep> steps) {
    this.scene = scene;
    this.steps = steps;
  }

  /// The look around of turn `turn`, before anything is changed.
  WantedCall around(int turn) {
    if (turn == 1) {
      return WantedCall.view(".");
    }
    if (steps.isEmpty()) {
      return WantedCall.bash("git status --short");
    }
    EditStep step = steps.get(scene.dice().below(steps.size(), "around/step", turn));
    return switch (scene.dice().below(6, "around/kind", turn)) {
      case 0 -> WantedCall.bash("find . -name '*.java' -not -path './.git/*' | head -60");
      case 1 -> WantedCall.bash("grep -rn --include=*.java " + quote(word(step)) + " . | head -20");
      case 2 ->
          WantedCall.bash("grep -rlw --include=*.java " + quote(word(step)) + " . | head -20");
      default -> file(step, turn);
    };
  }

  /// A look at the place where `step` will change its file.
  WantedCall file(EditStep step, int turn) {
    return switch (step) {
      case EditStep.Create(String path, String _) -> WantedCall.view(folder(path));
      case EditStep.Replace(String path, String before, String _) -> {
        if (scene.dice().chance(scene.profile().habits().looking().whole(), "whole", turn)) {
          yield WantedCall.view(path);
        }
        OptionalInt line = line(path);
        yield line.isPresent() ? range(path, line.getAsInt()) : find(path, before);
      }
    };
  }

  /// A look at what was done to `path`.
  static WantedCall diff(String path) {
    return WantedCall.bash("git diff -- " + quote(path));
  }

  /// The look of turn `turn` when all is done.
  WantedCall closing(int turn) {
    if (steps.isEmpty()) {
      return WantedCall.bash("git status --short");
    }
    EditStep step = steps.get(scene.dice().below(steps.size(), "closing/step", turn));
    return switch (scene.dice().below(4, "closing/kind", turn)) {
      case 0 -> WantedCall.bash("git status --short");
      case 1 -> WantedCall.bash("git diff --stat");
      case 2 -> diff(step.path());
      default -> file(step, turn);
    };
  }

  /// The last line number that any result gave for a place in `path`: as `path:12:` by grep and
  /// compilers, as `"path":"…","line":12` in JSON.
  private OptionalInt line(String path) {
    Pattern place =
        Pattern.compile("(?<![\\w/])" + Pattern.quote(path) + "(?::|\",\"line\":)([0-9]{1,6})\\b");
    var line = OptionalInt.empty();
    for (History.Deed deed : scene.history().deeds()) {
      var matcher = place.matcher(deed.result().text());
      if (matcher.find()) {
        line = OptionalInt.of(Integer.parseInt(matcher.group(1)));
      }
    }
    return line;
  }

  private static WantedCall range(String path, int line) {
    return new WantedCall(
        WantedCall.EDITOR,
        Map.of(
            "command",
            "view",
            "path",
            path,
            "view_range",
            List.of(Math.max(1, line - BEFORE), line + AFTER)));
  }

  private static WantedCall find(String path, String before) {
    String line =
        before
            .lines()
            .map(String::strip)
            .filter(l -> l.length() > 3)
            .findFirst()
            .orElse(before.strip());
    return WantedCall.bash(
        line.isEmpty()
            ? "head -40 " + quote(path)
            : "grep -nHF -B3 -A8 -e " + quote(line) + " " + quote(path) + " | head -60");
  }

  private static String word(EditStep step) {
    String text =
        switch (step) {
          case EditStep.Replace replace -> replace.before() + "\n" + replace.after();
          case EditStep.Create create ->
              create.path().substring(create.path().lastIndexOf('/') + 1);
        };
    return WORD.matcher(text)
        .results()
        .map(java.util.regex.MatchResult::group)
        .reduce((a, b) -> b.length() > a.length() ? b : a)
        .orElse("TODO");
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : path.substring(0, slash);
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
