/// Small exact values: [Usd] and [Tokens].
@NullMarked
package dev.breakeven.unit;

import org.jspecify.annotations.NullMarked;
