-- Trials that others ran and recorded: sums instead of calls, one time instead of three.

alter table trial add column untold_nanos integer not null default 0;

create table provenance (
  trial integer primary key references trial (id),
  place text not null,                -- file:line
  name text not null,                 -- what the record calls itself; may repeat
  picodollars integer                 -- what it says the trial cost; null where it does not
);

-- One row a role and model: a sum over calls that are not told one by one.
create table sum (
  trial integer not null references trial (id),
  position integer not null,          -- the order within the trial, from 1
  role text not null,
  model text not null,
  calls integer not null,             -- 0 where the record does not tell
  uncached integer,                   -- tokens by class; null where the record does not tell
  write_5m integer,
  write_1h integer,
  read integer,
  output integer,
  picodollars integer,                -- at the prices of the study's day; null as in call
  unpriced text,
  recorded_picodollars integer,       -- what the record says; null where it does not
  primary key (trial, position)
) without rowid;
