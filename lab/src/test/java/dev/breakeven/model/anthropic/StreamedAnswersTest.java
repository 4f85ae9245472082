package dev.breakeven.model.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.OfficialClient;
import dev.breakeven.model.http.ToolInput;
import dev.breakeven.trace.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Anthropic, streamed answers.
final class StreamedAnswersTest extends AnthropicContract {
  private static final AttemptCharge BEGUN =
      new AttemptCharge.AtLeast(Usage.of(11, 20, 22, 333, 1));

  @Override
  AnthropicSettings.Transfer transfer() {
    return AnthropicSettings.Transfer.STREAMED;
  }

  @Override
  protected Map<String, String> headers() {
    return Map.of("content-type", "text/event-stream");
  }

  @Override
  protected String answer(List<Content> content, Stop stop) {
    return Messages.streamed(content, stop.key());
  }

  /// Its events, as its own summary of a stream (`finalMessage`) leaves out the iterations.
  @Override
  protected OfficialClient official() {
    return Messages.official(
        """
        const usage = {};
        for await (const event of await client.messages.create({ ...asked, stream: true })) {
          Object.assign(usage, event.message?.usage, event.usage);
        }
        """);
  }

  @Override
  protected AttemptCharge chargeOfHalf() {
    return BEGUN;
  }

  @Override
  protected String invalid() {
    return Messages.streamed(List.of(new Content.Text("Mended.")), "end_turn")
        .replace("data: {\"type\":\"message_stop\"}", "data: {\"type\":");
  }

  @Test
  void anErrorWithinTheStreamIsWhatItSays() {
    var whole = Messages.streamed(List.of(new Content.Text("Mended.")), "end_turn");
    var begun = new StringBuilder(whole.substring(0, whole.indexOf("event: ping")));
    Messages.event(
        begun, "error", Map.of("error", Map.of("type", "overloaded_error", "message", "Busy")));
    provider.then(whole(begun.toString()));
    var failure = failure(AMPLE);
    assertThat(failure.kind()).isEqualTo(Kind.OVERLOADED);
    assertThat(failure.charge()).isEqualTo(BEGUN);
  }

  @Test
  void aStreamThatEndsEarlyWithoutAnErrorIsCut() {
    var whole = Messages.streamed(List.of(new Content.Text("Mended.")), "end_turn");
    provider.then(whole(whole.substring(0, whole.indexOf("event: message_stop"))));
    var failure = failure(AMPLE);
    assertThat(failure.kind()).isEqualTo(Kind.CUT);
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Reported(Messages.USAGE));
  }

  @Test
  void argumentsThatTheLimitCutAreAnAnswerThatWasCutOff() throws Exception {
    provider.then(
        whole(
            Messages.streamed(List.of(call("c1", "one")), "max_tokens")
                .replace("ath\\\":\\\"one\\\"}", "ath\\\":\\\"on")));
    var answer = ask(request(user("Mend it.")));
    assertThat(answer.stop()).isEqualTo(Stop.MAX_TOKENS);
    assertThat(answer.content())
        .containsExactly(
            new Content.ToolCall("c1", "read", Map.of(ToolInput.UNREADABLE, "{\"path\":\"on")));
  }
}
