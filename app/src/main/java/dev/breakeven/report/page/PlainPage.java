package dev.breakeven.report.page;

import java.util.List;

/// A page with one picture.
public final class PlainPage {
  private PlainPage() {}

  /// The page as a file's content.
  ///
  /// @param title its title
  /// @param subtitle the line below
  /// @param words the paragraphs above the picture
  /// @param caption what the picture shows, and how its numbers are known
  /// @param svg the picture
  public static String of(
      String title, String subtitle, List<String> words, String caption, String svg) {
    var figure =
        new Section.Figure(
            caption, List.of(), List.of(new Section.Panel(svg, List.of())), List.of());
    return HtmlReport.text(
        new Page(
            title,
            subtitle,
            List.of(),
            List.of(),
            List.of(new Section("results", title, words, List.of(figure), List.of())),
            Assets.bundled()));
  }
}
