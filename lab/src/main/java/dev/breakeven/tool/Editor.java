package dev.breakeven.tool;

import dev.breakeven.workspace.PathRefused;
import dev.breakeven.workspace.Place;
import dev.breakeven.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;

/// The tool `str_replace_editor`: looks at and changes text files of one workspace, and reaches no
/// other file.
///
/// `create` refuses a file that exists, so that nothing is lost by a slip; `view_range` may end
/// past the last line. Encoding, line ends and permissions of a file are kept.
public final class Editor implements Tool {
  /// How many lines around a change are shown after it.
  private static final int AROUND = 3;

  private final Workspace workspace;

  /// An editor of the files in `workspace`.
  public Editor(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "str_replace_editor";
  }

  @Override
  public String description() {
    return """
    Looks at and changes text files of the repository. The commands:
    view: shows the file at path with line numbers, or only the lines of view_range; \
    for a folder, lists what is in it, two levels deep.
    create: makes a new file at path with the content file_text. A file that exists is not \
    overwritten.
    str_replace: puts new_str in the place of old_str, which must stand in the file exactly once, \
    to the last space; include enough lines around it to make it unique. Without new_str, old_str \
    is removed.
    insert: puts new_str on lines of its own after line insert_line; 0 means before the first.\
    """;
  }

  @Override
  public Map<String, Object> schema() {
    return Schema.object(
        Schema.ordered(
            "command",
            Schema.ordered(
                "type",
                "string",
                "enum",
                List.of("view", "create", "str_replace", "insert"),
                "description",
                "What to do."),
            "path",
            Schema.text("The file or folder: src/A.java or /workspace/src/A.java."),
            "view_range",
            Schema.ordered(
                "type",
                "array",
                "items",
                Schema.ordered("type", "integer"),
                "minItems",
                2,
                "maxItems",
                2,
                "description",
                "For view: the first and the last line to show, from 1; -1 means the file's end."),
            "file_text",
            Schema.text("For create: the whole content."),
            "old_str",
            Schema.text("For str_replace: the text to replace."),
            "new_str",
            Schema.text("For str_replace and insert: the new text."),
            "insert_line",
            Schema.ordered(
                "type", "integer", "description", "For insert: the line to insert after.")),
        List.of("command", "path"));
  }

  @Override
  public Result run(Map<String, Object> input) {
    var arguments = new Arguments(input);
    try {
      String command = arguments.text("command");
      String given = arguments.text("path");
      try (Place place = workspace.reach(given)) {
        String answer =
            switch (command) {
              case "view" -> view(place, arguments);
              case "create" -> create(place, arguments);
              case "str_replace" -> replace(place, arguments);
              case "insert" -> insert(place, arguments);
              default ->
                  throw new BadInput(
                      "expected command to be view, create, str_replace or insert, got '%s'"
                          .formatted(command));
            };
        return Result.of(Truncation.TOOL.cut(answer));
      }
    } catch (BadInput | PathRefused e) {
      return Result.error(Truncation.TOOL.cut(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return Result.error("the file system refused: " + reason(e));
    }
  }

  private static String view(Place place, Arguments arguments) throws IOException {
    var range = arguments.wholes("view_range", 2);
    String name = place.name();
    if (isFolder(place)) {
      if (range.isPresent()) {
        throw new BadInput("expected no view_range for a folder, %s is a folder".formatted(name));
      }
      return Listing.of(place.found().orElseThrow(), name);
    }
    TextFile file = read(place);
    int count = file.lines().size();
    if (count == 0) {
      return "(the file is empty)";
    }
    if (range.isEmpty()) {
      return file.numbered(1, count);
    }
    int first = range.get().getFirst();
    int last = range.get().getLast() == -1 ? count : range.get().getLast();
    if (first < 1 || first > count || last < first) {
      throw new BadInput(
          "expected view_range within 1 to %d, the lines of %s, or with -1 as its end, got %s"
              .formatted(count, name, range.get()));
    }
    return file.numbered(first, Math.min(last, count));
  }

  private static boolean isFolder(Place place) throws IOException {
    return place.found().isPresent() && place.found().get().attributes().isDirectory();
  }

  private static String create(Place place, Arguments arguments) throws IOException {
    String text = arguments.text("file_text");
    String name = place.name();
    if (isFolder(place)) {
      throw new BadInput("expected a path for a new file, %s is a folder".formatted(name));
    }
    if (place.found().isPresent()) {
      throw new BadInput(
          "expected a path where no file is, %s exists; change it with str_replace or insert"
              .formatted(name));
    }
    var file = new TextFile(text, false, StandardCharsets.UTF_8);
    file.create(place);
    return "Created %s with %d lines.".formatted(name, file.lines().size());
  }

  private static String replace(Place place, Arguments arguments) throws IOException {
    String given = arguments.text("old_str");
    String name = place.name();
    TextFile file = read(place);
    String before = file.adapted(given);
    String after = file.adapted(arguments.optionalText("new_str").orElse(""));
    if (before.isEmpty()) {
      throw new BadInput("expected old_str to hold text, it is empty");
    }
    if (before.equals(after)) {
      throw new BadInput("expected new_str to differ from old_str, they are equal");
    }
    List<Integer> places = Matches.of(file.text(), before);
    if (places.size() != 1) {
      throw new BadInput(Matches.complaint(file.text(), places, name));
    }
    int at = places.getFirst();
    String text = file.text();
    TextFile changed =
        file.with(text.substring(0, at) + after + text.substring(at + before.length()));
    changed.write(place);
    int first = Matches.line(text, at);
    return shown(changed, first, first + (int) after.chars().filter(c -> c == '\n').count(), name);
  }

  private static String insert(Place place, Arguments arguments) throws IOException {
    String name = place.name();
    int after = arguments.whole("insert_line");
    String given = arguments.text("new_str");
    TextFile file = read(place);
    int count = file.lines().size();
    if (after < 0 || after > count) {
      throw new BadInput(
          "expected insert_line within 0 to %d, the lines of %s, got %d"
              .formatted(count, name, after));
    }
    String inserted = file.adapted(given);
    String text = file.text();
    int at = Matches.lineStart(text, after);
    // A last line without an end gets one, and then so does not the text put after it.
    boolean open = at == text.length() && !text.isEmpty() && !text.endsWith("\n");
    if (open) {
      inserted = "\n" + inserted;
    } else if (!inserted.endsWith("\n")) {
      inserted += "\n";
    }
    TextFile changed = file.with(text.substring(0, at) + inserted + text.substring(at));
    changed.write(place);
    return shown(changed, after + 1, after + changed.lines().size() - count, name);
  }

  private static TextFile read(Place place) throws IOException {
    String name = place.name();
    if (isFolder(place)) {
      throw new BadInput("expected a file, %s is a folder".formatted(name));
    }
    if (place.found().isEmpty()) {
      throw new BadInput("expected a file at %s, there is none".formatted(name));
    }
    if (!place.found().get().attributes().isRegularFile()) {
      throw new BadInput("expected a regular file, %s is none".formatted(name));
    }
    return TextFile.read(place.found().get(), name);
  }

  private static String shown(TextFile file, int first, int last, String name) {
    int count = file.lines().size();
    int from = Math.max(1, first - AROUND);
    int to = Math.min(count, last + AROUND);
    return "Changed %s, which has %d lines now.\n".formatted(name, count) + file.numbered(from, to);
  }

  /// Why, without a path of this machine.
  static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> failure.getClass().getSimpleName();
    };
  }
}
