package dev.breakeven.pricing;

/// Why a bill is the least that was paid and not what was paid: something belongs to it that its
/// sum does not hold. Unpriced calls are told apart from these; see [Bill.Unpriced].
public sealed interface Floor {
  /// An answer whose log holds the count of its beginning only.
  record NoFinalCount() implements Floor {
    @Override
    public String key() {
      return "no_final_count";
    }
  }

  /// A call bought in a way that the catalog has no factor for, priced as if bought plainly.
  ///
  /// @param way the way of buying, in the word of the log: `fast`
  record NoFactor(String way) implements Floor {
    @Override
    public String key() {
      return "no_factor:" + way;
    }
  }

  /// A tool that the provider ran and whose fee the catalog does not know.
  ///
  /// @param tool its name, as `code_execution`
  record NoFee(String tool) implements Floor {
    @Override
    public String key() {
      return "no_fee:" + tool;
    }
  }

  /// An executor whose calls are not in the log.
  record NoExecutor() implements Floor {
    @Override
    public String key() {
      return "no_executor";
    }
  }

  /// The name used in files: `no_final_count`.
  String key();
}
