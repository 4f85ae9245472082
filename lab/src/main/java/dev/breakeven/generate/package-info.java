/// Task packs made from a repository: its checks found out, faults proven one by one, a move
/// proposed.
@org.jspecify.annotations.NullMarked
package dev.breakeven.generate;
