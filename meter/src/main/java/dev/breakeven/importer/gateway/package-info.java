/// What passed through `breakeven gateway` as traces: the lines of its ledger, and their importer.
/// The form is docs/formats/gateway.md.
@NullMarked
package dev.breakeven.importer.gateway;

import org.jspecify.annotations.NullMarked;
