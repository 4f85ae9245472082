package dev.breakeven.report.page;

import dev.breakeven.audit.DearBlock;
import dev.breakeven.report.chart.Axis;
import dev.breakeven.report.chart.Bars;
import dev.breakeven.report.page.Section.Colour;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The dearest blocks and their life.
record DearestSection(SpendingBars spending) {
  private static final double NAMES = 168;
  private static final double ROOM = 1.02;

  Optional<Section> section() {
    List<DearBlock> blocks = spending.period().dearest();
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    DearBlock first = blocks.getFirst();
    var words =
        List.of(
            "A block is a piece of content that comes into a prompt at once and stays whole. It is"
                + " paid for in every prompt that it is in.",
            "The dearest, %s in session %s, was in %s prompts and cost %s%s USD (%s)."
                .formatted(
                    what(first),
                    first.session(),
                    PageNumbers.count(first.calls()),
                    spending.atLeast(),
                    spending.usd(first.cost()),
                    spending.share(first.cost())));
    return Optional.of(
        new Section(
            "dearest",
            "The dearest blocks",
            words,
            List.of(
                new Figure(
                    "In how many prompts each of the dearest blocks was billed, and how; what it"
                        + " cost stands beside it in USD. The table below has the numbers.",
                    List.of(
                        new Colour("s3", "read from the cache"),
                        new Colour("s2", "lost, billed in full again"),
                        new Colour("s1", "come in, or not cached")),
                    List.of(new Panel(lives(blocks), List.of())),
                    List.of())),
            List.of(table(blocks))));
  }

  private String lives(List<DearBlock> blocks) {
    long most = blocks.stream().mapToLong(DearBlock::calls).max().orElse(1);
    var bars = new ArrayList<Bars.Bar>();
    for (int i = 0; i < blocks.size(); i++) {
      DearBlock block = blocks.get(i);
      var parts = new ArrayList<Bars.Part>();
      part(parts, block.reads(), "s3", "read from the cache");
      part(parts, block.losses(), "s2", "lost, billed in full again");
      part(parts, block.calls() - block.reads() - block.losses(), "s1", "come in, or not cached");
      String name = (i + 1) + " " + PageNumbers.shorten(what(block), 20);
      bars.add(new Bars.Bar(name, parts, null, spending.usd(block.cost())));
    }
    var axis =
        new Axis("prompts", 0, Math.max(1, most * ROOM), value -> PageNumbers.decimal(value, 0));
    return new Bars("The dearest blocks", axis, NAMES).svg(bars);
  }

  private static String what(DearBlock block) {
    return block.what().equals("unseen")
        ? "content not on file"
        : block.what().replaceFirst("^tool_", "tool ");
  }

  private static void part(List<Bars.Part> parts, long times, String mark, String what) {
    if (times > 0) {
      parts.add(new Bars.Part(times, mark, what + " in " + PageNumbers.count(times) + " prompts"));
    }
  }

  private Table table(List<DearBlock> blocks) {
    var rows = new ArrayList<List<Cell>>();
    for (int i = 0; i < blocks.size(); i++) {
      DearBlock block = blocks.get(i);
      rows.add(
          List.of(
              Cell.of((i + 1) + " " + what(block)),
              Cell.of(block.tokens()),
              Cell.of(block.calls()),
              Cell.of(block.reads()),
              Cell.of(block.losses()),
              spending.cell(block.cost()),
              Cell.of(block.session()),
              Cell.of(block.first())));
    }
    var columns =
        new ArrayList<>(
            Table.columns(List.of("block"), List.of("tokens", "prompts", "read", "lost", "USD")));
    columns.addAll(Table.columns(List.of("session", "first in"), List.of()));
    return new Table(
        "The dearest blocks and their life. Sizes estimated; USD at list prices.", columns, rows);
  }
}
