package dev.breakeven.importer.gateway;

import dev.breakeven.exchange.Caller;
import dev.breakeven.exchange.Part;
import dev.breakeven.exchange.Reply;
import dev.breakeven.exchange.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One call in a gateway's ledger.
///
/// @param id unique in all ledgers: its run, `-`, and its number
/// @param caller who asked
/// @param request what was asked
/// @param answer what came back
/// @param times when
public record CallLine(String id, Caller caller, Request request, Answer answer, Times times) {
  /// How an exchange ended.
  public enum End {
    /// The answer came to its end.
    COMPLETE,
    /// The provider's answer broke off.
    CUT,
    /// The client left before the answer's end.
    ABANDONED,
    /// No answer came.
    UNANSWERED,
    /// The gateway refused the request, and the provider never saw it.
    REFUSED;

    /// The name used in files: `complete`.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The one named `key`.
    ///
    /// @throws IllegalArgumentException if there is none
    public static End ofKey(String key) {
      for (End end : values()) {
        if (end.key().equals(key)) {
          return end;
        }
      }
      throw new IllegalArgumentException("expected an end such as complete, got " + key);
    }
  }

  /// What was asked.
  ///
  /// @param wire the interface that was asked
  /// @param model the model's id as asked for
  /// @param hash stands for the body: a retry has the same
  /// @param hour whether all its cache marks were of one hour
  /// @param prompt the prompt
  public record Request(Wire wire, String model, String hash, boolean hour, Change prompt) {}

  /// A prompt, told as the change against that of an earlier call in the same ledger.
  ///
  /// @param base the earlier call's id, null for none
  /// @param kept how many leading parts of its prompt stand unchanged
  /// @param added the parts that follow them
  /// @param marks positions in the whole prompt that carried a cache mark
  public record Change(@Nullable String base, int kept, List<Part> added, List<Integer> marks) {
    /// Takes immutable copies.
    public Change {
      added = List.copyOf(added);
      marks = List.copyOf(marks);
    }
  }

  /// What came back.
  ///
  /// @param status the status of HTTP, 0 where none came
  /// @param end how it ended
  /// @param requestId the provider's id of the request, null where it gave none
  /// @param reply what it says
  public record Answer(int status, End end, @Nullable String requestId, Reply reply) {}

  /// When it was.
  ///
  /// @param start when the request was there
  /// @param first how long until the answer began
  /// @param total how long until it ended
  public record Times(Instant start, Duration first, Duration total) {}
}
