-- What was decided, in which unit, for whom, and whether it held. A draft changes; what is recorded is only looked back on
-- and withdrawn, which every statement that writes here says for itself.
create table decision (
    id uuid primary key,
    -- The unit whose leader wrote it down.
    unit_id uuid not null references unit (id),
    state text not null check (state in ('draft', 'recorded', 'withdrawn')),
    -- Counts every save of the draft: two people at once.
    revision bigint not null,
    decided text not null,
    decided_on text,
    -- Who decided: a body, not a person.
    body text not null,
    -- What was considered, one on each line.
    options text not null,
    -- The element that tipped it, and the one that gave way.
    tipped_id uuid references element (id),
    gave_way_id uuid references element (id),
    why text not null,
    -- Whose concern went first.
    came_first text not null,
    stops text not null,
    look_back_on text,
    -- Did it hold, and what was seen.
    held text check (held in ('yes', 'partly', 'no')),
    held_how text not null,
    written_by uuid references person (id),
    written_at bigint not null,
    recorded_by uuid references person (id),
    recorded_at bigint,
    answered_by uuid references person (id),
    answered_at bigint,
    -- Why it was withdrawn.
    reason text not null,
    withdrawn_by uuid references person (id),
    withdrawn_at bigint,
    check (state = 'draft' or (decided_on is not null and tipped_id is not null and look_back_on is not null))
);
create index decision_unit_id on decision (unit_id, state);
create index decision_day on decision (decided_on, id);
create index decision_look_back on decision (state, look_back_on);
create index decision_tipped on decision (tipped_id);
create index decision_gave_way on decision (gave_way_id);
create index decision_written_by on decision (written_by);
create index decision_recorded_by on decision (recorded_by);
create index decision_answered_by on decision (answered_by);
create index decision_withdrawn_by on decision (withdrawn_by);

-- The units that it concerns.
create table decision_unit (
    decision_id uuid not null references decision (id),
    unit_id uuid not null references unit (id),
    primary key (decision_id, unit_id)
);
create index decision_unit_unit on decision_unit (unit_id);
