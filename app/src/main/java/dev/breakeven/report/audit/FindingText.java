package dev.breakeven.report.audit;

import dev.breakeven.audit.Finding;
import dev.breakeven.audit.Savings;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A finding in a sentence.
public final class FindingText {
  private FindingText() {}

  /// What was found: `The cache expired in 41 pauses of 5 to 60 minutes.`
  public static String what(Finding finding) {
    long times = finding.times();
    return switch (finding.kind()) {
      case SHORT_LIFE, SHORT_LIFE_FOR_ALL, PAUSE ->
          "The cache expired in %s of 5 to 60 minutes.".formatted(counted(times, "pause"));
      case LONG_LIFE, LONG_LIFE_FOR_ALL ->
          "%s wrote the cache for 1 h; few pauses needed it.".formatted(counted(times, "call"));
      case LONG_PAUSE ->
          "The cache was gone after %s of an hour or more.".formatted(counted(times, "pause"));
      case MODEL_SWITCH ->
          "The model changed in mid-session, %s; the cache began anew."
              .formatted(counted(times, "time"));
      case TOOLS_CHANGED ->
          "The tools changed in mid-session, %s; the cache began anew."
              .formatted(counted(times, "time"));
      case LARGE_RESULTS -> {
        String tool = finding.subject().isEmpty() ? "tool" : finding.subject();
        yield "%s of over %,d tokens stayed in the context."
            .formatted(counted(times, tool + " result"), Savings.TOOL_CAP);
      }
      case LONG_REPORTS ->
          "%s of over %,d tokens stayed in the context."
              .formatted(counted(times, "report"), Savings.REPORT_CAP);
      case LONG_CONTEXT ->
          "%s had a prompt of over %,d tokens."
              .formatted(counted(times, "call"), Finding.SUM_UP_AT);
      case AGENT_FRAME ->
          "%s read %,d tokens%s before the work began."
              .formatted(
                  counted(times, "sub-agent"), finding.tokens() / times, times == 1 ? "" : " each");
    };
  }

  /// Where the most of it is: `session 1` and `main#9`.
  ///
  /// @param numbers the numbers of sessions by id
  static List<String> where(Finding finding, Map<String, Integer> numbers) {
    var worst = finding.worst();
    Integer number = numbers.get(worst.session());
    String session = number == null ? "session " + worst.session() : "session " + number;
    return worst.call().isEmpty() ? List.of(session) : List.of(session, worst.call());
  }

  /// All that there is to say of it, in lines of at most `columns`.
  ///
  /// @param numbers the numbers of sessions by id
  static String whole(Finding finding, Remedy remedy, Map<String, Integer> numbers, int columns) {
    String first = "  %8s  ".formatted(finding.stake().rounded(2));
    String others = " ".repeat(first.length());
    var worst = finding.worst();
    List<String> where = where(finding, numbers);
    String size =
        worst.tokens() > 0 ? String.format(Locale.ROOT, ", %,d tokens", worst.tokens()) : "";
    String place =
        "Most of it: %s (%s)%s%s."
            .formatted(
                where.getFirst(),
                worst.file(),
                where.size() > 1 ? ", call " + where.getLast() : "",
                size);
    return Words.wrap(
            what(finding) + " (" + finding.source() + ", " + finding.kind().level().words() + ")",
            columns,
            first,
            others)
        + Words.wrap("Do: " + remedy.todo(), columns, others, others)
        + Words.wrap("See: " + remedy.check(), columns, others, others)
        + Words.wrap(place, columns, others, others);
  }

  static String counted(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }
}
