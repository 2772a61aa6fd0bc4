-- The old personnel policy, clause by clause, and what became of each. The reference catalogues that elements point at.

-- An uploaded policy while its split is checked. It becomes the policy of this identity, or goes away.
create table policy_upload (
    policy_id uuid primary key,
    -- The file's name; empty when the text was pasted.
    source_name text not null,
    -- The document's blocks and the split, as JSON.
    source text not null,
    split text not null,
    revision bigint not null,
    uploaded_by uuid references person (id),
    uploaded_at bigint not null
);
create index policy_upload_by on policy_upload (uploaded_by);

-- A document that the foundations replace. There may be several: a personnel policy, a senior policy.
create table policy (
    id uuid primary key,
    title text not null,
    preamble text not null,
    source_name text not null,
    added_by uuid references person (id),
    added_at bigint not null
);
create index policy_added_by on policy (added_by);

create table policy_clause (
    id uuid primary key,
    policy_id uuid not null references policy (id),
    position bigint not null,
    -- As the document writes it: 7, 3.2, § 4.
    number text not null,
    headline text not null,
    text text not null,
    -- The newest answer; 0 while nobody has answered.
    revision bigint not null,
    unique (policy_id, position)
);

-- What somebody answered about a clause. Rows are added and never changed: they are the clause's history.
create table policy_answer (
    clause_id uuid not null references policy_clause (id),
    revision bigint not null,
    answer text not null check (answer in ('open', 'carried', 'guideline', 'dropped')),
    -- The guideline's title, and where it is read; empty for other answers.
    reference text not null,
    link text not null,
    why text not null,
    answered_by uuid references person (id),
    answered_at bigint not null,
    primary key (clause_id, revision)
);
create index policy_answer_by on policy_answer (answered_by);

-- The elements that carry a clause on, by one answer.
create table policy_answer_element (
    clause_id uuid not null,
    revision bigint not null,
    element_id uuid not null references element (id),
    primary key (clause_id, revision, element_id),
    foreign key (clause_id, revision) references policy_answer (clause_id, revision)
);
create index policy_answer_element_element on policy_answer_element (element_id);

-- What an element draws on among the catalogues.
create table catalogue_pointer (
    element_id uuid not null references element (id),
    item text not null,
    added_by uuid references person (id),
    added_at bigint not null,
    primary key (element_id, item)
);
create index catalogue_pointer_by on catalogue_pointer (added_by);

-- Whether an item is shown, where somebody has chosen otherwise than the house does by itself.
create table catalogue_choice (
    item text primary key,
    shown boolean not null,
    chosen_by uuid references person (id),
    chosen_at bigint not null
);
create index catalogue_choice_by on catalogue_choice (chosen_by);
