-- One text for SQLite and PostgreSQL; docs/sql.md says which words are exchanged for SQLite (uuid, bigint, boolean).
-- Days are text (2026-11-23), months are text (2026-11), instants are milliseconds since 1970.

-- The one organisation of this database.
create table organisation (
    id bigint primary key check (id = 1),
    name text not null,
    language text not null,
    -- The marked sample municipality: every page says so.
    sample boolean not null,
    -- The rule of silence: weeks without a trace, and traces about other elements that show there was room.
    silence_weeks bigint not null check (silence_weeks between 1 and 104),
    silence_room bigint not null check (silence_room between 1 and 1000),
    -- The day for which unit_now and unit_ancestor were last built.
    built_on text not null,
    created_at bigint not null
);

-- Organisation ------------------------------------------------------------------------------------------------------

-- An import of organisation files, from the reading of its rows to its end.
create table import (
    id uuid primary key,
    -- sample or os2mo; empty until the files are read.
    format text not null,
    -- Names of the uploaded files, for the reader of the history.
    files text not null,
    valid_on text not null,
    state text not null check (state in ('staging', 'staged', 'applied', 'undone', 'dropped')),
    staged_by uuid,
    staged_at bigint not null,
    applied_at bigint,
    undone_at bigint,
    -- What the preview counted, as JSON.
    counts text not null
);

create table unit (
    id uuid primary key,
    -- The identity in the system that the organisation is imported from.
    external_id text unique,
    created_at bigint not null,
    added_by uuid references import (id)
);
create index unit_added_by on unit (added_by);

-- A unit's history: each row holds from a day (inclusive) to a day (exclusive). A merge or a split ends the periods of
-- some units and begins those of others on one day; the rows that say which became which come with that room.
create table unit_period (
    id uuid primary key,
    unit_id uuid not null references unit (id),
    valid_from text not null,
    valid_to text,
    name text not null,
    kind text not null,
    parent_id uuid references unit (id),
    added_by uuid references import (id),
    check (valid_to is null or valid_to >= valid_from)
);
create index unit_period_unit on unit_period (unit_id, valid_from);
create index unit_period_parent on unit_period (parent_id);
create index unit_period_added_by on unit_period (added_by);

-- The tree as it is today, built from unit_period and post whenever they change and when a new day begins.
create table unit_now (
    unit_id uuid primary key references unit (id),
    parent_id uuid references unit (id),
    name text not null,
    kind text not null,
    -- 0 at the root.
    depth bigint not null,
    -- People with a post here, and here or below. Somebody with two posts counts once in each.
    people bigint not null,
    people_below bigint not null,
    -- The nearest unit upwards, itself first, that has a leader.
    answerable_id uuid references unit (id)
);
create index unit_now_parent on unit_now (parent_id);
create index unit_now_answerable on unit_now (answerable_id);

-- Every unit with itself and each unit above it, today.
create table unit_ancestor (
    unit_id uuid not null references unit (id),
    ancestor_id uuid not null references unit (id),
    -- 0 for itself.
    distance bigint not null,
    primary key (unit_id, ancestor_id)
);
create index unit_ancestor_ancestor on unit_ancestor (ancestor_id, unit_id);

create table person (
    id uuid primary key,
    external_id text unique,
    name text not null,
    -- Lower case, for searching; first and last name, and first name, for recognising names in stories.
    name_folded text not null,
    short_folded text not null,
    given_folded text not null,
    -- Lower case.
    email text unique,
    created_at bigint not null,
    added_by uuid references import (id)
);
create index person_name on person (name_folded);
create index person_short on person (short_folded);
create index person_given on person (given_folded);
create index person_added_by on person (added_by);

create table post (
    id uuid primary key,
    person_id uuid not null references person (id),
    unit_id uuid not null references unit (id),
    title text not null,
    role text not null check (role in ('leader', 'employee')),
    -- A code of term, for leaders.
    level text,
    acting boolean not null,
    valid_from text not null,
    valid_to text,
    -- Written here by hand: an import that does not know it leaves it alone.
    by_hand boolean not null,
    added_by uuid references import (id),
    check (valid_to is null or valid_to >= valid_from)
);
create index post_person on post (person_id, valid_from);
create index post_unit on post (unit_id, valid_from);
create index post_added_by on post (added_by);
create index post_leader on post (unit_id) where role = 'leader';

-- The organisation's own names for leader levels and kinds of unit.
create table term (
    kind text not null check (kind in ('level', 'unit_kind')),
    code text not null,
    danish text not null,
    english text not null,
    position bigint not null,
    primary key (kind, code)
);

