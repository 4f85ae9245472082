/// From where on delegating pays: the break-even point as text, JSON and pictures.
@NullMarked
package dev.breakeven.report.point;

import org.jspecify.annotations.NullMarked;
