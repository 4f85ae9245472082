/// Other tools' logs as traces: what all importers share. One sub-package a tool.
///
/// An importer opens no file: it is given named inputs, and gives [Health] along with what it read,
/// so that nothing is skipped in silence.
@NullMarked
package dev.breakeven.importer;

import org.jspecify.annotations.NullMarked;