-- An import between its preview and its end: the rows as read (position counts them), and what they turned out to be.
-- new_id is the identity that a row would get, and *_id the one that it has: another when the house knows it already.
-- own_id is the file's key where it reads as one of our own identities, which is what an export writes for what was made
-- here by hand. fate is added, changed or same; a post is dated when its days alone differ.
create table staged_unit (
    import_id uuid not null references import (id),
    position bigint not null,
    external_id text not null,
    own_id uuid,
    parent_external_id text,
    name text not null,
    -- None where the format does not say.
    kind text,
    new_id uuid not null,
    period_id uuid not null,
    unit_id uuid not null,
    parent_id uuid,
    -- The period that holds on the day from which the import counts.
    current_id uuid,
    fate text not null,
    primary key (import_id, external_id)
);
create index staged_unit_unit on staged_unit (unit_id);
create table staged_person (
    import_id uuid not null references import (id),
    position bigint not null,
    external_id text not null,
    own_id uuid,
    name text not null,
    name_folded text not null,
    short_folded text not null,
    given_folded text not null,
    email text,
    -- Somebody else has the address, so it is left out.
    email_taken boolean not null,
    new_id uuid not null,
    person_id uuid not null,
    fate text not null,
    primary key (import_id, external_id)
);
create index staged_person_person on staged_person (person_id);
create index staged_person_email on staged_person (import_id, email);
create table staged_post (
    new_id uuid primary key,
    import_id uuid not null references import (id),
    position bigint not null,
    person_external_id text not null,
    unit_external_id text not null,
    title text not null,
    role text not null,
    level text,
    acting boolean not null,
    -- None where the file does not say.
    valid_from text,
    valid_to text,
    person_id uuid,
    unit_id uuid,
    -- The post that it is, or that it takes the place of.
    current_id uuid,
    fate text not null
);
create index staged_post_import on staged_post (import_id, fate, position);
create index staged_post_person on staged_post (import_id, person_id);
create index staged_post_current on staged_post (current_id);
-- The units that an import closes, with the period that ends, and the posts that it ends.
create table staged_close (
    import_id uuid not null references import (id),
    unit_id uuid not null references unit (id),
    period_id uuid not null references unit_period (id),
    primary key (import_id, unit_id)
);
create index staged_close_unit on staged_close (unit_id);
create index staged_close_period on staged_close (period_id);
create table staged_end (
    import_id uuid not null references import (id),
    post_id uuid not null references post (id),
    primary key (import_id, post_id)
);
create index staged_end_post on staged_end (post_id);
-- What the preview found doubtful, and what it found that stops the import.
create table import_problem (
    import_id uuid not null references import (id),
    position bigint not null,
    stops boolean not null,
    kind text not null,
    -- What a sentence about it needs, as JSON.
    detail text not null,
    primary key (import_id, position)
);
-- What an import changed, as it was before, until the next import makes undoing it impossible.
create table unit_before (
    import_id uuid not null references import (id),
    unit_id uuid not null references unit (id),
    external_id text,
    primary key (import_id, unit_id)
);
create index unit_before_unit on unit_before (unit_id);
create table period_before (
    import_id uuid not null references import (id),
    period_id uuid not null references unit_period (id),
    valid_to text,
    primary key (import_id, period_id)
);
create index period_before_period on period_before (period_id);
create table person_before (
    import_id uuid not null references import (id),
    person_id uuid not null references person (id),
    external_id text,
    name text not null,
    name_folded text not null,
    short_folded text not null,
    given_folded text not null,
    email text,
    primary key (import_id, person_id)
);
create index person_before_person on person_before (person_id);
create table post_before (
    import_id uuid not null references import (id),
    post_id uuid not null references post (id),
    valid_from text not null,
    valid_to text,
    primary key (import_id, post_id)
);
create index post_before_post on post_before (post_id);

-- Access --------------------------------------------------------------------------------------------------------------

create table account (
    person_id uuid primary key references person (id),
    -- Argon2id in PHC form. None: nobody can sign in with a password.
    password_hash text,
    -- Set by somebody else, so it must be changed first.
    must_change boolean not null,
    disabled_at bigint,
    language text,
    -- light, dark or auto.
    scheme text not null,
    created_at bigint not null
);

create table session (
    id uuid primary key,
    -- SHA-256 of the 256-bit cookie: a stolen database opens no session.
    token_hash bytea not null unique,
    person_id uuid not null references person (id),
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null,
    -- Browser and system, in words, so that the owner recognises it.
    device text not null
);
create index session_person on session (person_id);
create index session_expires on session (expires_at);

-- One-time links, made by the demonstration only.
create table sign_in_link (
    token_hash bytea primary key,
    person_id uuid not null references person (id),
    expires_at bigint not null
);
create index sign_in_link_person on sign_in_link (person_id);

