package dev.breakeven.importer.claudecode;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a transcript, without what does not matter for cost.
///
/// @param kind what it is
/// @param type the tool's own word for its kind
/// @param place where in the conversations it stands
/// @param time when it was written, null if it does not say
/// @param said the message in it, null if there is none
/// @param note what else it tells
record Entry(
    EntryKind kind,
    String type,
    Place place,
    @Nullable Instant time,
    @Nullable Said said,
    Note note) {

  /// Where a line stands.
  ///
  /// @param uuid the line's own id
  /// @param parent the line it follows
  /// @param session the session it belongs to
  /// @param agent the sub-agent it belongs to, null for the session's own
  /// @param side whether it belongs to a sub-agent
  record Place(
      @Nullable String uuid,
      @Nullable String parent,
      @Nullable String session,
      @Nullable String agent,
      boolean side) {}

  /// A message or the part of one that a line holds.
  ///
  /// @param id the provider's id of the answer
  /// @param request the provider's id of the request
  /// @param model who answered
  /// @param stop why the answer ended, null if it does not say
  /// @param parts its contents
  /// @param usage the provider's usage object, null if there is none
  record Said(
      @Nullable String id,
      @Nullable String request,
      @Nullable String model,
      @Nullable String stop,
      List<Part> parts,
      UsageReader.@Nullable Reported usage) {}

  /// One content of a message.
  ///
  /// @param type the provider's word for its kind: `tool_use`
  /// @param text what it says, a tool call's input as JSON; null where it is not on file or was not
  ///   kept
  /// @param length its length in UTF-16 units where it was not kept, else 0
  /// @param toolUse the id of the tool call that it is or answers
  /// @param tool the name of the called tool
  record Part(
      String type,
      @Nullable String text,
      int length,
      @Nullable String toolUse,
      @Nullable String tool) {
    /// An empty text is none.
    Part {
      text = text == null || text.isEmpty() ? null : text;
    }
  }

  /// What a tool's result tells of the sub-agent that made it.
  ///
  /// @param agent the sub-agent's id, null if that is not said
  /// @param launched whether it was only started by then
  /// @param toolUses how many tools it called, -1 if that is not said
  /// @param milliseconds how long it took, -1 if that is not said
  record Child(@Nullable String agent, boolean launched, long toolUses, long milliseconds) {}

  /// What a line tells of the whole session.
  ///
  /// @param project the folder the tool worked in, null if it does not say
  /// @param version the version of the tool that wrote it, null if it does not say
  /// @param title what the session is called, null if it does not say
  record About(@Nullable String project, @Nullable String version, @Nullable String title) {
    static final About NOTHING = new About(null, null, null);

    /// This, and what `later` says in its place. A title given by the user stands above others
    /// where it comes later, as a rule it does.
    About with(About later) {
      return later.equals(this) || later.equals(NOTHING)
          ? this
          : new About(
              project == null ? later.project : project,
              later.version == null ? version : later.version,
              later.title == null ? title : later.title);
    }
  }

  /// What a line tells besides.
  ///
  /// @param summary whether its message is the summary that replaces a conversation
  /// @param error whether its message reports a failure that no model wrote
  /// @param child the sub-agent whose result it brings, null if none
  /// @param toolUse the tool call of the parent that a reported line of a sub-agent belongs to
  /// @param about what it tells of the whole session
  /// @param cost what the session has cost so far by the tool's own count, as it is written
  /// @param texts texts it adds to the prompt; of a shape, the tools and the system prompt; of a
  ///   fork, the line it goes on from
  record Note(
      boolean summary,
      boolean error,
      @Nullable Child child,
      @Nullable String toolUse,
      About about,
      @Nullable String cost,
      List<String> texts) {}
}
