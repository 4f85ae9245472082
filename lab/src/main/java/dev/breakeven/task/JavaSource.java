package dev.breakeven.task;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A Java source file and its syntax tree, made by the JDK's own parser. Nothing is resolved or
/// run, so it takes any text.
public final class JavaSource implements Source {
  private final String path;
  private final String text;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;

  private JavaSource(
      String path, String text, CompilationUnitTree unit, SourcePositions positions) {
    this.path = path;
    this.text = text;
    this.unit = unit;
    this.positions = positions;
  }

  /// Parses one text.
  public static JavaSource parse(String path, String text) {
    return parse(Map.of(path, text)).getFirst();
  }

  /// Parses texts by path; the answer has the map's order. What cannot be parsed is missing from
  /// the trees, without complaint.
  public static List<JavaSource> parse(Map<String, String> texts) {
    Map<URI, Text> objects = new LinkedHashMap<>();
    texts.forEach((path, text) -> {
      Text object = new Text(path, text);
      objects.put(object.toUri(), object);
    });
    if (objects.isEmpty()) {
      return List.of();
    }
    JavacTask task =
        (JavacTask)
            compiler()
                .getTask(
                    null,
                    null,
                    new DiagnosticCollector<JavaFileObject>(),
                    List.of("-proc:none"),
                    null,
                    objects.values());
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    List<JavaSource> sources = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        Text object = Objects.requireNonNull(objects.get(unit.getSourceFile().toUri()));
        sources.add(new JavaSource(object.path, object.text, unit, positions));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  private static JavaCompiler compiler() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("this Java has no compiler; run with a JDK 25, not a JRE");
    }
    return compiler;
  }

  /// The file, relative to the repository.
  @Override
  public String path() {
    return path;
  }

  /// The file's text.
  @Override
  public String text() {
    return text;
  }

  /// The file's syntax tree.
  public CompilationUnitTree unit() {
    return unit;
  }

  /// Where `tree` starts in the text, or -1 if it has no place there.
  public int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  /// Where `tree` ends in the text, or -1 if it has no place there.
  public int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String path;
    private final String text;

    private Text(String path, String text) {
      super(URI.create("text:///" + path.replace(" ", "%20")), Kind.SOURCE);
      this.path = path;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
