package dev.breakeven.report.page;

import java.util.List;

/// A part of the page with a heading of its own.
///
/// @param id what links to it name
/// @param title its heading
/// @param words its paragraphs
/// @param figures its figures
/// @param tables its tables
record Section(
    String id, String title, List<String> words, List<Figure> figures, List<Table> tables) {
  /// Takes immutable copies.
  Section {
    words = List.copyOf(words);
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
  }

  /// A picture of one or more panels.
  ///
  /// @param caption what it shows, and how its numbers are known
  /// @param legend what its colours stand for; empty where names do
  /// @param panels its panels
  /// @param numbers what is drawn, as tables
  record Figure(String caption, List<Colour> legend, List<Panel> panels, List<Table> numbers) {
    /// Takes immutable copies.
    Figure {
      legend = List.copyOf(legend);
      panels = List.copyOf(panels);
      numbers = List.copyOf(numbers);
    }
  }

  /// A line of a legend.
  ///
  /// @param mark the colour's class
  /// @param name what it stands for
  record Colour(String mark, String name) {}

  /// A panel.
  ///
  /// @param svg the drawing
  /// @param numbers what it alone draws, as tables
  record Panel(String svg, List<Table> numbers) {
    /// Takes an immutable copy.
    Panel {
      numbers = List.copyOf(numbers);
    }
  }
}
