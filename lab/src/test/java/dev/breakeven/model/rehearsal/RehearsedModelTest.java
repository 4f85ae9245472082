package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.Request;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsedModelTest {
  private static final Profile OPUS = Profiles.bundled("opus-like");
  private static final Profile HAIKU = Profiles.bundled("haiku-like");
  private static final Profile LOCAL = Profiles.bundled("small-local-like");

  @ParameterizedTest
  @EnumSource(Tasks.class)
  void soloModelSolvesMostTrials(Tasks task) throws Exception {
    int solved = 0;
    for (int seed = 0; seed < 20; seed++) {
      Rehearsals.Trial trial = Rehearsals.solo(OPUS, task, seed, 80);
      if (trial.repository().solved()) {
        assertThat(trial.run().ending()).endsWith("DONE");
        solved++;
      }
      assertThat(trial.repository().verified).isLessThanOrEqualTo(6);
    }
    assertThat(solved).isGreaterThanOrEqualTo(15);
  }

  @ParameterizedTest
  @EnumSource(Tasks.class)
  void orchestratorAndExecutorSolveMostTrials(Tasks task) throws Exception {
    int solved = 0;
    for (int seed = 0; seed < 20; seed++) {
      Rehearsals.Trial trial = Rehearsals.orchestrated(OPUS, LOCAL, task, seed);
      assertThat(trial.loop().executed).isNotEmpty();
      solved += trial.repository().solved() ? 1 : 0;
    }
    assertThat(solved).isGreaterThanOrEqualTo(15);
  }

  @Test
  void sameSeedGivesSameTrial() throws Exception {
    Rehearsals.Trial first = Rehearsals.orchestrated(OPUS, HAIKU, Tasks.REPAIR, 5);
    Rehearsals.Trial second = Rehearsals.orchestrated(OPUS, HAIKU, Tasks.REPAIR, 5);

    assertThat(second.run()).isEqualTo(first.run());
    assertThat(second.loop().executed).isEqualTo(first.loop().executed);
    assertThat(second.clock().instant()).isEqualTo(first.clock().instant());
  }

  @Test
  void otherSeedGivesOtherTrial() throws Exception {
    assertThat(Rehearsals.solo(OPUS, Tasks.REPAIR, 6, 80).run().answers())
        .isNotEqualTo(Rehearsals.solo(OPUS, Tasks.REPAIR, 5, 80).run().answers());
  }

  @Test
  void freshModelGoesOnInTheMiddleOfAConversation() throws Exception {
    Script script = Tasks.REPAIR.script();
    for (int seed = 0; seed < 5; seed++) {
      MiniLoop.Run run = Rehearsals.orchestrated(OPUS, HAIKU, Tasks.REPAIR, seed).run();
      for (int turn = 0; turn < run.turns(); turn++) {
        var clock = new VirtualClock(Rehearsals.START);
        Request request = run.requests().get(turn);
        ModelAnswer again = Rehearsals.model(OPUS, script, seed, clock).ask(request);

        assertThat(again.content()).isEqualTo(run.answers().get(turn).content());
        assertThat(again.usage()).isEqualTo(run.answers().get(turn).usage());
      }
    }
  }

  @Test
  void usageIsTheSumOfSizes() throws Exception {
    MiniLoop.Run run = Rehearsals.solo(HAIKU, Tasks.FEATURE, 1, 80).run();
    long before = 0;
    for (int i = 0; i < run.turns(); i++) {
      ModelAnswer answer = run.answers().get(i);
      Request request = run.requests().get(i);
      long pieces = request.messages().stream().mapToLong(m -> m.content().size()).sum();

      assertThat(answer.known()).isEqualTo(Known.REHEARSED);
      assertThat(answer.sizes().prompt()).hasSize((int) pieces + 2);
      assertThat(answer.usage().prompt()).isEqualTo(sum(answer.sizes().prompt()));
      assertThat(answer.sizes().answer()).hasSize(answer.content().size());
      assertThat(answer.usage().count(TokenClass.OUTPUT)).isEqualTo(sum(answer.sizes().answer()));
      assertThat(answer.usage().prompt()).isGreaterThan(before);
      before = answer.usage().prompt() + answer.usage().count(TokenClass.OUTPUT);
    }
  }

  @Test
  void blocksKeepTheirSizeFromCallToCall() throws Exception {
    MiniLoop.Run run = Rehearsals.solo(OPUS, Tasks.FEATURE, 2, 80).run();
    for (int i = 1; i < run.turns(); i++) {
      var expected = new ArrayList<>(run.answers().get(i - 1).sizes().prompt());
      expected.addAll(run.answers().get(i - 1).sizes().answer());

      assertThat(run.answers().get(i).sizes().prompt()).startsWith(expected.toArray(Long[]::new));
    }
  }

  @Test
  void timeComesFromTheProfileAndMovesTheClock() throws Exception {
    Rehearsals.Trial trial = Rehearsals.solo(OPUS, Tasks.FEATURE, 3, 80);
    var speed = OPUS.machine().speed();
    Duration sum = Duration.ZERO;
    for (ModelAnswer answer : trial.run().answers()) {
      assertThat(answer.timing().start()).isEqualTo(Rehearsals.START.plus(sum));
      Usage usage = answer.usage();
      assertThat(answer.timing().first().toMillis())
          .isEqualTo(Math.round(1000 * (speed.first() + usage.prompt() / speed.prompt())));
      sum = sum.plus(answer.timing().total());
    }
    assertThat(trial.clock().instant()).isEqualTo(Rehearsals.START.plus(sum));
  }

  @Test
  void answerIsCutAtItsLimit() throws Exception {
    MiniLoop.Run run = Rehearsals.solo(OPUS, Tasks.FEATURE, 3, 80).run();
    Request request = run.requests().getFirst();
    var small =
        new Request(request.model(), request.system(), request.tools(), request.messages(), 10);
    ModelAnswer answer =
        Rehearsals.model(OPUS, Tasks.FEATURE.script(), 3, new VirtualClock(Rehearsals.START))
            .ask(small);

    assertThat(answer.stop()).isEqualTo(ModelAnswer.Stop.MAX_TOKENS);
    assertThat(answer.usage().count(TokenClass.OUTPUT)).isEqualTo(10);
    assertThat(answer.content()).noneMatch(Content.ToolCall.class::isInstance);
  }

  @Test
  void severalEditsShareAnAnswerAtAboutTheProfilesRate() throws Exception {
    int edits = 0;
    int answers = 0;
    for (int seed = 0; seed < 40; seed++) {
      for (ModelAnswer answer : Rehearsals.solo(OPUS, Tasks.REPAIR, seed, 80).run().answers()) {
        int here = edits(answer).size();
        edits += here;
        answers += here > 0 ? 1 : 0;
      }
    }
    // 1 / (1 - 0.4) if nothing else ended an answer's edits; looks at the next file do.
    assertThat((double) edits / answers).isBetween(1.3, 1.67);
  }

  @Test
  void editsSlipAtAboutTheProfilesRate() throws Exception {
    int refused = 0;
    int faulty = 0;
    int edits = 0;
    List<EditStep> steps = Tasks.REPAIR.script().steps();
    for (int seed = 0; seed < 60; seed++) {
      for (ModelAnswer answer : Rehearsals.solo(HAIKU, Tasks.REPAIR, seed, 120).run().answers()) {
        for (Content.ToolCall call : edits(answer)) {
          edits++;
          refused += steps.stream().anyMatch(s -> is(call, EditVariants.misremembered(s))) ? 1 : 0;
          faulty += steps.stream().anyMatch(s -> is(call, EditVariants.faulty(s))) ? 1 : 0;
        }
      }
    }
    assertThat(edits).isGreaterThan(1400);
    assertThat((double) refused / edits).isBetween(0.04, 0.08);
    assertThat((double) faulty / edits).isBetween(0.04, 0.08);
  }

  @Test
  void refusedEditIsFollowedByALook() throws Exception {
    int refusals = 0;
    for (int seed = 0; seed < 20; seed++) {
      MiniLoop.Run run = Rehearsals.solo(LOCAL, Tasks.REPAIR, seed, 120).run();
      for (int i = 1; i < run.turns(); i++) {
        List<Content> results = run.requests().get(i).messages().getLast().content();
        if (results.stream().anyMatch(c -> c instanceof Content.ToolResult r && r.error())) {
          refusals++;
          assertThat(edits(run.answers().get(i))).isEmpty();
        }
      }
    }
    assertThat(refusals).isGreaterThan(20);
  }

  @Test
  void executorSaysWhereItFoundNoMatch() throws Exception {
    Script script = Tasks.FEATURE.script();
    var repository = new FakeRepository(Tasks.FEATURE.files(), script);
    EditStep impossible =
        new EditStep.Replace("src/main/java/sample/Part1.java", "not there", "new");
    String instruction = Instruction.write("Do this.", List.of(impossible));
    var model = Rehearsals.model(HAIKU, script, 1, new VirtualClock(Rehearsals.START));
    MiniLoop.Run run = new MiniLoop(repository, null).run(model, instruction, 20);

    assertThat(run.ending()).contains("src/main/java/sample/Part1.java").endsWith("BLOCKED");
  }

  @Test
  void noTwoInstructionsOfATrialAreTheSame() throws Exception {
    for (int seed = 0; seed < 10; seed++) {
      List<Object> instructions =
          Rehearsals.orchestrated(OPUS, LOCAL, Tasks.REPAIR, seed).run().answers().stream()
              .flatMap(answer -> answer.content().stream())
              .filter(c ->
                  c instanceof Content.ToolCall call && call.tool().equals(WantedCall.DELEGATE))
              .<Object>map(c -> ((Content.ToolCall) c).input().getOrDefault("instruction", ""))
              .toList();
      assertThat(instructions).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void turnsAreOfTheStudysOrder() throws Exception {
    assertThat(medianTurns(OPUS, Tasks.REPAIR)).isBetween(25, 40);
    assertThat(medianTurns(OPUS, Tasks.FEATURE)).isBetween(6, 16);
    assertThat(medianTurns(HAIKU, Tasks.REPAIR)).isBetween(60, 95);
    assertThat(medianTurns(HAIKU, Tasks.FEATURE)).isBetween(18, 32);
  }

  private static int medianTurns(Profile profile, Tasks task) throws Exception {
    var turns = new ArrayList<Integer>();
    for (int seed = 0; seed < 21; seed++) {
      turns.add(Rehearsals.solo(profile, task, seed, 150).run().turns());
    }
    turns.sort(null);
    return turns.get(10);
  }

  private static boolean is(Content.ToolCall call, java.util.Optional<WantedCall> move) {
    return move.filter(m -> m.is(call)).isPresent();
  }

  private static List<Content.ToolCall> edits(ModelAnswer answer) {
    return answer.content().stream()
        .filter(Content.ToolCall.class::isInstance)
        .map(Content.ToolCall.class::cast)
        .filter(call -> call.tool().equals(WantedCall.EDITOR))
        .filter(call -> !"view".equals(call.input().get("command")))
        .toList();
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }
}
