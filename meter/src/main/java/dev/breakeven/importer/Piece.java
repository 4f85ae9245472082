package dev.breakeven.importer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A piece of lines that a program writes alike: some bytes, always the same, and behind them a
/// value, of which each line has its own.
///
/// The pieces of all lines that were learnt make a tree; each line is a way through it. A known
/// line is read by comparing bytes and taking values, without a look at its names.
///
/// @param <M> what the reader of the lines makes of a piece
public final class Piece<M> extends Token {
  /// Where more differ, the next line will differ too.
  private static final int MOST_FOLLOWING = 16;

  private final M meaning;
  private final int depth;
  private final boolean last;

  /// With what the value begins, as [#kind] says.
  private final byte kind;

  /// Longer ones first, as they may begin like shorter ones.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private Piece<M>[] following = new Piece[0];

  private @Nullable Token usual;
  private @Nullable Token second;
  private String word = "";
  private String before = "";

  private Piece(String written, M meaning, int depth, boolean last, byte kind) {
    super("", written);
    this.meaning = meaning;
    this.depth = depth;
    this.last = last;
    this.kind = kind;
  }

  /// Where all lines begin; no line was learnt yet.
  public static <M> Piece<M> start(M meaning) {
    return new Piece<>("", meaning, 0, false, (byte) 0);
  }

  /// What the reader makes of it.
  public M meaning() {
    return meaning;
  }

  /// Whether it ends the line and has no value.
  public boolean isLast() {
    return last;
  }

  /// In how many objects and arrays its value is.
  int depth() {
    return depth;
  }

  /// The byte that a text, an object or an array begins with, 0 for any other value, and -1 for
  /// what is no value.
  private static byte kind(byte first) {
    return switch (first) {
      case '"', '{', '[' -> first;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 't', 'f', 'n' -> 0;
      default -> -1;
    };
  }

  /// Whether its value may begin with `first`.
  boolean mayBegin(byte first) {
    return kind == kind(first);
  }

  /// The piece with which the line at hand goes on, whose value is then at hand; null, without
  /// moving, if it was not learnt.
  public @Nullable Piece<M> next(JsonCursor json) {
    for (Piece<M> piece : following) {
      if (json.take(piece)) {
        return piece;
      }
    }
    return null;
  }

  /// The piece with which a line goes on, learnt if it was not known; null if lines go on in too
  /// many ways.
  ///
  /// @param first what its value begins with
  @Nullable Piece<M> learn(String written, M meant, int depthOfValue, boolean isLast, byte first) {
    for (Piece<M> piece : following) {
      if (piece.mayBegin(first) && piece.isWritten(written)) {
        return piece;
      }
    }
    if (following.length == MOST_FOLLOWING) {
      return null;
    }
    var piece = new Piece<>(written, meant, depthOfValue, isLast, kind(first));
    int place = 0;
    while (place < following.length && following[place].length() >= piece.length()) {
      place++;
    }
    Piece<M>[] more = Arrays.copyOf(following, following.length + 1);
    System.arraycopy(following, place, more, place + 1, following.length - place);
    more[place] = piece;
    following = more;
    return piece;
  }

  /// Which of the two values that it usually has stands in `bytes` at `from`; null if neither does.
  /// There must be eight bytes.
  @Nullable Token usual(byte[] bytes, int from) {
    long eight = eight(bytes, from);
    if (usual != null && usual.isAt(bytes, from, eight)) {
      return usual;
    }
    return second != null && second.isAt(bytes, from, eight) ? second : null;
  }

  /// Takes note of a value, a word of ASCII without escapes; one that was among the last two is
  /// expected from then on.
  ///
  /// @param value the same object for the same word, as [Words] gives it
  @SuppressWarnings("ReferenceEquality")
  void had(String value) {
    if (value == word || value == before) {
      second = usual;
      usual = new Token(value, '"' + value + '"');
    }
    before = word;
    word = value;
  }
}
