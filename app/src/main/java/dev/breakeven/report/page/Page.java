package dev.breakeven.report.page;

import java.util.List;

/// The page as its template needs it.
///
/// @param title its title
/// @param subtitle the line below
/// @param warning what must be known before any number is read; empty if nothing
/// @param arms the arms in words
/// @param sections its sections
/// @param assets its style and its script
record Page(
    String title,
    String subtitle,
    List<String> warning,
    List<String> arms,
    List<Section> sections,
    Assets assets) {
  /// Takes immutable copies.
  Page {
    warning = List.copyOf(warning);
    arms = List.copyOf(arms);
    sections = List.copyOf(sections);
  }
}
