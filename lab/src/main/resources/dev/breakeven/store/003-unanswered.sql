-- Calls that were about to be made and are not answered: at most one an attempt at a trial. A row
-- goes when its answer comes; one that stays may have been billed.

create table unanswered (
  trial integer primary key references trial (id),
  role text not null,
  model text not null,
  picodollars integer                 -- the most it may have cost; null where there is no price
);
