package dev.breakeven.task;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Finds the test classes that can be made to fail at load: they have tests of their own, and no
/// other file mentions them.
final class LoadSites {
  /// A field's declaration up to its initialiser, and an initialiser that throws.
  private static final List<String> FIELDS =
      List.of(
          "private static final int FIXTURE_LIMIT = Integer.parseInt(\"ten\");",
          "private static final char FIXTURE_MARK = \"\".charAt(0);",
          "private static final Thread.State FIXTURE_STATE = Thread.State.valueOf(\"READY\");",
          "private static final int FIXTURE_FIRST = new int[0][0].length;",
          "private static final String FIXTURE_HOME = java.util.List.<String>of().get(0);");

  private LoadSites() {}

  static List<Site> in(List<JavaSource> tests) {
    List<Site> sites = new ArrayList<>();
    for (JavaSource source : tests) {
      for (Tree type : source.unit().getTypeDecls()) {
        if (type instanceof ClassTree tree && suits(tree, source, tests)) {
          int brace = source.text().indexOf('{', source.start(tree.getModifiers()) + 1);
          String field = FIELDS.get(sites.size() % FIELDS.size());
          sites.add(
              new Site("load-failure", "junit", source, brace + 1, brace + 1, "\n    " + field));
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
        && source.start(tree.getModifiers()) >= 0
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
