package dev.breakeven.judge;

import dev.breakeven.task.Preparation;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Task;
import java.util.List;

/// A pack whose task claims that another check fails than the one that does.
final class WrongPack {
  private WrongPack() {}

  static PreparedPack expecting(PreparedPack pack, String red) {
    PreparedTask right = pack.tasks().getFirst();
    Task task = right.task();
    Preparation preparation = task.preparation();
    Task wrong =
        new Task(
            task.name(),
            task.prompt(),
            new Preparation(
                preparation.injection(), preparation.edits(), preparation.files(), List.of(red)),
            task.checks(),
            task.reference(),
            task.network());
    PreparedTask prepared =
        new PreparedTask(
            right.pack(), wrong, right.base(), right.tree(), right.reference(), right.faults());
    return new PreparedPack(pack.pack(), pack.fingerprint(), pack.base(), List.of(prepared));
  }
}
