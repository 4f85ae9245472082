package dev.breakeven.cache;

import static dev.breakeven.cache.EntryLife.FIVE_MINUTES;
import static dev.breakeven.cache.EntryLife.ONE_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.catalog.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheRulesTest {
  private final CacheRules rules = CacheRules.of(Catalog.bundled(), "anthropic");

  @Test
  void theCatalogHasTheNumbers() {
    assertThat(rules.lookback()).isEqualTo(20);
    assertThat(rules.breakpoints()).isEqualTo(4);
    assertThat(rules.tail()).isEqualTo(1);
    assertThat(rules.minimum("claude-opus-4-7")).isEqualTo(2_048);
    assertThat(rules.minimum("claude-haiku-4-5-20251001")).isEqualTo(4_096);
  }

  @Test
  void aMinimumThatIsNotEstablishedIsAskedForAndNotGuessed() {
    assertThatThrownBy(() -> rules.minimum("claude-haiku-5-5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got claude-haiku-5-5; add it to a catalog file");
    assertThat(rules.withMinimum("claude-haiku-5-5", 512).minimum("claude-haiku-5-5"))
        .isEqualTo(512);
  }

  @Test
  void aCacheThatIsNotDescribedInFullIsRefused() {
    assertThatThrownBy(() -> CacheRules.of(Catalog.bundled(), "openai"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got openai, whose lookback is not established");
    assertThatThrownBy(() -> CacheRules.of(Catalog.bundled(), "acme"))
        .hasMessageContaining("got acme");
  }

  @Test
  void anAutomaticMarkOnAMarkedBlockChangesNothing() {
    var explicit = List.of(new Breakpoint(3, FIVE_MINUTES));

    assertThat(rules.automatic(3, explicit, FIVE_MINUTES)).isEqualTo(explicit);
  }

  @Test
  void anAutomaticMarkOfAnotherLifeOnAMarkedBlockIsRefused() {
    assertThatThrownBy(() -> rules.automatic(3, List.of(new Breakpoint(3, ONE_HOUR)), FIVE_MINUTES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ONE_HOUR, got FIVE_MINUTES");
  }

  @Test
  void anAutomaticMarkTakesUpOneOfTheFour() {
    var three =
        List.of(
            new Breakpoint(0, FIVE_MINUTES),
            new Breakpoint(1, FIVE_MINUTES),
            new Breakpoint(2, FIVE_MINUTES));
    var four = rules.automatic(3, three, FIVE_MINUTES);

    assertThat(four).hasSize(4).endsWith(new Breakpoint(3, FIVE_MINUTES));
    assertThatThrownBy(() -> rules.automatic(4, four, FIVE_MINUTES))
        .hasMessage("expected at most 4 breakpoints, got 5");
  }
}
