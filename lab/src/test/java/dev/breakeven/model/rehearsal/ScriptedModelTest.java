package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.trace.Known;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {
  private static final Script SCRIPT = Tasks.FEATURE.script();

  @Test
  void playsItsCallsAndThenSaysDone() throws Exception {
    var calls =
        List.of(
            new Content.ToolCall("", WantedCall.BASH, Map.of("command", "git status")),
            new Content.ToolCall("", WantedCall.EDITOR, Map.of("command", "view", "path", ".")));
    var model =
        ScriptedModel.calling(calls, Rehearsals.COUNTER, new VirtualClock(Rehearsals.START));
    var repository = new FakeRepository(Tasks.FEATURE.files(), SCRIPT);
    MiniLoop.Run run = new MiniLoop(repository, null).run(model, "Go.", 10);

    assertThat(run.turns()).isEqualTo(3);
    assertThat(run.ending()).isEqualTo("DONE");
    assertThat(run.answers()).extracting(ModelAnswer::known).containsOnly(Known.ESTIMATED);
    assertThat(run.answers().get(1).content())
        .containsExactly(new Content.ToolCall("call_2", WantedCall.EDITOR, calls.get(1).input()));
    assertThat(run.answers().get(2).usage().prompt())
        .isGreaterThan(run.answers().get(1).usage().prompt());
  }
}
