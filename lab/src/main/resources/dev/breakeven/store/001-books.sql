create table run (
  name text primary key,
  value text not null
);

-- One row an attempt at a trial; an attempt without an ending was never finished.
create table trial (
  id integer primary key,
  arm text not null,
  task text not null,
  number integer not null,
  seed integer not null,
  ended integer unique,               -- the order in which trials ended, from 1
  ending text,
  detail text,
  solved integer,
  model_nanos integer,
  tools_nanos integer,
  judge_nanos integer
);

create unique index trial_ended_once on trial (arm, task, number) where ended is not null;

create table call (
  trial integer not null references trial (id),
  position integer not null,          -- the order within the trial, from 1
  id text not null,
  agent text not null,
  role text not null,
  model text not null,
  turn integer not null,
  stop text,
  known text not null,
  uncached integer,                   -- tokens by class; null where the provider reported none
  write_5m integer,
  write_1h integer,
  read integer,
  output integer,
  picodollars integer,                -- null where unpriced says why there is no price
  unpriced text,
  start text not null,
  first_nanos integer not null,
  total_nanos integer not null,
  primary key (trial, position)
) without rowid;

create table tool_run (
  trial integer not null references trial (id),
  position integer not null,
  agent text not null,
  turn integer not null,
  tool text not null,
  error integer not null,
  characters integer not null,
  nanos integer not null,
  primary key (trial, position)
) without rowid;

create table verdict (
  id integer primary key,
  trial integer not null references trial (id),
  last integer not null,
  solved integer not null,
  nanos integer not null
);

create table check_result (
  verdict integer not null references verdict (id),
  position integer not null,
  name text not null,
  passed integer not null,
  exit_code integer not null,
  nanos integer not null,
  primary key (verdict, position)
) without rowid;

create table check_count (
  verdict integer not null references verdict (id),
  name text not null,                 -- check.count, as javac.errors
  value integer not null,
  primary key (verdict, name)
) without rowid;

create table violation (
  verdict integer not null references verdict (id),
  position integer not null,
  rule text not null,
  path text not null,
  detail text not null,
  primary key (verdict, position)
) without rowid;
