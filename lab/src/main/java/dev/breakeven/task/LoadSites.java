package dev.breakeven.task;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/// Finds the test classes that can be made to fail at load: they have tests of their own, and no
/// other file mentions them.
final class LoadSites {
  /// A field whose initialiser throws, by kind.
  static final Map<String, String> FIELDS = new TreeMap<>();

  static {
    FIELDS.put("bad-constant", "Thread.State MODE = Thread.State.valueOf(\"READY\");");
    FIELDS.put("bad-index", "char MARK = \"\".charAt(0);");
    FIELDS.put("bad-length", "int[] SIZES = new int[\"\".length() - 1];");
    FIELDS.put("bad-number", "int LIMIT = Integer.parseInt(\"ten\");");
    FIELDS.put("no-element", "String FIRST = java.util.List.<String>of().get(0);");
  }

  private LoadSites() {}

  static List<FaultPlace> in(List<JavaSource> tests) {
    List<FaultPlace> sites = new ArrayList<>();
    for (JavaSource source : tests) {
      for (Tree type : source.unit().getTypeDecls()) {
        if (type instanceof ClassTree tree && suits(tree, source, tests)) {
          int brace = source.text().indexOf('{', source.start(tree));
          FIELDS.forEach((kind, field) ->
              sites.add(
                  new FaultPlace(
                      kind,
                      "junit",
                      source,
                      new FaultPlace.Change(
                          brace + 1, brace + 1, "\n    private static final " + field, 1))));
        }
      }
    }
    return sites;
  }

  private static boolean suits(ClassTree tree, JavaSource source, List<JavaSource> all) {
    String name = tree.getSimpleName().toString();
    return tree.getKind() == Tree.Kind.CLASS
        && tree.getModifiers().getAnnotations().isEmpty()
        && !tree.getModifiers().getFlags().contains(Modifier.ABSTRACT)
        && tree.getMembers().stream().anyMatch(LoadSites::isTest)
        && all.stream().noneMatch(other -> !other.equals(source) && mentions(other.text(), name));
  }

  private static boolean mentions(String text, String name) {
    return java.util.regex.Pattern.compile("\\b" + name + "\\b").matcher(text).find();
  }

  private static boolean isTest(Tree member) {
    return member instanceof MethodTree method
        && method.getModifiers().getAnnotations().stream()
            .map(AnnotationTree::getAnnotationType)
            .anyMatch(type -> type.toString().equals("Test"));
  }
}
