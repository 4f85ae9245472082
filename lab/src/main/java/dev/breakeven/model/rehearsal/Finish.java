package dev.breakeven.model.rehearsal;

import dev.breakeven.model.rehearsal.AnswerText.Topic;
import java.util.Optional;

/// What solo agents and orchestrators share: how they open, check, and come to an end.
final class Finish {
  /// Looks between a failed check that leaves no idea and its repetition.
  private static final int DOUBTS = 3;

  private final Scene scene;
  private final Script script;
  private final Exploration looks;
  private final Verification verification;
  private final int turn;
  private final double share;

  Finish(Scene scene, Script script, Exploration looks) {
    this(scene, script, looks, 1);
  }

  /// @param share how much of the profile's looking around is done before the first change
  Finish(Scene scene, Script script, Exploration looks, double share) {
    this.share = share;
    this.scene = scene;
    this.script = script;
    this.looks = looks;
    this.verification = Verification.of(scene.history(), script);
    this.turn = scene.history().turns() + 1;
  }

  Verification verification() {
    return verification;
  }

  /// The next act before any change, or empty when it is time to begin.
  Optional<Act> opening() {
    if (scene.history().workBegun()) {
      return Optional.empty();
    }
    var habits = scene.profile().habits();
    boolean checks = scene.dice().chance(habits.checking().first(), "check first");
    if (checks && turn == 2 && verification.runs().isEmpty()) {
      return Optional.of(new Act.Use(Topic.CHECK, Verification.move(script)));
    }
    int opening = scene.dice().around(scene.amount(share * habits.looking().opening()), "opening");
    return turn <= opening || turn == 1
        ? Optional.of(new Act.Use(Topic.LOOK, looks.around(turn)))
        : Optional.empty();
  }

  /// The first answer that changed anything, 0 if there is none.
  int firstEdit() {
    return scene.history().deeds().stream()
        .filter(Finish::changes)
        .mapToInt(History.Deed::turn)
        .findFirst()
        .orElse(0);
  }

  /// How many changes came after the last run of the judge.
  int editsSinceCheck() {
    int since = verification.last().map(Verification.Run::turn).orElse(0);
    return (int)
        scene.history().deeds().stream()
            .filter(deed -> deed.turn() > since && changes(deed))
            .count();
  }

  private static boolean changes(History.Deed deed) {
    return (deed.edits() && !deed.result().error())
        || deed.call().tool().equals(WantedCall.DELEGATE);
  }

  /// The next act when nothing is left that the agent knows of.
  Act ending() {
    Optional<Verification.Run> last = verification.last();
    if (last.isEmpty() || editsSinceCheck() > 0) {
      return scene.dice().chance(scene.profile().slips().hasty(), "hasty")
          ? done("DONE")
          : new Act.Use(Topic.CHECK, Verification.move(script));
    }
    int idle = turn - 1 - last.get().turn();
    if (last.get().green()) {
      double mean = scene.amount(scene.profile().habits().looking().closing());
      return idle < scene.dice().around(mean, "closing")
          ? new Act.Use(Topic.LOOK, looks.closing(turn))
          : done("DONE");
    }
    if (idle < DOUBTS) {
      return new Act.Use(Topic.LOOK, looks.closing(turn));
    }
    if (verification.redAfter(firstEdit()).size() < 2) {
      return new Act.Use(Topic.CHECK, Verification.move(script));
    }
    boolean admits = scene.dice().chance(scene.profile().slips().blocked(), "blocked");
    return done(admits ? "BLOCKED" : "DONE");
  }

  private Act done(String word) {
    var prose = new AnswerText(scene.dice(), scene.profile());
    String words = prose.about(Topic.SUMMARY, scene.profile().writing().summary(), turn);
    return new Act.End((words + "\n\n" + word).strip());
  }
}
