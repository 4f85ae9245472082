/// YAML files whose every value knows where it stands, so that a mistake is named with its line and
/// column.
@NullMarked
package dev.breakeven.yaml;

import org.jspecify.annotations.NullMarked;
