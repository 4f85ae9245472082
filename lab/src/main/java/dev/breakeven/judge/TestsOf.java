package dev.breakeven.judge;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.breakeven.task.JavaSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a Java file says about tests and about silencing tools, read off its syntax tree.
final class TestsOf extends TreeScanner<@Nullable Void, @Nullable Void> {
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");
  private static final Pattern DISABLING =
      Pattern.compile("Disable.*|Enabled(If|On|For).*|Ignore|Ignored|ExpectedToFail");
  private static final Set<String> ASSUMING =
      Set.of("assumeTrue", "assumeFalse", "assumingThat", "abort", "assumeThat", "assumeNotNull");
  private static final Set<String> SUPPRESSING =
      Set.of("SuppressWarnings", "SuppressFBWarnings", "SuppressLint", "Generated");

  /// Whether each test does anything, by class and method name.
  private final Map<String, Boolean> tests = new TreeMap<>();

  /// How often the file disables tests, by means.
  private final Map<String, Integer> disabling = new TreeMap<>();

  /// How often the file silences a tool, by means.
  private final Map<String, Integer> suppressing = new TreeMap<>();

  private final Deque<String> around = new ArrayDeque<>();

  private TestsOf() {}

  static TestsOf in(JavaSource source) {
    TestsOf found = new TestsOf();
    String name = String.valueOf(source.unit().getPackageName());
    found.around.push(name);
    found.scan(source.unit(), null);
    for (String comment : Comments.in(source.text())) {
      Suppressions.in(comment)
          .forEach((means, count) -> found.suppressing.merge(means, count, Integer::sum));
    }
    return found;
  }

  Map<String, Boolean> tests() {
    return tests;
  }

  Map<String, Integer> disabling() {
    return disabling;
  }

  Map<String, Integer> suppressing() {
    return suppressing;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
    around.push(around.element() + "." + tree.getSimpleName());
    super.visitClass(tree, null);
    around.pop();
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
    boolean test =
        tree.getModifiers().getAnnotations().stream().anyMatch(a -> TESTS.contains(name(a)));
    if (test) {
      tests.merge(
          around.element() + "." + tree.getName(), works(tree.getBody()), Boolean::logicalAnd);
    }
    return super.visitMethod(tree, null);
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void nothing) {
    String name = name(tree);
    if (DISABLING.matcher(name).matches()) {
      disabling.merge("@" + name, 1, Integer::sum);
    }
    if (name.equals("ExtendWith")) {
      String extension = tree.getArguments().toString();
      disabling.merge("@ExtendWith(" + extension + ")", 1, Integer::sum);
    }
    if (SUPPRESSING.contains(name)) {
      suppressing.merge("@" + name, 1, Integer::sum);
    }
    return super.visitAnnotation(tree, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
    for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
      if (name(annotation).equals("RegisterExtension")) {
        disabling.merge("@RegisterExtension " + tree.getType(), 1, Integer::sum);
      }
    }
    return super.visitVariable(tree, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
    String called = tree.getMethodSelect().toString();
    String name = called.substring(called.lastIndexOf('.') + 1);
    if (ASSUMING.contains(name)) {
      disabling.merge(name, 1, Integer::sum);
    }
    return super.visitMethodInvocation(tree, null);
  }

  /// Whether a body has a statement that is reached.
  private static boolean works(@Nullable BlockTree body) {
    List<? extends StatementTree> statements =
        body == null ? List.of() : Objects.requireNonNull(body).getStatements();
    return !statements.isEmpty() && !(statements.getFirst() instanceof ReturnTree);
  }

  private static String name(AnnotationTree tree) {
    String name = tree.getAnnotationType().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
