package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.JsonCursor;
import dev.breakeven.importer.Piece;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads entries: a line that has the form of an earlier one piece by piece, any other name by name
/// by [EntryReader]. Both hand the same values to the same code, so they make the same of a line.
/// For one thread.
final class EntryForms {
  /// Logs have some hundred forms; one whose lines are never alike must not fill the memory.
  private static final int MOST = 1024;

  /// What a value is of.
  enum Owner {
    /// The line itself.
    ENTRY,
    /// Its message.
    MESSAGE,
    /// A content of the message.
    PART,
    /// The message's usage.
    USAGE,
    /// The usage's tokens written for each life.
    LIVES,
    /// A tool's result, in the tool's own form.
    RESULT,
    /// Something that is not looked at.
    NONE
  }

  /// Something that is the same on all lines of a form: the value of a field; with an empty name,
  /// that its owner begins; with the name `content`, that the message's contents begin.
  record Known(Owner owner, String name, String value) {}

  /// What a piece tells.
  static final class Meaning {
    private final Known[] known;
    private final Owner owner;
    private final String name;

    /// @param known what is the same on all lines
    /// @param owner what its value is of
    /// @param name the value's field
    Meaning(List<Known> known, Owner owner, String name) {
      this.known = known.toArray(Known[]::new);
      this.owner = owner;
      this.name = name;
    }
  }

  private final Contents contents;
  private final Piece<Meaning> start = Piece.start(new Meaning(List.of(), Owner.NONE, ""));
  private int readByName;

  // What is read of the line at hand; a form begins what it takes values of.
  private EntryReader entry;
  private MessageReader message = MessageReader.NONE;
  private MessageReader.@Nullable Part part;
  private @Nullable UsageReader usage;

  /// @param contents what is wanted of them; where a length is not enough, texts are kept
  EntryForms(Contents contents) {
    this.contents = contents;
    entry = new EntryReader(contents);
  }

  /// The entry on the line at hand.
  ///
  /// @throws JsonCursor.BrokenException if it is no JSON
  /// @throws IllegalArgumentException if it is JSON of another form
  Entry read(JsonCursor json) {
    Entry known = known(json);
    if (known != null) {
      return known;
    }
    json.rewind();
    Entry read = EntryReader.read(json, contents);
    readByName++;
    if (readByName <= MOST && json.atEnd()) {
      json.rewind();
      new FormLearner(json, start).learn();
    }
    return read;
  }

  /// How many lines had no known form.
  int readByName() {
    return readByName;
  }

  /// The entry on the line at hand; null if it has no known form.
  private @Nullable Entry known(JsonCursor json) {
    entry = new EntryReader(contents);
    message = MessageReader.NONE;
    for (Piece<Meaning> piece = json.next(start); piece != null; piece = json.next(piece)) {
      Meaning meaning = piece.meaning();
      for (Known known : meaning.known) {
        take(known);
      }
      if (piece.isLast()) {
        return message.isUsual() ? entry.made() : null;
      }
      take(meaning, json);
    }
    return null;
  }

  private void take(Known known) {
    switch (known.owner()) {
      case ENTRY -> entry.field(known.name(), known.value());
      case MESSAGE -> {
        if (known.name().isEmpty()) {
          message = MessageReader.begun(contents);
          entry.take(message);
        } else if (known.name().equals("content")) {
          message.contents();
        } else {
          message.field(known.name(), known.value());
        }
      }
      case PART -> {
        if (known.name().isEmpty()) {
          part = message.part();
        } else {
          Objects.requireNonNull(part).field(known.name(), known.value());
        }
      }
      case USAGE -> {
        if (known.name().isEmpty()) {
          usage = message.usage();
        } else {
          Objects.requireNonNull(usage).field(known.name(), known.value());
        }
      }
      case LIVES, RESULT, NONE -> {}
    }
  }

  private void take(Meaning meaning, JsonCursor json) {
    switch (meaning.owner) {
      case ENTRY -> entry.field(meaning.name, json);
      case MESSAGE -> message.field(meaning.name, json);
      case PART -> Objects.requireNonNull(part).field(meaning.name, json);
      case USAGE -> Objects.requireNonNull(usage).field(meaning.name, json);
      case LIVES -> Objects.requireNonNull(usage).life(meaning.name, json);
      case RESULT -> entry.result(meaning.name, json);
      case NONE -> json.skip();
    }
  }
}
