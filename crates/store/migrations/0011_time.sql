-- The organisation through time. unit_period says where a unit lay; these say which became which, and where what happened
-- in a unit is counted: as it was, and as the organisation is now.

-- What a unit that ended became: several rows when it was split, several units' rows when they were merged. A unit that
-- moves or changes its name is the same unit and has none. Each belongs to a change in import, which undoing takes back.
create table unit_succession (
    old_id uuid not null references unit (id),
    new_id uuid not null references unit (id),
    -- The first day without the old one.
    day text not null,
    kind text not null check (kind in ('merged', 'split', 'continued')),
    import_id uuid references import (id),
    primary key (old_id, new_id, day),
    check (old_id <> new_id)
);
create index unit_succession_new on unit_succession (new_id);
create index unit_succession_import on unit_succession (import_id);

-- Built from unit_period and unit_succession, as unit_ancestor is.
-- Where what happened in a unit counts today: what carries it on (distance 0), and each unit above that. A unit that is
-- there carries itself.
create table unit_scope (
    unit_id uuid not null references unit (id),
    ancestor_id uuid not null references unit (id),
    distance bigint not null,
    -- It counts as what happened in that unit itself, and not only below it.
    own boolean not null,
    primary key (unit_id, ancestor_id)
);
create index unit_scope_ancestor on unit_scope (ancestor_id, unit_id);

-- Every unit with itself and each unit above it, from a day (inclusive) to a day (exclusive); every day has its line.
create table unit_then (
    unit_id uuid not null references unit (id),
    ancestor_id uuid not null references unit (id),
    distance bigint not null,
    valid_from text not null,
    valid_to text not null,
    primary key (unit_id, ancestor_id, valid_from)
);
create index unit_then_ancestor on unit_then (ancestor_id, unit_id);

-- What happened to the tree, beside each unit of today whose figures it makes two of.
create table unit_change (
    unit_id uuid not null references unit (id),
    day text not null,
    kind text not null check (kind in ('merged', 'split', 'continued', 'moved', 'closed')),
    old_id uuid not null references unit (id),
    new_id uuid not null references unit (id),
    primary key (unit_id, day, old_id, new_id)
);
create index unit_change_old on unit_change (old_id);
create index unit_change_new on unit_change (new_id);

-- As trace_month, counted where it happened, below the units that were above it on the day.
create table trace_month_then (
    unit_id uuid not null references unit (id),
    element_id uuid not null references element (id),
    month text not null,
    prompted bigint not null,
    unprompted bigint not null,
    acted bigint not null,
    confirmed bigint not null,
    own_prompted bigint not null,
    own_unprompted bigint not null,
    own_acted bigint not null,
    own_confirmed bigint not null,
    last_day text not null,
    last_own text,
    primary key (unit_id, element_id, month)
); -- rows by key
create index trace_month_then_element on trace_month_then (element_id);

-- The tree of today is built anew from all this as soon as the house opens.
update organisation set built_on = '0001-01-01';
update job set run_at = 0 where kind = 'new_day' and state = 'waiting';
