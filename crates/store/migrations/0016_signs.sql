-- Signs: what one would see when a behaviour is there. Proposed as a hypothesis, tried until a day, then adopted or retired
-- with a reason. Figures belong to units and periods, never to persons.

create table sign (
    -- The same as the line of an interpretation that it was born from, so that stories that saw it still count.
    id uuid primary key,
    unit_id uuid not null references unit (id),
    element_id uuid not null references element (id),
    state text not null check (state in ('hypothesis', 'adopted', 'retired')),
    -- Counts every save: two people at once.
    revision bigint not null,
    title text not null,
    -- Who does what, and what one would see or hear then.
    behaviour text not null,
    seen text not null,
    -- What we do if it moves, and what could become worse meanwhile.
    response text not null,
    side_effect text not null,
    -- Why one should lead to the other, and what else could explain it; may be empty.
    assumption text not null,
    rivals text not null,
    -- A post, in words.
    owner text not null,
    trial_from text not null,
    trial_until text not null,
    -- When it is looked at next, and where; none after it is retired.
    review_on text,
    review_where text not null,
    proposed_by uuid references person (id),
    proposed_at bigint not null,
    -- Of the last decision about its state; empty while it is a hypothesis.
    reason text not null,
    decided_by uuid references person (id),
    decided_at bigint
);
create index sign_unit on sign (unit_id, state);
create index sign_element on sign (element_id);
create index sign_proposed_by on sign (proposed_by);
create index sign_decided_by on sign (decided_by);
create index sign_retired on sign (decided_at) where state = 'retired';

-- How a sign is measured.
create table sign_measure (
    id uuid primary key,
    sign_id uuid not null references sign (id),
    kind text not null check (kind in ('tally', 'traces', 'series', 'pulse')),
    -- Whether the sign appears, what it costs, or only what goes on around it.
    purpose text not null check (purpose in ('sign', 'balance', 'context')),
    definition text not null,
    cadence text not null check (cadence in ('week', 'month')),
    data text not null check (data in ('counts', 'shares', 'values')),
    direction text not null check (direction in ('up', 'down', 'neither')),
    -- In thousandths of the shown unit.
    target bigint,
    -- What stands after a figure, and digits after the decimal sign.
    unit_word text not null,
    decimals bigint not null,
    -- The rung of a measure of traces: they are never added together.
    rung text check (rung in ('prompted', 'unprompted', 'acted', 'confirmed')),
    -- Where figures from elsewhere come from.
    source text not null,
    -- Said before the data come: when it should move at the earliest, in weeks from the beginning.
    lag_weeks bigint,
    -- Figures about people: never of fewer than five, never with a verdict.
    about_people boolean not null,
    added_at bigint not null
);
create index sign_measure_sign on sign_measure (sign_id);

-- A figure of one period, in the unit where it was counted: that keeps it through reorganisations.
create table sign_reading (
    measure_id uuid not null references sign_measure (id),
    unit_id uuid not null references unit (id),
    -- A Monday, or the first of a month.
    starts_on text not null,
    -- In thousandths. The size is the denominator of a share.
    value bigint not null,
    size bigint,
    primary key (measure_id, unit_id, starts_on)
); -- rows by key
create index sign_reading_unit on sign_reading (unit_id);

-- A tap on a phone, kept for a while so that sending twice counts once, and so that it can be taken back. The identity is
-- random and made by the phone; there is no person and no time.
create table sign_tap (
    id uuid primary key,
    measure_id uuid not null references sign_measure (id),
    unit_id uuid not null references unit (id),
    day text not null,
    -- The period of the reading that it belongs to.
    starts_on text not null,
    n bigint not null check (n in (0, 1))
); -- rows by key
create index sign_tap_measure on sign_tap (measure_id, day);
create index sign_tap_unit on sign_tap (unit_id, starts_on);
create index sign_tap_day on sign_tap (day);

-- From this period the lines are calculated anew, because something is known to have changed.
create table sign_phase (
    measure_id uuid not null references sign_measure (id),
    starts_on text not null,
    reason text not null,
    begun_by uuid references person (id),
    begun_at bigint not null,
    primary key (measure_id, starts_on)
);
create index sign_phase_by on sign_phase (begun_by);

-- What people think is happening, and what became of the sign. Rows are added and never changed.
create table sign_note (
    id uuid primary key,
    sign_id uuid not null references sign (id),
    kind text not null check (kind in ('note', 'review', 'adopted', 'retired', 'series')),
    body text not null,
    noted_by uuid references person (id),
    noted_at bigint not null
);
create index sign_note_sign on sign_note (sign_id, noted_at);
create index sign_note_by on sign_note (noted_by);
