-- Attempts at calls that brought no answer, each with what it cost. The row in unanswered goes when
-- one comes here.

create table lost (
  trial integer not null references trial (id),
  position integer not null,          -- the order within the trial, from 1
  role text not null,
  model text not null,
  attempt integer not null,           -- which attempt at its call, from 1
  kind text not null,                 -- timeout, cut, busy, …
  reason text not null,
  at text not null,
  charge text not null,               -- nothing, reported, at_least, unknown
  uncached integer,                   -- tokens by class; null where the provider reported none
  write_5m integer,
  write_1h integer,
  read integer,
  output integer,
  picodollars integer not null,       -- what was reported, priced
  unpriced integer not null,          -- 1 where that has no price
  most_picodollars integer not null,  -- the most it may have cost beyond that
  most_unpriced integer not null,     -- 1 where nobody can say
  primary key (trial, position)
) without rowid;
