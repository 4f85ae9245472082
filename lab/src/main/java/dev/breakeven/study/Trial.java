package dev.breakeven.study;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// One attempt of one arm at one task.
///
/// @param arm the arm's name
/// @param task the task's id
/// @param number counted from 1 within arm and task
public record Trial(String arm, String task, int number) {
  /// Its name in tables and file names: `A-T1-1`.
  public String id() {
    return arm + "-" + task + "-" + number;
  }

  /// The seed of its rehearsed models, drawn from the study's seed and the trial's name.
  public long seed(long studySeed) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((studySeed + "/" + id()).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
