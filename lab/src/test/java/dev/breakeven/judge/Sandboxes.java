package dev.breakeven.judge;

import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;

/// The best sandbox that this machine has.
final class Sandboxes {
  private Sandboxes() {}

  static Sandbox best() throws InterruptedException {
    return Bubblewrap.find().<Sandbox>map(found -> found).orElseGet(Unconfined::new);
  }
}
