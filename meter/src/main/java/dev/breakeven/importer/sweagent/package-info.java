/// Trajectories of SWE-agent and mini-swe-agent as traces. What they hold is in
/// docs/formats/other-tools.md.
@NullMarked
package dev.breakeven.importer.sweagent;

import org.jspecify.annotations.NullMarked;
