package dev.breakeven.model.rehearsal;

import java.util.ArrayList;
import java.util.List;

/// How far a list of steps has come, read from the conversation of the agent that makes them: by
/// its own hands, or by those of others where it was handed their diff.
///
/// @param items one a step, in order
record EditProgress(List<Item> items) {
  /// After so many exact attempts that the editor refused, a step is given up.
  private static final int ATTEMPTS = 2;

  /// Takes an immutable copy.
  EditProgress {
    items = List.copyOf(items);
  }

  /// Where a step stands.
  enum State {
    /// Not done yet.
    OPEN,
    /// Done as it should be.
    DONE,
    /// Done, but wrongly.
    FAULTY,
    /// Refused by the editor although exact.
    GIVEN_UP
  }

  /// One step.
  ///
  /// @param refused attempts the editor refused
  /// @param refusedExact those among them that were exact
  /// @param turn the answer that brought it to its state, 0 for none
  record Item(EditStep step, State state, int refused, int refusedExact, int turn) {
    private Item to(State next, int at) {
      return new Item(step, next, refused, refusedExact, at);
    }

    private Item refuse(boolean exact, int at) {
      int count = refusedExact + (exact ? 1 : 0);
      State next = count >= ATTEMPTS ? State.GIVEN_UP : state;
      return new Item(step, next, refused + 1, count, at);
    }

    /// What `deed` made of it, or this item itself if it does not concern it.
    private Item after(History.Deed deed) {
      boolean right = EditVariants.right(step).is(deed.call());
      boolean wrong = EditVariants.faulty(step).filter(move -> move.is(deed.call())).isPresent();
      boolean off =
          EditVariants.misremembered(step).filter(move -> move.is(deed.call())).isPresent();
      boolean repair =
          state == State.FAULTY
              && EditVariants.repair(step)
                  .filter(s -> EditVariants.right(s).is(deed.call()))
                  .isPresent();
      if (deed.result().error()) {
        return right || wrong || off || repair ? refuse(!off, deed.turn()) : this;
      }
      if (right || repair || off) {
        return to(State.DONE, deed.turn());
      }
      return wrong ? to(State.FAULTY, deed.turn()) : this;
    }

    /// This item, open again if it was given up in the file at `path`: a change there may have made
    /// its text fit.
    private Item reopened(String path) {
      return state == State.GIVEN_UP && step.path().equals(path)
          ? new Item(step, State.OPEN, refused, 0, turn)
          : this;
    }

    private boolean closed() {
      return state == State.DONE || state == State.GIVEN_UP;
    }
  }

  static EditProgress of(History history, List<EditStep> steps) {
    var items = new ArrayList<Item>();
    var left = DiffReading.of(history.task());
    for (EditStep step : steps) {
      items.add(new Item(step, left.state(step), 0, 0, 0));
    }
    for (History.Deed deed : history.deeds()) {
      if (deed.edits()) {
        apply(items, deed);
      } else if (deed.argument("command").equals(DiffReading.COMMAND)) {
        var seen = DiffReading.of(deed.result().text());
        items.replaceAll(item ->
            item.state() == State.OPEN ? item.to(seen.state(item.step()), item.turn()) : item);
      }
    }
    return new EditProgress(items);
  }

  private static void apply(List<Item> items, History.Deed deed) {
    for (int i = 0; i < items.size(); i++) {
      Item before = items.get(i);
      Item after = before.closed() ? before : before.after(deed);
      if (!after.equals(before)) {
        items.set(i, after);
        if (after.state() == State.DONE) {
          items.replaceAll(item -> item.reopened(before.step().path()));
        }
        return;
      }
    }
  }

  List<Item> in(State state) {
    return items.stream().filter(item -> item.state() == state).toList();
  }
}
