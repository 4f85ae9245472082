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

  private static final byte[] KINDS = kinds();

  private final M meaning;
  private final int depth;
  private final boolean last;

  /// With what the value begins, as [#kinds] says.
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

  /// What values begin with: the byte itself for a text, an object and an array, 0 for others, -1
  /// for what is no value.
  private static byte[] kinds() {
    var kinds = new byte[256];
    Arrays.fill(kinds, (byte) -1);
    for (char first : "\"{[".toCharArray()) {
      kinds[first] = (byte) first;
    }
    for (char first : "-0123456789tfn".toCharArray()) {
      kinds[first] = 0;
    }
    return kinds;
  }

  /// Whether a value that begins with `first` may be its value; the last piece has none.
  boolean mayBegin(byte first) {
    return last || kind == KINDS[first & 0xFF];
  }

  /// Those with which a line may go on; the first that fits is the one.
  Piece<M>[] following() {
    return following;
  }

  /// The piece with which a line goes on, learnt if it was not known; null if lines go on in too
  /// many ways.
  ///
  /// @param first what its value begins with
  @Nullable Piece<M> learn(String written, M meant, int depthOfValue, boolean isLast, byte first) {
    for (Piece<M> piece : following) {
      if (piece.last == isLast && piece.mayBegin(first) && piece.isWritten(written)) {
        return piece;
      }
    }
    if (following.length == MOST_FOLLOWING) {
      return null;
    }
    var piece = new Piece<>(written, meant, depthOfValue, isLast, KINDS[first & 0xFF]);
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
  /// @param value the same object for the same word, as [WordCache] gives it
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
