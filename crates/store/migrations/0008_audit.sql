-- The log: who did what, and whose data was looked at. Each row holds the hash of the row before; 0008_audit_chain lets
-- nobody change a row, and remove only those that a checkpoint covers. No names and no texts; and no references, because
-- the log outlives what it tells of.
create table audit (
    seq bigint primary key,
    at bigint not null,
    -- None: the command line, or the house itself.
    actor_id uuid,
    deed text not null,
    object_id uuid,
    purpose text not null,
    outcome text not null check (outcome in ('done', 'refused')),
    -- SHA-256 of the people in audit_about.
    about bytea not null,
    -- Everybody: an export of the organisation.
    about_all boolean not null,
    -- How many people, or the last entry of a cut.
    number bigint not null,
    prev bytea not null,
    hash bytea not null
);
create index audit_at on audit (at, seq);
create index audit_actor on audit (actor_id, seq);
create index audit_deed on audit (deed, seq);
create index audit_everybody on audit (seq) where about_all;

-- Whose data it was.
create table audit_about (
    person_id uuid not null,
    seq bigint not null references audit (seq),
    primary key (person_id, seq)
); -- rows by key
create index audit_about_seq on audit_about (seq);

-- The chain's end. Whoever writes an entry holds this row until the transaction ends: one writer at a time.
create table audit_head (
    id bigint primary key check (id = 1),
    seq bigint not null,
    hash bytea not null
);

-- Where the kept part begins: the number and the hash of the last entry that was removed.
create table audit_checkpoint (
    seq bigint primary key,
    hash bytea not null,
    made_at bigint not null
);