create table role_grant (
    id uuid primary key,
    person_id uuid not null references person (id),
    role text not null,
    unit_id uuid not null references unit (id),
    valid_from text not null,
    valid_to text,
    -- Why, and for an adviser the data processing agreement.
    note text not null,
    granted_by uuid references person (id),
    granted_at bigint not null,
    revoked_at bigint,
    revoked_by uuid references person (id)
);
create index role_grant_person on role_grant (person_id);
create index role_grant_unit on role_grant (unit_id);
create index role_grant_granted_by on role_grant (granted_by);
create index role_grant_revoked_by on role_grant (revoked_by);

-- Foundation ------------------------------------------------------------------------------------------------------------

create table foundation (
    id uuid primary key,
    kind text not null unique check (kind in ('leadership', 'employee')),
    created_at bigint not null
);

create table edition (
    id uuid primary key,
    foundation_id uuid not null references foundation (id),
    number bigint not null,
    title text not null,
    preamble text not null,
    -- A published edition is in force from its day until the next one's; that it is superseded follows from the days.
    state text not null check (state in ('draft', 'published')),
    in_force_from text,
    -- Counts every save of the draft: two people at once.
    revision bigint not null,
    -- The file it was read from, and its text block by block as JSON, to be read beside the split.
    source_name text,
    source text,
    created_by uuid references person (id),
    created_at bigint not null,
    published_by uuid references person (id),
    published_at bigint,
    unique (foundation_id, number)
);
-- One draft at a time.
create unique index edition_draft on edition (foundation_id) where state = 'draft';
create index edition_created_by on edition (created_by);
create index edition_published_by on edition (published_by);

create table element (
    id uuid primary key,
    foundation_id uuid not null references foundation (id),
    created_at bigint not null
);
create index element_foundation on element (foundation_id);

-- An element as one edition words it. Immutable once the edition is published.
create table element_text (
    edition_id uuid not null references edition (id),
    element_id uuid not null references element (id),
    position bigint not null,
    headline text not null,
    meaning text not null,
    -- Lists as JSON: behaviours with their leader level or none, examples good and bad, dilemmas, and the source blocks.
    behaviours text not null,
    examples_good text not null,
    examples_bad text not null,
    dilemmas text not null,
    source_blocks text not null,
    -- The draft's revision that wrote it last: two people at once in different elements do not disturb each other.
    revision bigint not null,
    primary key (edition_id, element_id)
);
create index element_text_element on element_text (element_id);

-- An uploaded document while its split is checked. It becomes the edition of this identity, or goes away.
create table edition_upload (
    edition_id uuid primary key,
    kind text not null check (kind in ('leadership', 'employee')),
    source_name text not null,
    -- The document's blocks and the split, as JSON.
    source text not null,
    split text not null,
    revision bigint not null,
    uploaded_by uuid references person (id),
    uploaded_at bigint not null
);
create index edition_upload_by on edition_upload (uploaded_by);

-- Hand in hand: an element of one foundation with an element of the other, said by an edition of either.
create table element_tie (
    edition_id uuid not null references edition (id),
    element_id uuid not null references element (id),
    other_id uuid not null references element (id),
    primary key (edition_id, element_id, other_id)
);
create index element_tie_element on element_tie (element_id);
create index element_tie_other on element_tie (other_id);

-- What an edition made of each element of the edition before.
create table element_fate (
    edition_id uuid not null references edition (id),
    element_id uuid not null references element (id),
    fate text not null check (fate in ('kept', 'reworded', 'split', 'merged', 'retired')),
    -- The element that carries it on; several rows when it was split.
    into_id uuid references element (id),
    why text not null,
    id uuid primary key
);
create index element_fate_edition on element_fate (edition_id, element_id);
create index element_fate_element on element_fate (element_id);
create index element_fate_into on element_fate (into_id);

-- Prominence is a choice about the text and not part of it, so it has its own history.
create table prominence (
    id uuid primary key,
    element_id uuid not null references element (id),
    since text not null,
    until text,
    reason text not null,
    decided_by uuid references person (id),
    decided_at bigint not null,
    -- Why it is no longer, and who said so.
    end_reason text,
    ended_by uuid references person (id),
    ended_at bigint
);
create index prominence_element on prominence (element_id);
create unique index prominence_open on prominence (element_id) where until is null;
create index prominence_decided_by on prominence (decided_by);
create index prominence_ended_by on prominence (ended_by);

-- Interpretation --------------------------------------------------------------------------------------------------------

create table interpretation (
    id uuid primary key,
    unit_id uuid not null references unit (id),
    element_id uuid not null references element (id),
    state text not null check (state in ('underway', 'in_use', 'set_aside')),
    -- The latest version, and the version that others read.
    revision bigint not null,
    published_revision bigint,
    -- The day on which it came into use and has stayed there since.
    in_use_since text,
    updated_at bigint not null,
    updated_by uuid references person (id),
    unique (unit_id, element_id)
);
create index interpretation_element on interpretation (element_id, unit_id);
create index interpretation_updated_by on interpretation (updated_by);

