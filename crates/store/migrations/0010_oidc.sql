-- Who somebody is at the organisation's identity provider: issuer and subject together, never an address.
create table sign_in_identity (
    issuer text not null,
    subject text not null,
    person_id uuid not null references person (id),
    tied_at bigint not null,
    -- None: by the claim that holds the organisation's own identity of the person.
    tied_by uuid references person (id),
    primary key (issuer, subject)
);
create index sign_in_identity_person on sign_in_identity (person_id);
create index sign_in_identity_tied_by on sign_in_identity (tied_by);

-- A link by which a person ties their first sign-in at the provider to themselves. Works once.
create table sign_in_invitation (
    token_hash bytea primary key,
    person_id uuid not null references person (id),
    made_by uuid not null references person (id),
    expires_at bigint not null
);
create index sign_in_invitation_person on sign_in_invitation (person_id);
create index sign_in_invitation_made_by on sign_in_invitation (made_by);

-- A sign-in between the browser's leaving for the provider and its return.
create table sign_in_attempt (
    -- Of the cookie in the browser that began it.
    browser_hash bytea primary key,
    state_hash bytea not null,
    nonce text not null,
    verifier text not null,
    -- The invitation that it began with; empty for none.
    invitation_hash bytea not null,
    next text not null,
    expires_at bigint not null
);
create index sign_in_attempt_expires on sign_in_attempt (expires_at);

-- Who said so: hand (an administrator or the command line), or provider (a group there).
alter table role_grant add column source text not null default 'hand' check (source in ('hand', 'provider'));
