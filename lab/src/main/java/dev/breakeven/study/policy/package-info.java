/// How the agents of an arm work together: one class a policy. Read [Policy] first, then [Cascade].
@NullMarked
package dev.breakeven.study.policy;

import org.jspecify.annotations.NullMarked;