-- Every version is kept.
create table interpretation_version (
    interpretation_id uuid not null references interpretation (id),
    revision bigint not null,
    -- The edition whose wording it was written under.
    edition_id uuid not null references edition (id),
    state text not null,
    body text not null,
    -- Why it was set aside or brought back.
    note text not null,
    written_at bigint not null,
    written_by uuid references person (id),
    primary key (interpretation_id, revision)
);
create index interpretation_version_edition on interpretation_version (edition_id);
create index interpretation_version_written_by on interpretation_version (written_by);
-- What a trace of taking into use was about; few versions are ever published, so saving does not touch it.
create index interpretation_version_in_use on interpretation_version (interpretation_id, written_at, revision)
    where state = 'in_use';

-- How many interpretations of an element are in use in a unit or below it. Written with every change of state.
create table interpretation_count (
    unit_id uuid not null references unit (id),
    element_id uuid not null references element (id),
    in_use bigint not null,
    in_use_since text,
    primary key (unit_id, element_id)
);
create index interpretation_count_element on interpretation_count (element_id);

-- Stories ---------------------------------------------------------------------------------------------------------------

create table story (
    id uuid primary key,
    unit_id uuid not null references unit (id),
    -- What the story shows: as the teller said, unless a moderator said otherwise.
    element_id uuid references element (id),
    told_element_id uuid references element (id),
    -- The unit's sign that was seen; signs live in the interpretation's document.
    sign_id uuid,
    teller_id uuid references person (id),
    -- The unit that readers are told it comes from: the teller's own, or the nearest above with people enough to hide one.
    teller_unit_id uuid references unit (id),
    -- None of the teller's posts was in the unit's line on the day of telling: the story confirms.
    from_another_unit boolean not null,
    happened_on text not null,
    body text not null,
    -- Told before any element was named.
    unprompted boolean not null,
    -- The warning about a name was shown and the teller kept the text.
    name_kept boolean not null,
    state text not null check (state in ('locked', 'waiting', 'published', 'declined', 'withdrawn')),
    told_at bigint not null,
    moderated_by uuid references person (id),
    moderated_at bigint,
    -- Why a moderator declined or withdrew it; empty when the teller took it back.
    reason text not null
);
create index story_unit on story (unit_id, element_id, happened_on);
create index story_element on story (element_id);
create index story_told_element on story (told_element_id);
create index story_teller on story (teller_id, told_at);
create index story_teller_unit on story (teller_unit_id);
create index story_state on story (state, told_at);
create index story_moderated_by on story (moderated_by);

-- Traces ----------------------------------------------------------------------------------------------------------------

-- The ledger. No person and no text. Rows are never changed or removed: 0002_ledger sees to that.
create table trace (
    id uuid primary key,
    day text not null,
    unit_id uuid not null references unit (id),
    element_id uuid not null references element (id),
    edition_id uuid references edition (id),
    rung text not null check (rung in ('claimed', 'prompted', 'unprompted', 'acted', 'confirmed')),
    source text not null,
    source_id uuid not null,
    count bigint not null check (count > 0),
    written_at bigint not null
);
-- Each holds all that finding a page of a trail needs: of a small unit, of a large one about one element, about all.
create index trace_unit on trace (unit_id, element_id, day, id);
create index trace_element on trace (element_id, day, id, unit_id);
create index trace_day on trace (day, id, unit_id);
create index trace_edition on trace (edition_id);
create index trace_source on trace (source, source_id);

create table trace_withdrawal (
    trace_id uuid primary key references trace (id),
    reason text not null,
    withdrawn_at bigint not null,
    withdrawn_by uuid references person (id)
);
create index trace_withdrawal_by on trace_withdrawal (withdrawn_by);

-- Monthly roll-up of what stands and is more than claimed, written in the same transaction as the trace: how many of each
-- rung in the unit with everything below it, and in the unit itself. What is claimed is counted as interpretations in use.
create table trace_month (
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
    -- The last day there or below, and in the unit itself; none when there is nothing of its own.
    last_day text not null,
    last_own text,
    primary key (unit_id, element_id, month)
); -- rows by key: a page reads years of them for a handful of units
create index trace_month_element on trace_month (element_id);

-- Jobs ------------------------------------------------------------------------------------------------------------------

create table job (
    id uuid primary key,
    kind text not null,
    payload text not null,
    -- Done again and again; there is one of its kind.
    stands boolean not null,
    state text not null check (state in ('waiting', 'running', 'dead')),
    run_at bigint not null,
    attempts bigint not null,
    last_error text not null,
    claimed_at bigint,
    created_at bigint not null
);
create index job_state on job (state, run_at);
create unique index job_stands on job (kind) where stands;
