-- Keys by which other systems ask the API.
create table api_token (
    id uuid primary key,
    name text not null,
    -- SHA-256 of the key, which is shown once: a stolen database opens nothing.
    token_hash bytea not null unique,
    -- What it opens: words of model::token::Scope with a space between.
    scopes text not null,
    -- The key holds while this person's account is open.
    made_by uuid not null references person (id),
    made_at bigint not null,
    expires_at bigint not null,
    -- Noted once an hour at most.
    used_at bigint,
    revoked_at bigint,
    revoked_by uuid references person (id)
);
create index api_token_made_by on api_token (made_by);
create index api_token_revoked_by on api_token (revoked_by);
