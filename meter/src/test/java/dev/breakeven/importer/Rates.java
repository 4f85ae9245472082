package dev.breakeven.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;

/// Prices in dollars a million tokens, as SOURCES.md of the saved traces found them to reproduce
/// what tools recorded; they stand in no catalog of ours, which has no dated source for them.
public record Rates(String input, String read, String output) {
  /// Claude Sonnet 4 as OpenHands' router priced it.
  public static final Rates SONNET_4 = new Rates("3", "0.3", "15");

  /// DeepSeek as OpenHands' router priced it.
  public static final Rates DEEPSEEK_CHAT = new Rates("0.27", "0.07", "1.10");

  /// DeepSeek as mini-swe-agent's runs priced it.
  public static final Rates DEEPSEEK = new Rates("0.28", "0.028", "0.42");

  /// Gemini 2.5 Pro as aider priced it, which does not tell cached tokens apart.
  public static final Rates GEMINI = new Rates("1.25", "1.25", "10");

  /// What `usage` costs at these prices.
  public Usd of(Usage usage) {
    return times(input, usage.count(TokenClass.UNCACHED))
        .plus(times(read, usage.count(TokenClass.READ)))
        .plus(times(output, usage.count(TokenClass.OUTPUT)));
  }

  private static Usd times(String million, long tokens) {
    return new Usd(Usd.of(million).picodollars() / 1_000_000).times(tokens);
  }

  /// Sees to it that these prices give what the log recorded of `call`, to the picodollar.
  public void reproduce(Call call) {
    assertThat(call.answer().recorded()).as(call.id()).isEqualTo(of(call.answer().usage()));
  }
}
