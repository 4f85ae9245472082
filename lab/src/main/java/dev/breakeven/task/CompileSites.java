package dev.breakeven.task;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the places in one file where a change makes exactly one compile error and no lint finding:
/// what is taken out mentions no local variable and no import, so that none becomes unused.
final class CompileSites extends TreeScanner<@Nullable Void, @Nullable Void> {
  /// A literal that no value of the type can be, by type.
  private static final Map<String, String> WRONG =
      Map.of("String", "0", "int", "\"0\"", "boolean", "\"true\"", "long", "\"0\"");

  private static final Set<String> PLAIN = Set.of("0", "1", "\"\"", "true", "false");

  private final JavaSource source;
  private final Set<String> imports = new HashSet<>();
  private final List<FaultPlace> sites = new ArrayList<>();
  private Map<String, List<MethodTree>> methods = Map.of();
  private Set<String> locals = Set.of();
  private @Nullable MethodTree method;

  private CompileSites(JavaSource source) {
    this.source = source;
    for (ImportTree tree : source.unit().getImports()) {
      String name = tree.getQualifiedIdentifier().toString();
      imports.add(name.substring(name.lastIndexOf('.') + 1));
    }
  }

  static List<FaultPlace> in(JavaSource source) {
    CompileSites scanner = new CompileSites(source);
    scanner.scan(source.unit(), null);
    return scanner.sites;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
    if (tree.getSimpleName().isEmpty()) {
      return null;
    }
    Map<String, List<MethodTree>> outer = methods;
    methods = new HashMap<>();
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree found) {
        methods.computeIfAbsent(found.getName().toString(), name -> new ArrayList<>()).add(found);
      }
    }
    super.visitClass(tree, null);
    methods = outer;
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
    if (tree.getBody() == null || tree.getReturnType() == null) {
      return null;
    }
    method = tree;
    locals = locals(tree);
    missingReturn(tree);
    scan(tree.getBody(), null);
    method = null;
    return null;
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
    return null;
  }

  /// What a try statement catches may be thrown by the very call that a fault takes out.
  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void nothing) {
    return tree.getCatches().isEmpty() ? super.visitTry(tree, null) : null;
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void nothing) {
    MethodTree around = method;
    if (around != null && tree.getExpression() != null) {
      wrong("wrong-return-type", around.getReturnType(), tree.getExpression());
    }
    return super.visitReturn(tree, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
    if (method != null && tree.getInitializer() != null && tree.getType() != null) {
      wrong("wrong-initialiser", tree.getType(), tree.getInitializer());
    }
    return super.visitVariable(tree, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
    if (method != null && tree.getMethodSelect() instanceof IdentifierTree called) {
      List<MethodTree> named = methods.getOrDefault(called.getName().toString(), List.of());
      if (!named.isEmpty()) {
        add("undefined-method", called, called.getName() + "Value");
      }
      if (named.size() == 1
          && named.getFirst().getParameters().size() == tree.getArguments().size()) {
        for (int i = 0; i < tree.getArguments().size(); i++) {
          Tree type = named.getFirst().getParameters().get(i).getType();
          wrong("wrong-argument-type", type, tree.getArguments().get(i));
        }
      }
    }
    return super.visitMethodInvocation(tree, null);
  }

  private void missingReturn(MethodTree tree) {
    List<? extends StatementTree> statements = tree.getBody().getStatements();
    if (statements.size() < 2
        || !(statements.getLast() instanceof ReturnTree last)
        || last.getExpression() == null
        || !plain(last.getExpression())
        || mentionsOthers(last.getExpression())) {
      return;
    }
    StatementTree before = statements.get(statements.size() - 2);
    if (!(before instanceof ExpressionStatementTree) && !(before instanceof VariableTree)) {
      return;
    }
    String text = source.text();
    int start = text.lastIndexOf('\n', source.start(last)) + 1;
    int end = text.indexOf('\n', source.end(last)) + 1;
    if (text.substring(start, end).strip().endsWith(";")) {
      sites.add(
          new FaultPlace("missing-return", "javac", source, new FaultPlace.Change(start, end, "")));
    }
  }

  private void wrong(String kind, @Nullable Tree type, ExpressionTree expression) {
    Optional.ofNullable(type)
        .map(found -> WRONG.get(found.toString()))
        .filter(literal -> plain(expression) && !mentionsOthers(expression))
        .ifPresent(literal -> add(kind, expression, literal));
  }

  private void add(String kind, Tree replaced, String replacement) {
    int start = source.start(replaced);
    int end = source.end(replaced);
    if (start >= 0 && end > start && source.text().substring(start, end).indexOf('\n') < 0) {
      sites.add(
          new FaultPlace(kind, "javac", source, new FaultPlace.Change(start, end, replacement)));
    }
  }

  /// Whether a reader can tell from the rest what stood here: a name or the plainest of values.
  private static boolean plain(ExpressionTree expression) {
    return expression instanceof IdentifierTree || PLAIN.contains(expression.toString());
  }

  private boolean mentionsOthers(Tree tree) {
    boolean[] found = {false};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void nothing) {
        String text = name.getName().toString();
        found[0] |= locals.contains(text) || imports.contains(text);
        return null;
      }
    }.scan(tree, null);
    return found[0];
  }

  private static Set<String> locals(MethodTree tree) {
    Set<String> names = new HashSet<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
        names.add(variable.getName().toString());
        return super.visitVariable(variable, null);
      }
    }.scan(tree.getBody(), null);
    return names;
  }
}
