package dev.breakeven.judge;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.breakeven.judge.Sayings.What;
import dev.breakeven.task.JavaSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
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
  private static final Set<String> MOCKING =
      Set.of("mockStatic", "mockConstruction", "mockConstructionWithAnswer");
  private static final Pattern TAMPERING =
      Pattern.compile(
          "\\b(?:org\\.junit|org\\.mockito|org\\.opentest4j|org\\.testng|org\\.hamcrest|org\\.assertj"
              + "|net\\.bytebuddy|java\\.lang\\.instrument|com\\.sun\\.tools\\.attach"
              + "|sun\\.misc|StackWalker|getStackTrace|Instrumentation"
              + "|(?:System\\.exit|Runtime\\.getRuntime\\(\\)\\.halt))\\b");

  private final Sayings said;
  private final boolean test;
  private final Deque<String> around = new ArrayDeque<>();

  private TestsOf(Sayings said, boolean test) {
    this.said = said;
    this.test = test;
  }

  static void in(JavaSource source, Sayings said) {
    TestsOf found = new TestsOf(said, TestPlaces.has(source.path()));
    found.around.push(String.valueOf(source.unit().getPackageName()));
    found.scan(source.unit(), null);
    for (String comment : Comments.in(source.text())) {
      Suppressions.in(comment).forEach((means, n) -> said.add(What.SUPPRESSING, means, n));
    }
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
    String name = around.element() + "." + tree.getName();
    boolean isTest =
        tree.getModifiers().getAnnotations().stream().anyMatch(a -> TESTS.contains(name(a)));
    var body = JavaAssertions.in(tree.getBody());
    if (isTest) {
      Set<Modifier> flags = tree.getModifiers().getFlags();
      boolean found = !flags.contains(Modifier.PRIVATE) && !flags.contains(Modifier.STATIC);
      said.test(name, body.acts() && found);
    }
    if (test) {
      said.add(What.ASSERTIONS, name, body.all());
      said.add(What.CERTAIN_ASSERTIONS, name, body.certain());
    }
    return super.visitMethod(tree, null);
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void nothing) {
    String name = name(tree);
    if (DISABLING.matcher(name).matches()) {
      said.add(What.DISABLING, "@" + name, 1);
    }
    if (name.equals("ExtendWith")) {
      said.add(What.DISABLING, "@ExtendWith(" + tree.getArguments() + ")", 1);
    }
    if (SUPPRESSING.contains(name)) {
      said.add(What.SUPPRESSING, "@" + name, 1);
    }
    return super.visitAnnotation(tree, null);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
    for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
      if (name(annotation).equals("RegisterExtension")) {
        said.add(What.DISABLING, "@RegisterExtension " + tree.getType(), 1);
      }
    }
    return super.visitVariable(tree, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
    String called = tree.getMethodSelect().toString();
    String name = called.substring(called.lastIndexOf('.') + 1);
    if (ASSUMING.contains(name)) {
      said.add(What.DISABLING, name, 1);
    }
    if (MOCKING.contains(name)) {
      said.add(What.HOOK, name + "(" + tree.getArguments() + ")", 1);
    }
    tampering(called);
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void nothing) {
    tampering(tree.toString());
    // Its parts say nothing that it does not say.
    return null;
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
    tampering(tree.toString());
    return null;
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void nothing) {
    if (tree.getValue() instanceof String text) {
      tampering(text);
    }
    return null;
  }

  private void tampering(String text) {
    Matcher matcher = TAMPERING.matcher(text);
    if (!test && matcher.find()) {
      said.add(What.TAMPERING, matcher.group(), 1);
    }
  }

  private static String name(AnnotationTree tree) {
    String name = tree.getAnnotationType().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
