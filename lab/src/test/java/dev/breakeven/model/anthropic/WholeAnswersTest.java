package dev.breakeven.model.anthropic;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.OfficialClient;
import java.util.List;

/// Anthropic, whole answers.
final class WholeAnswersTest extends AnthropicContract {
  @Override
  AnthropicSettings.Transfer transfer() {
    return AnthropicSettings.Transfer.WHOLE;
  }

  @Override
  protected String answer(List<Content> content, Stop stop) {
    return Messages.whole(content, stop.key());
  }

  @Override
  protected OfficialClient official() {
    return Messages.official("const { usage } = await client.messages.create(asked);");
  }

  /// The usage stands after the content.
  @Override
  protected AttemptCharge chargeOfHalf() {
    return new AttemptCharge.Unknown();
  }

  @Override
  protected String invalid() {
    var whole = Messages.whole(List.of(new Content.Text("Mended.")), "end_turn");
    return whole.substring(0, whole.length() - 4) + "!";
  }
}
