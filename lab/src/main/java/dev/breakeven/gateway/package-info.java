/// The meter in the wire: relays requests of agents to providers unchanged, and takes down what
/// each call was and cost.
///
/// Bytes go through Netty's event loops. A tap sees a copy of them; whatever goes wrong with the
/// copy is counted, and the bytes go on.
@NullMarked
package dev.breakeven.gateway;

import org.jspecify.annotations.NullMarked;
