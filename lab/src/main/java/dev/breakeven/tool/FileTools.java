package dev.breakeven.tool;

import dev.breakeven.workspace.Descent;
import dev.breakeven.workspace.PathRefused;
import dev.breakeven.workspace.Pinned;
import dev.breakeven.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.PatternSyntaxException;

/// The tools `read`, `write`, `edit` and `glob`: all that the published study's local executor had.
/// They reach the text files of one workspace and run nothing.
public final class FileTools {
  /// More would not be shown anyway: a tool's answer is cut.
  private static final int MOST = 2_000;

  private static final Descent.Bounds BOUNDS =
      new Descent.Bounds(1_000_000, 100, Duration.ofSeconds(30));

  private FileTools() {}

  /// The four tools on the files of `workspace`, in the order in which models are told of them.
  public static List<Tool> of(Workspace workspace) {
    var editor = new Editor(workspace);
    return List.of(
        new Renamed(
            editor,
            "read",
            "Shows the text file at path with line numbers, or only the lines of view_range.",
            "view",
            List.of("path", "view_range"),
            List.of("path")),
        new Write(workspace),
        new Renamed(
            editor,
            "edit",
            "Puts new_str in the place of old_str in the file at path. old_str must stand there"
                + " exactly once, to the last space; include enough lines around it.",
            "str_replace",
            List.of("path", "old_str", "new_str"),
            List.of("path", "old_str", "new_str")),
        new Glob(workspace));
  }

  /// One command of the editor as a tool of its own.
  private record Renamed(
      Editor editor,
      String name,
      String description,
      String command,
      List<String> arguments,
      List<String> required)
      implements Tool {
    @Override
    public Map<String, Object> schema() {
      var properties = new LinkedHashMap<String, Object>();
      var all = (Map<?, ?>) Objects.requireNonNull(editor.schema().get("properties"));
      for (var argument : arguments) {
        properties.put(argument, Objects.requireNonNull(all.get(argument)));
      }
      return Schema.object(properties, required);
    }

    @Override
    public Result run(Map<String, Object> input) {
      var renamed = new LinkedHashMap<>(input);
      renamed.put("command", command);
      return editor.run(renamed);
    }
  }

  /// Writes a whole file, new or in the place of an old one.
  private record Write(Workspace workspace) implements Tool {
    @Override
    public String name() {
      return "write";
    }

    @Override
    public String description() {
      return "Writes file_text to the file at path. A file that exists is replaced.";
    }

    @Override
    public Map<String, Object> schema() {
      return Schema.object(
          Schema.ordered(
              "path",
              Schema.text("The file: src/A.java or /workspace/src/A.java."),
              "file_text",
              Schema.text("The whole content.")),
          List.of("path", "file_text"));
    }

    @Override
    public Result run(Map<String, Object> input) {
      var arguments = new Arguments(input);
      try {
        var text = arguments.text("file_text");
        try (var place = workspace.reach(arguments.text("path"))) {
          var found = place.found();
          if (found.isPresent() && !found.get().attributes().isRegularFile()) {
            throw new BadInput("expected a path for a file, %s is none".formatted(place.name()));
          }
          var file = found.isPresent() ? TextFile.read(found.get(), place.name()) : TextFile.EMPTY;
          var written = file.with(file.adapted(text));
          if (found.isPresent()) {
            written.write(place);
          } else {
            written.create(place);
          }
          return Result.of(
              "%s %s with %d lines."
                  .formatted(
                      found.isPresent() ? "Replaced" : "Created",
                      place.name(),
                      written.lines().size()));
        }
      } catch (BadInput | PathRefused e) {
        return Result.error(Truncation.TOOL.cut(String.valueOf(e.getMessage())));
      } catch (IOException e) {
        return Result.error("the file system refused: " + Editor.reason(e));
      }
    }
  }

  /// Finds files by their names.
  private record Glob(Workspace workspace) implements Tool {
    @Override
    public String name() {
      return "glob";
    }

    @Override
    public String description() {
      return "Lists the files whose path matches pattern: * stays in a folder, ** crosses folders,"
          + " as in src/**/*.java.";
    }

    @Override
    public Map<String, Object> schema() {
      return Schema.object(
          Schema.ordered("pattern", Schema.text("A pattern relative to the repository.")),
          List.of("pattern"));
    }

    @Override
    public Result run(Map<String, Object> input) throws InterruptedException {
      try {
        var pattern = new Arguments(input).text("pattern");
        var folder = workspace.folder();
        var search = new Search(matchers(folder, pattern));
        Descent.walk(folder, BOUNDS, search);
        search.found.sort(null);
        return Result.of(
            search.found.isEmpty()
                ? "(no file matches)"
                : Truncation.TOOL.cut(String.join("\n", search.found)));
      } catch (BadInput e) {
        return Result.error(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        return Result.error("the file system refused: " + Editor.reason(e));
      }
    }

    /// The pattern, and once more without each `**/`, which may stand for no folder at all.
    private static List<PathMatcher> matchers(Path folder, String pattern) {
      var files = folder.getFileSystem();
      try {
        return List.of(
            files.getPathMatcher("glob:" + pattern),
            files.getPathMatcher("glob:" + pattern.replace("**/", "")));
      } catch (PatternSyntaxException e) {
        throw new BadInput("expected a pattern such as src/**/*.java, got '%s'".formatted(pattern));
      }
    }
  }

  /// Collects matching files; `.git` and links are left out.
  private static final class Search implements Descent.Visitor {
    private final List<PathMatcher> matchers;
    private final List<String> found = new ArrayList<>();

    Search(List<PathMatcher> matchers) {
      this.matchers = matchers;
    }

    @Override
    public void file(String path, Pinned file, BasicFileAttributes attributes) {
      if (matchers.stream().anyMatch(matcher -> matcher.matches(Path.of(path)))) {
        found.add(path);
      }
    }

    @Override
    public boolean done() {
      return found.size() >= MOST;
    }
  }
}
