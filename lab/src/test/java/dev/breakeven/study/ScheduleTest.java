package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The order of trials is fair to the arms, and the seed's alone.
final class ScheduleTest {
  private static final int BLOCKS = 400;

  private static Study study(long seed, String order) {
    return StudyReader.read(
        "study.yaml",
        """
        study: fair
        pack: none
        tasks: [T1, T2]
        trials: 400
        seed: %d
        order: %s
        date: 2026-11-24
        models:
          m: {id: claude-opus-4-7}
        arms:
          A: {solo: m, turns: 9}
          B: {solo: m, turns: 9}
          C: {solo: m, turns: 9}
        control: A
        """
            .formatted(seed, order));
  }

  private static List<List<Trial>> blocks(Study study) {
    var schedule = new Schedule(study, _ -> true);
    return IntStream.rangeClosed(1, BLOCKS)
        .mapToObj(number -> schedule.block(number, List.of()))
        .toList();
  }

  @Test
  void aBlockHoldsOneTrialOfEveryCellTheControlsIncluded() {
    assertThat(blocks(study(1, "random")))
        .allSatisfy(block ->
            assertThat(block)
                .extracting(Trial::id)
                .containsExactlyInAnyOrder(
                    "A-T1-1",
                    "A-T2-1",
                    "A.control-T1-1",
                    "A.control-T2-1",
                    "B-T1-1",
                    "B-T2-1",
                    "C-T1-1",
                    "C-T2-1"));
  }

  @Test
  void theSeedAloneDecidesTheOrder() {
    assertThat(blocks(study(1, "random"))).isEqualTo(blocks(study(1, "random")));
    assertThat(blocks(study(1, "random"))).isNotEqualTo(blocks(study(2, "random")));
    assertThat(blocks(study(1, "random")).stream().distinct().count()).isGreaterThan(BLOCKS / 2);
  }

  @Test
  void everyArmStandsInEveryPlaceAboutEquallyOften() {
    var counts = new HashMap<String, Integer>();
    for (var block : blocks(study(1, "random"))) {
      for (int place = 0; place < block.size(); place++) {
        counts.merge(block.get(place).arm() + " at " + place, 1, Integer::sum);
      }
    }
    // 4 arms in 8 places; 100 are expected in each, with a standard deviation of 8.7.
    assertThat(counts).hasSize(32);
    assertThat(counts.values()).allMatch(count -> Math.abs(count - 100) < 5 * 8.7);
  }

  @Test
  void theListedOrderIsTheFiles() {
    assertThat(blocks(study(1, "listed")).getLast())
        .extracting(Trial::arm)
        .containsExactly("A", "A", "A.control", "A.control", "B", "B", "C", "C");
  }
}
