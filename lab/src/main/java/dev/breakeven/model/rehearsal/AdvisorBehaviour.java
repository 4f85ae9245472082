package dev.breakeven.model.rehearsal;

/// An advisor: reads a conversation and writes advice of the usual length, which changes nothing.
final class AdvisorBehaviour implements Behaviour {
  /// Tokens of an advice, on average. Anthropic's page on its advisor tool gives 400 to 700 tokens
  /// of text; thinking, which is not rehearsed, would come on top.
  private static final double ADVICE = 550;

  private final Scene scene;

  AdvisorBehaviour(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Act next() {
    var prose = new AnswerText(scene.dice(), scene.profile());
    return new Act.End(prose.about(AnswerText.Topic.ADVISE, ADVICE, 1));
  }
}
