package dev.breakeven.catalog;

import dev.breakeven.unit.Usd;

/// What one use of a tool costs that a vendor runs itself, beside the tokens.
///
/// @param vendor whose
/// @param tool its name, such as `web_search`
/// @param valid when
/// @param each one use
/// @param evidence where it is from
public record Fee(String vendor, String tool, Period valid, Usd each, Evidence evidence) {}
