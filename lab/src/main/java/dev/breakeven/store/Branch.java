package dev.breakeven.store;

import dev.breakeven.study.RunFacts;
import dev.breakeven.study.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// New books that begin with trials of older ones: a study goes on with a changed file.
public final class Branch {
  private Branch() {}

  /// Copies the books in `from` to `to`, keeping of them what belongs to trials that ended and that
  /// `kept` chooses.
  ///
  /// @param from books that nobody is writing
  /// @param to where there is no file yet
  /// @param facts what the new books are opened for
  /// @param note what [SqlLedger#branch] says of it
  /// @return the trials that were kept, in the order they ended
  /// @throws IllegalArgumentException if the older run was made with other versions than `facts`
  ///   says, or in another way; says in what it differs
  public static List<Trial> begin(
      Path from, Path to, RunFacts facts, String note, Predicate<Trial> kept) {
    List<Trial> trials = new ArrayList<>();
    try (var old = SqlLedger.open(from)) {
      var held = old.facts();
      RunTable.requireSame(
          new RunFacts(held.study(), facts.how(), held.text(), facts.versions()), held);
      for (var row : old.trials()) {
        if (kept.test(row.trial())) {
          trials.add(row.trial());
        }
      }
      old.copy(to);
    }
    try (var handle = Jdbi.create(() -> SqlLedger.connect(to)).open()) {
      // The setting cannot change within a transaction.
      handle.execute("pragma foreign_keys = off");
      handle.useTransaction(transaction -> {
        prune(transaction, trials);
        RunTable.rename(transaction, facts, note);
      });
    }
    return trials;
  }

  private static void prune(Handle handle, List<Trial> kept) {
    handle.execute("create temporary table kept (id integer primary key)");
    for (var trial : kept) {
      handle.execute(
          """
          insert into kept select id from trial
          where arm = ? and task = ? and number = ? and ended is not null
          """,
          trial.arm(),
          trial.task(),
          trial.number());
    }
    handle.execute("delete from trial where id not in (select id from kept)");
    // Parents before their children: what is left without a parent goes with it.
    for (var parent : List.of("trial", "verdict")) {
      for (var table : children(handle, parent)) {
        handle.execute(
            "delete from "
                + table
                + " where "
                + parent
                + " not in (select id from "
                + parent
                + ")");
      }
    }
    handle.execute("drop table kept");
  }

  /// The tables whose rows belong to a row of `parent`.
  private static List<String> children(Handle handle, String parent) {
    return handle
        .createQuery(
            """
            select m.name from sqlite_schema m join pragma_foreign_key_list(m.name) k
            where m.type = 'table' and k."table" = :parent
            """)
        .bind("parent", parent)
        .mapTo(String.class)
        .list();
  }
}
