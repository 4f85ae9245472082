package dev.breakeven.model.rehearsal;

/// What an orchestrator believes of one step.
///
/// @param step the step
/// @param belief where it stands
/// @param sent how often it was delegated or tried by own hands
/// @param turn the answer that last touched it, 0 for none
record StepState(EditStep step, Belief belief, int sent, int turn) {
  /// Where a step stands.
  enum Belief {
    /// To be done.
    TODO,
    /// An executor said it is done.
    ASSUMED,
    /// Something says it is not as it should be; it must be looked at.
    SUSPECT,
    /// It was looked at and is wrong.
    FAULTY,
    /// It was looked at, or done by own hands.
    SEEN
  }

  StepState to(Belief next) {
    return new StepState(step, next, sent, turn);
  }

  StepState sent(Belief next, int at) {
    return new StepState(step, next, sent + 1, at);
  }

  /// What to have done about it: the step itself, or the repair of what went wrong.
  EditStep remedy() {
    return belief == Belief.FAULTY ? EditVariants.repair(step).orElse(step) : step;
  }

  /// Whether `other` is this step or its repair.
  boolean covers(EditStep other) {
    return other.equals(step) || EditVariants.repair(step).filter(other::equals).isPresent();
  }

  /// What a look at the file of the step says of it: a view for a created file, a `git diff` for a
  /// changed one.
  Belief read(String text, boolean error) {
    boolean wrong = EditVariants.wrongWord(step).filter(text::contains).isPresent();
    return switch (step) {
      case EditStep.Create _ -> error ? Belief.TODO : wrong ? Belief.FAULTY : Belief.SEEN;
      case EditStep.Replace(String _, String before, String after) ->
          wrong ? Belief.FAULTY : touched(text, before, after) ? Belief.SEEN : Belief.TODO;
    };
  }

  /// Whether the lines of `diff` hold something the edit takes away or puts in.
  static boolean touched(String diff, String before, String after) {
    boolean visible = false;
    for (String line : before.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && after.lines().map(String::strip).noneMatch(line::equals)) {
        visible = true;
        if (diff.lines().anyMatch(l -> l.startsWith("-") && l.contains(line))) {
          return true;
        }
      }
    }
    for (String line : after.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && before.lines().map(String::strip).noneMatch(line::equals)) {
        visible = true;
        if (diff.lines().anyMatch(l -> l.startsWith("+") && l.contains(line))) {
          return true;
        }
      }
    }
    return !visible;
  }
}
