package dev.breakeven.generate;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.JavaSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// Finds static methods of medium size that other files use, to be moved to a new class. Those that
/// lean on nothing of their class and are plainly used come with a task; others are only proposed.
final class JavaMoves {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 60;
  private static final int USERS = 2;

  private final String main;
  private final List<JavaSource> program;
  private final List<JavaSource> all;
  private final List<Move> moves = new ArrayList<>();

  private JavaMoves(Path base, String main, String test) {
    this.main = main;
    program = parse(base, main);
    all = new ArrayList<>(program);
    all.addAll(parse(base, test));
  }

  /// The moves, the most used first.
  static List<Move> in(Path base, String main, String test) {
    JavaMoves finder = new JavaMoves(base, main, test);
    finder.program.forEach(finder::file);
    finder.moves.sort(
        Comparator.comparingInt(Move::users)
            .reversed()
            .thenComparing(Move::file)
            .thenComparing(Move::name));
    return finder.moves;
  }

  private static List<JavaSource> parse(Path base, String folder) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (Files.isDirectory(base.resolve(folder))) {
      for (String path : FileTree.files(base.resolve(folder))) {
        if (path.endsWith(".java")) {
          texts.put(folder + "/" + path, Texts.read(base.resolve(folder).resolve(path)));
        }
      }
    }
    return JavaSource.parse(texts);
  }

  private void file(JavaSource source) {
    List<? extends Tree> types = source.unit().getTypeDecls();
    if (types.size() != 1
        || !(types.getFirst() instanceof ClassTree type)
        || type.getKind() != Tree.Kind.CLASS
        || source.unit().getPackageName() == null) {
      return;
    }
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method && movable(source, type, method)) {
        move(source, type, method).ifPresent(moves::add);
      }
    }
  }

  private static boolean movable(JavaSource source, ClassTree type, MethodTree method) {
    Set<Modifier> modifiers = method.getModifiers().getFlags();
    if (method.getBody() == null
        || !modifiers.contains(Modifier.STATIC)
        || modifiers.contains(Modifier.PRIVATE)
        || modifiers.contains(Modifier.PROTECTED)
        || !method.getModifiers().getAnnotations().isEmpty()
        || method.getName().contentEquals("main")) {
      return false;
    }
    String text = source.text().substring(source.start(method), source.end(method));
    long lines = text.lines().count();
    boolean once =
        type.getMembers().stream()
                .filter(member ->
                    member instanceof MethodTree other && other.getName().equals(method.getName()))
                .count()
            == 1;
    return once && lines >= SHORTEST && lines <= LONGEST;
  }

  /// The names a class gives to its members, and its own.
  private static Set<String> members(ClassTree type) {
    Set<String> names = new HashSet<>(Set.of(type.getSimpleName().toString(), "this", "super"));
    for (Tree member : type.getMembers()) {
      switch (member) {
        case MethodTree method -> names.add(method.getName().toString());
        case VariableTree field -> names.add(field.getName().toString());
        case ClassTree inner -> names.add(inner.getSimpleName().toString());
        default -> {}
      }
    }
    return names;
  }

  private static Set<String> names(MethodTree method) {
    Set<String> names = new HashSet<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void nothing) {
        names.add(name.getName().toString());
        return null;
      }
    }.scan(method, null);
    return names;
  }

  private Optional<Move> move(JavaSource source, ClassTree type, MethodTree method) {
    String name = method.getName().toString();
    String from = type.getSimpleName().toString();
    String to = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    String packageName = String.valueOf(source.unit().getPackageName());
    List<JavaSource> users =
        all.stream().filter(file -> !file.equals(source) && uses(file, from, name)).toList();
    String qualified = packageName + "." + from;
    boolean plain =
        users.stream()
                .allMatch(file -> sameText(file, from, name) && sees(file, packageName, qualified))
            && all.stream()
                .noneMatch(file ->
                    file.text().contains("import static " + qualified + ".")
                        || Pattern.compile("\\b" + to + "\\b").matcher(file.text()).find())
            && !uses(source, from, name)
            && !called(source, method, name)
            && names(method).stream().noneMatch(members(type)::contains);
    if (users.size() < USERS) {
      return Optional.empty();
    }
    boolean open =
        method.getModifiers().getFlags().contains(Modifier.PUBLIC)
            && type.getModifiers().getFlags().contains(Modifier.PUBLIC);
    JavaMove move =
        new JavaMove(source, method, from, to, open ? "public final class" : "final class");
    return Optional.of(
        new Move(
            source.path(),
            from + "." + name,
            move.lines(),
            users.size(),
            plain ? move.task(main, users) : "",
            move.prompt(main)));
  }

  /// Whether a file sees the class under its plain name: it is of the same package, or imports it.
  private static boolean sees(JavaSource file, String packageName, String qualified) {
    boolean same = String.valueOf(file.unit().getPackageName()).equals(packageName);
    return same || file.text().contains("import " + qualified + ";\n");
  }

  private static boolean uses(JavaSource file, String type, String method) {
    boolean[] found = {false};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void nothing) {
        found[0] |=
            tree.getIdentifier().contentEquals(method)
                && tree.getExpression() instanceof IdentifierTree owner
                && owner.getName().contentEquals(type);
        return super.visitMemberSelect(tree, null);
      }
    }.scan(file.unit(), null);
    return found[0];
  }

  /// Whether all uses read `Type.method(`, so that exchanging that text exchanges the uses.
  private static boolean sameText(JavaSource file, String type, String method) {
    String use = type + "." + method + "(";
    long words = count(file.text(), "(?<![\\w.])" + Pattern.quote(use));
    return words > 0
        && words == count(file.text(), Pattern.quote(use))
        && words == count(file.text(), "\\b" + type + "\\s*(\\.|::|#)\\s*" + method + "\\b");
  }

  private static long count(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().count();
  }

  /// Whether the rest of its file mentions the method.
  private static boolean called(JavaSource source, MethodTree method, String name) {
    String rest =
        source.text().substring(0, source.start(method))
            + source.text().substring(source.end(method));
    return count(rest, "\\b" + name + "\\b") > 0;
  }
}
