package dev.breakeven.judge;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How much a method's body asserts. An assertion about constants alone, such as
/// `assertTrue(true)`, is none.
///
/// @param all how many assertions stand in it
/// @param certain how many are reached whatever happens: in no branch, loop or lambda expression of
///   their own, and behind nothing that may return
/// @param acts whether it does anything else than assert about constants
record JavaAssertions(int all, int certain, boolean acts) {
  private static final Pattern NAMES = Pattern.compile("(?:assert|fail|verify|expect|check).*");

  static JavaAssertions in(@Nullable BlockTree body) {
    if (body == null || startsWithReturn(body)) {
      return new JavaAssertions(0, 0, false);
    }
    var certain = new Certain();
    certain.through(body.getStatements());
    return new JavaAssertions(count(body, true), certain.count, acts(body));
  }

  private static boolean startsWithReturn(BlockTree body) {
    return body.getStatements().isEmpty() || body.getStatements().getFirst() instanceof ReturnTree;
  }

  /// Goes through statements as they are reached.
  private static final class Certain {
    private int count;
    private boolean left;

    void through(List<? extends StatementTree> statements) {
      for (StatementTree statement : statements) {
        if (left) {
          return;
        }
        switch (statement) {
          case BlockTree block -> through(block.getStatements());
          case LabeledStatementTree labeled -> through(List.of(labeled.getStatement()));
          case SynchronizedTree locked -> through(locked.getBlock().getStatements());
          case TryTree attempt when attempt.getCatches().isEmpty() -> {
            through(attempt.getBlock().getStatements());
            if (attempt.getFinallyBlock() != null) {
              through(attempt.getFinallyBlock().getStatements());
            }
          }
          case ExpressionStatementTree expression ->
              count += JavaAssertions.count(expression, false);
          case VariableTree variable -> count += JavaAssertions.count(variable, false);
          default -> {}
        }
        left |= leaves(statement);
      }
    }
  }

  /// Whether a statement may end the method before its end; a method within has its own.
  private static boolean leaves(Tree statement) {
    var found = new AtomicBoolean();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void nothing) {
        found.set(true);
        return null;
      }

      @Override
      public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void nothing) {
        found.set(true);
        return null;
      }

      @Override
      public @Nullable Void visitLambdaExpression(
          LambdaExpressionTree tree, @Nullable Void nothing) {
        return null;
      }

      @Override
      public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
        return null;
      }
    }.scan(statement, null);
    return found.get();
  }

  /// @param within whether what stands in lambda expressions and classes within counts, other than
  ///   in arguments of assertions: it may never be called
  private static int count(Tree tree, boolean within) {
    var count = new AtomicInteger();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree call, @Nullable Void nothing) {
        String called = call.getMethodSelect().toString();
        String name = called.substring(called.lastIndexOf('.') + 1);
        boolean failing = name.equals("fail");
        if (NAMES.matcher(name).matches() && (failing || !constant(call.getArguments()))) {
          count.incrementAndGet();
          if (!within) {
            call.getArguments().forEach(argument -> count.addAndGet(inner(argument)));
            return null;
          }
        }
        return super.visitMethodInvocation(call, null);
      }

      @Override
      public @Nullable Void visitLambdaExpression(
          LambdaExpressionTree tree, @Nullable Void nothing) {
        return within ? super.visitLambdaExpression(tree, null) : null;
      }

      @Override
      public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
        return within ? super.visitClass(tree, null) : null;
      }
    }.scan(tree, null);
    return count.get();
  }

  /// What an argument of an assertion asserts: `assertAll` calls what it is given.
  private static int inner(ExpressionTree argument) {
    return argument instanceof LambdaExpressionTree lambda
        ? count(lambda.getBody(), false)
        : count(argument, false);
  }

  /// Whether anything is called or made but assertions about constants.
  private static boolean acts(BlockTree body) {
    var found = new AtomicBoolean();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree call, @Nullable Void nothing) {
        String called = call.getMethodSelect().toString();
        String name = called.substring(called.lastIndexOf('.') + 1);
        if (!NAMES.matcher(name).matches() || !constant(call.getArguments())) {
          found.set(true);
        }
        return super.visitMethodInvocation(call, null);
      }

      @Override
      public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
        found.set(true);
        return null;
      }
    }.scan(body, null);
    return found.get() || body.getStatements().stream().anyMatch(ThrowTree.class::isInstance);
  }

  private static boolean constant(List<? extends ExpressionTree> arguments) {
    var named = new AtomicBoolean();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
        named.set(true);
        return null;
      }

      @Override
      public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
        named.set(true);
        return null;
      }
    }.scan(arguments, null);
    return !named.get();
  }
}
