-- A round about which elements stand out. It ends in rows of prominence, which alone say what is prominent.
create table prominence_round (
    id uuid primary key,
    -- Those invited, as they are called together.
    people text not null,
    state text not null check (state in ('open', 'closed', 'decided')),
    opened_by uuid references person (id),
    opened_at bigint not null,
    -- The last day to answer.
    closes_on text not null,
    closed_at bigint,
    -- How many had answered when it was closed.
    answers bigint,
    -- The body that decided, and its reasons.
    body text not null,
    reason text not null,
    decided_by uuid references person (id),
    decided_at bigint
);
create index prominence_round_state on prominence_round (state, opened_at);
create index prominence_round_opened_by on prominence_round (opened_by);
create index prominence_round_decided_by on prominence_round (decided_by);

-- Whoever has answered does not answer twice. The marks are taken away when the round is closed.
create table prominence_invited (
    round_id uuid not null references prominence_round (id),
    person_id uuid not null references person (id),
    answered boolean not null,
    primary key (round_id, person_id)
); -- rows by key
create index prominence_invited_person on prominence_invited (person_id);

-- Dots on one element by one person, without the person, the time and the person's other dots: the identity is random,
-- and rows lie in its order. Erased when the round is closed.
create table prominence_dot (
    id uuid primary key,
    round_id uuid not null references prominence_round (id),
    element_id uuid not null references element (id),
    dots bigint not null,
    reason text not null
); -- rows by key
create index prominence_dot_round on prominence_dot (round_id);
create index prominence_dot_element on prominence_dot (element_id);

-- What they came to, written at closing and only of five or more.
create table prominence_result (
    round_id uuid not null references prominence_round (id),
    element_id uuid not null references element (id),
    people bigint not null,
    dots bigint not null,
    primary key (round_id, element_id)
); -- rows by key
create index prominence_result_element on prominence_result (element_id);
create table prominence_reason (
    id uuid primary key,
    round_id uuid not null references prominence_round (id),
    element_id uuid not null references element (id),
    reason text not null
); -- rows by key
create index prominence_reason_round on prominence_reason (round_id);
create index prominence_reason_element on prominence_reason (element_id);
