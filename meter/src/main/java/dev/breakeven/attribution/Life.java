package dev.breakeven.attribution;

/// What became of a block in one agent's prompts.
///
/// @param first the id of the call that first held or answered it
/// @param calls how many billed prompts it was in
/// @param reads how many of them read it whole from the cache
/// @param lost what the cache lost of it
public record Life(String first, long calls, long reads, Lost lost) {}
