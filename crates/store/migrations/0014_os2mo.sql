-- What is known of OS2mo, when the organisation is read from there. One row.
create table os2mo (
    id bigint primary key check (id = 1),
    -- When OS2mo was last asked, and when it last answered as it should.
    asked_at bigint not null,
    heard_at bigint,
    -- When the whole organisation was last read, and the SHA-256 of its rows: the same again makes no new import.
    read_at bigint,
    digest text not null,
    -- An event came, and the organisation has not been read since.
    owed boolean not null,
    -- The import that came of it last.
    import_id uuid references import (id),
    -- What went wrong the last time, as JSON; empty when nothing did.
    error text not null
);
create index os2mo_import on os2mo (import_id);
