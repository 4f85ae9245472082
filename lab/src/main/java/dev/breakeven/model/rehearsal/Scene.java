package dev.breakeven.model.rehearsal;

/// What a decision is made from: the conversation so far, the profile, and chance.
record Scene(History history, Profile profile, Dice dice) {
  private static final double STRAYING = 2.5;

  /// A mean amount of looking, more of it in a trial that strays.
  double amount(double mean) {
    return strays() ? STRAYING * mean : mean;
  }

  /// A chance of looking, higher in a trial that strays but never certain.
  double chance(double chance) {
    return strays() ? Math.min(0.9, STRAYING * chance) : chance;
  }

  private boolean strays() {
    return dice.chance(profile.slips().straying(), "straying");
  }
}
