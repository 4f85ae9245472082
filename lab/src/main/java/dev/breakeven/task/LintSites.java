package dev.breakeven.task;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the places in one file where a change makes exactly one Checkstyle finding and still
/// compiles.
final class LintSites extends TreeScanner<@Nullable Void, @Nullable Void> {
  private static final List<String> IMPORTS =
      List.of(
          "java.util.BitSet",
          "java.util.StringJoiner",
          "java.util.concurrent.TimeUnit",
          "java.util.zip.CRC32",
          "java.time.Duration");
  private static final List<String> VARIABLES = List.of("attempts", "remaining", "threshold");

  private final JavaSource source;
  private final List<FaultPlace> sites = new ArrayList<>();

  private LintSites(JavaSource source) {
    this.source = source;
  }

  static List<FaultPlace> in(JavaSource source) {
    LintSites scanner = new LintSites(source);
    scanner.imports();
    scanner.scan(source.unit(), null);
    return scanner.sites;
  }

  private void imports() {
    List<? extends ImportTree> imports = source.unit().getImports();
    if (imports.isEmpty()) {
      return;
    }
    int at = source.text().indexOf('\n', source.end(imports.getLast())) + 1;
    for (String name : IMPORTS) {
      if (!source.text().contains(name.substring(name.lastIndexOf('.') + 1))) {
        insert("unused-import", at, "import " + name + ";\n");
      }
    }
    if (!source.text().contains(".*;")) {
      insert("star-import", at, "import java.util.function.*;\n");
    }
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
    modifierOrder(tree);
    if (tree.getBody() != null && tree.getReturnType() != null) {
      unusedVariable(tree.getBody());
      for (StatementTree statement : tree.getBody().getStatements()) {
        if (statement instanceof ExpressionStatementTree) {
          insert("empty-statement", source.end(statement), ";");
        }
      }
    }
    return super.visitMethod(tree, null);
  }

  private void modifierOrder(MethodTree tree) {
    int start = source.start(tree.getModifiers());
    for (String access : List.of("private", "public", "protected")) {
      String usual = access + " static ";
      if (start >= 0 && source.text().startsWith(usual, start)) {
        sites.add(
            new FaultPlace(
                "modifier-order",
                "checkstyle",
                source,
                new FaultPlace.Change(start, start + usual.length(), "static " + access + " ")));
      }
    }
  }

  private void unusedVariable(BlockTree body) {
    if (body.getStatements().isEmpty()) {
      return;
    }
    int first = source.start(body.getStatements().getFirst());
    int at = source.text().lastIndexOf('\n', first) + 1;
    String indent = source.text().substring(at, first);
    if (!indent.isBlank()) {
      return;
    }
    for (String name : VARIABLES) {
      if (!source.text().contains(name)) {
        insert("unused-variable", at, indent + "final int " + name + " = 3;\n");
      }
    }
  }

  private void insert(String kind, int at, String text) {
    sites.add(new FaultPlace(kind, "checkstyle", source, new FaultPlace.Change(at, at, text)));
  }
}
