-- What an interpretation in use stands on: the edition that it was last held against, and the interpretation above it that
-- was followed then. Written when it is taken into use, and when its leader says that it still holds.
create table interpretation_ground (
    interpretation_id uuid primary key references interpretation (id),
    edition_id uuid not null references edition (id),
    -- None: nothing above was in use.
    above_id uuid references interpretation (id),
    above_revision bigint
);
create index interpretation_ground_edition on interpretation_ground (edition_id);
create index interpretation_ground_above on interpretation_ground (above_id);

-- "Still holds", each time it was said.
create table interpretation_held (
    id uuid primary key,
    interpretation_id uuid not null references interpretation (id),
    -- The version that holds, and what it was held against.
    revision bigint not null,
    edition_id uuid not null references edition (id),
    above_id uuid references interpretation (id),
    above_revision bigint,
    held_at bigint not null,
    held_by uuid references person (id)
);
create index interpretation_held_of on interpretation_held (interpretation_id, held_at);
create index interpretation_held_edition on interpretation_held (edition_id);
create index interpretation_held_above on interpretation_held (above_id);
create index interpretation_held_by on interpretation_held (held_by);

-- Interpretations in use that their leader shows to everybody, not only to those who see the unit.
create table interpretation_shared (
    interpretation_id uuid primary key references interpretation (id),
    shared_at bigint not null,
    shared_by uuid references person (id)
);
create index interpretation_shared_by on interpretation_shared (shared_by);

-- Two interpretations that collide where their units meet, marked for a talk by one of the two leaders.
create table talk (
    id uuid primary key,
    -- The marking leader's own, and the other.
    interpretation_id uuid not null references interpretation (id),
    other_id uuid not null references interpretation (id),
    about text not null,
    marked_at bigint not null,
    marked_by uuid references person (id),
    -- What came out of it; empty until somebody writes it.
    outcome text not null,
    closed_at bigint,
    closed_by uuid references person (id)
);
create unique index talk_open on talk (interpretation_id, other_id) where closed_at is null;
create index talk_of on talk (interpretation_id);
create index talk_other on talk (other_id);
create index talk_marked_by on talk (marked_by);
create index talk_closed_by on talk (closed_by);

-- What came out of a round of the three-card exercise: a proposal beside the draft.
create table card_round (
    id uuid primary key,
    unit_id uuid not null references unit (id),
    element_id uuid not null references element (id),
    held_on text not null,
    participants bigint,
    -- Nine cards from the top of the diamond down, as JSON; nobody's name.
    cards text not null,
    entered_at bigint not null,
    entered_by uuid references person (id),
    -- Taken off the desk; the row stays.
    laid_aside_at bigint
);
create index card_round_unit on card_round (unit_id, element_id);
create index card_round_element on card_round (element_id);
create index card_round_entered_by on card_round (entered_by);

-- A steward's reminder on the start page of the leader who answers for the unit, and nowhere else.
create table reminder (
    id uuid primary key,
    unit_id uuid not null references unit (id),
    reason text not null,
    sent_at bigint not null,
    sent_by uuid references person (id),
    -- Put away by the leader. No page tells anybody else.
    put_away_at bigint
);
create index reminder_unit on reminder (unit_id, sent_at);
create index reminder_sent_by on reminder (sent_by);

-- What is in use already stands on the edition that it was written under, and on what was in use above it on that day.
insert into interpretation_ground (interpretation_id, edition_id, above_id)
select i.id, v.edition_id,
       (select up.id from unit_ancestor a
        join interpretation up on up.unit_id = a.ancestor_id and up.element_id = i.element_id
        where a.unit_id = i.unit_id and a.distance > 0 and up.state = 'in_use'
        and exists (select 1 from interpretation_version was where was.interpretation_id = up.id
                    and was.state = 'in_use' and was.written_at <= v.written_at)
        order by a.distance limit 1)
from interpretation i
join interpretation_version v on v.interpretation_id = i.id and v.revision = i.published_revision
where i.state = 'in_use';
update interpretation_ground set above_revision =
    (select max(was.revision) from interpretation_version was, interpretation i, interpretation_version v
     where was.interpretation_id = interpretation_ground.above_id and was.state = 'in_use'
     and i.id = interpretation_ground.interpretation_id and v.interpretation_id = i.id and v.revision = i.published_revision
     and was.written_at <= v.written_at)
where above_id is not null;
