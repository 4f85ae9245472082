/// What is known of a model, dated and with its source: prices, cache rules, tokenizer. The file
/// form is docs/formats/catalog.md.
@NullMarked
package dev.breakeven.catalog;

import org.jspecify.annotations.NullMarked;
