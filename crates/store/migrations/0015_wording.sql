-- The organisation's own wording: documents, cut to passages, and where an element of a foundation shows in them. Nothing here
-- leads from a document, a passage or a figure to a person, and a test holds it so: texts are analysed, never people.

-- What was handed in. The file itself is kept until it has been read and no longer.
create table wording_document (
    id uuid primary key,
    unit_id uuid not null references unit (id),
    day text not null,
    -- Minutes, transcript, strategy …, in the words of whoever handed it in.
    kind text not null,
    -- Who published it (a committee, a site); the document itself where nothing was said.
    source text not null,
    -- The occasion was the foundation itself: what is said there was asked for.
    about_foundation boolean not null,
    name text not null,
    -- SHA-256 of the file in hexadecimal: the same file is one document.
    digest text not null unique,
    state text not null check (state in ('waiting', 'read', 'missing', 'refused')),
    -- A word for why it is missing or refused, and what the sentence needs.
    why text not null,
    -- Characters a page; shares of letters and of known words in thousandths.
    page_characters bigint not null,
    letters bigint not null,
    known bigint not null,
    words bigint not null,
    -- The document that it nearly repeats: it is not counted a second time.
    duplicate_of uuid references wording_document (id),
    handed_at bigint not null,
    read_at bigint
);
create index wording_document_unit on wording_document (unit_id, day);
create index wording_document_day on wording_document (day, id);
create index wording_document_duplicate on wording_document (duplicate_of);
create index wording_document_state on wording_document (state, handed_at);

create table wording_file (
    document_id uuid primary key references wording_document (id),
    bytes bytea not null
);

-- Files that somebody deleted: a folder that is watched does not bring them back. The digest says nothing of what was in them.
create table wording_deleted (
    digest text primary key
); -- rows by key

create table wording_passage (
    id uuid primary key,
    document_id uuid not null references wording_document (id),
    place bigint not null,
    kind text not null,
    language text not null,
    words bigint not null,
    body text not null
);
create index wording_passage_document on wording_passage (document_id, place);

-- Which elements speak through which families of expressions, and the organisation's own rules. A version is one document of
-- JSON (language::detector::Profile); the newest is in force, and history is counted again with it.
create table wording_lexicon (
    version bigint primary key,
    profiles text not null,
    -- What was changed, in a sentence of whoever changed it, and where an import came from.
    why text not null,
    made_at bigint not null
);

-- One measuring of everything. The figures of the newest are shown; those before are gone.
create table wording_measure (
    id uuid primary key,
    lexicon_version bigint not null references wording_lexicon (version),
    measured_at bigint not null,
    -- What it was measured from, so that nothing is measured twice.
    basis text not null,
    -- The day up to which the last twelve months are counted.
    until_day text not null,
    documents bigint not null,
    missing bigint not null,
    passages bigint not null,
    words bigint not null,
    -- Set apart: headings and rows, too short, standing phrases, near-copies, other languages.
    frame bigint not null,
    short bigint not null,
    boilerplate bigint not null,
    duplicate bigint not null,
    foreign_language bigint not null
);
create index wording_measure_version on wording_measure (lexicon_version);

-- What was found in a passage: an element, how it shows, and why.
create table wording_find (
    passage_id uuid not null references wording_passage (id),
    element_id uuid not null references element (id),
    mode text not null check (mode in ('own_words', 'quoted', 'missed')),
    -- Thousandths of log-odds.
    odds bigint not null,
    -- The rules that saw it, as JSON; empty when only likeness to the examples did.
    rules text not null,
    primary key (passage_id, element_id)
); -- rows by key
create index wording_find_element on wording_find (element_id, mode, odds);

-- A passage that is set apart, and why: a heading, too short, a standing phrase, a near-copy, another language.
create table wording_apart (
    passage_id uuid primary key references wording_passage (id),
    why text not null
); -- rows by key

-- An element in a unit and everything below it, month by month: of the months that can be shown.
create table wording_month (
    element_id uuid not null references element (id),
    unit_id uuid not null references unit (id),
    month text not null,
    documents bigint not null,
    passages bigint not null,
    own bigint not null,
    quoted bigint not null,
    missed bigint not null,
    -- Share of passages with own words and its band, in ten-thousandths.
    share bigint,
    low bigint,
    high bigint,
    primary key (unit_id, element_id, month)
); -- rows by key
create index wording_month_element on wording_month (element_id);

-- The same over the last twelve months, with what may be said of it: of the units that can be shown.
create table wording_unit (
    element_id uuid not null references element (id),
    unit_id uuid not null references unit (id),
    own bigint not null,
    quoted bigint not null,
    missed bigint not null,
    share bigint,
    low bigint,
    high bigint,
    -- Drawn towards the other units, in ten-thousandths.
    shrunk bigint,
    silence text not null,
    primary key (unit_id, element_id)
); -- rows by key
create index wording_unit_element on wording_unit (element_id);

-- What a unit and everything below it handed in over the last twelve months; nothing but what could not be read, and what is
-- lacking in it or beside it, when its figures cannot be shown.
create table wording_material (
    unit_id uuid primary key references unit (id),
    documents bigint not null,
    sources bigint not null,
    words bigint not null,
    passages bigint not null,
    missing bigint not null,
    -- Five documents, three sources, 2,000 words, and the same in every difference to its neighbours.
    enough boolean not null,
    lacks_documents bigint not null,
    lacks_sources bigint not null,
    lacks_words bigint not null
); -- rows by key

-- Words by which a unit differs from the others.
create table wording_word (
    unit_id uuid not null references unit (id),
    place bigint not null,
    word text not null,
    -- Hundredths of a standard deviation, and how often in 100,000 words here and elsewhere.
    z bigint not null,
    here bigint not null,
    elsewhere bigint not null,
    primary key (unit_id, place)
); -- rows by key

-- A round of confirmation: a random sample of passages with a find and of passages without one, for one element.
create table wording_round (
    id uuid primary key,
    element_id uuid not null references element (id),
    lexicon_version bigint not null references wording_lexicon (version),
    state text not null check (state in ('open', 'closed')),
    opened_at bigint not null,
    closed_at bigint,
    -- How many passages each half was drawn from.
    of_flagged bigint not null,
    of_unflagged bigint not null,
    -- What it came to: ten-thousandths.
    share bigint,
    low bigint,
    high bigint,
    precision_of bigint,
    omission bigint,
    -- Krippendorff's alpha between two readers, in ten-thousandths; none with one reader.
    alpha bigint,
    alpha_low bigint,
    alpha_high bigint
);
create index wording_round_element on wording_round (element_id, state);
create index wording_round_version on wording_round (lexicon_version);

create table wording_sample (
    round_id uuid not null references wording_round (id),
    passage_id uuid not null references wording_passage (id),
    -- The random order, the same for both readers.
    place bigint not null,
    flagged boolean not null,
    primary key (round_id, place)
); -- rows by key
create index wording_sample_passage on wording_sample (passage_id);

-- Who reads in a round: the first and the second, who do not see each other's answers until it is closed.
create table wording_reader (
    round_id uuid not null references wording_round (id),
    number bigint not null,
    person_id uuid references person (id),
    primary key (round_id, number)
); -- rows by key
create index wording_reader_person on wording_reader (person_id);

-- What somebody said that a passage shows of an element: the reader with that number in a round, or whoever looked at the list of
-- passages, which has no round and is not blind.
create table wording_reading (
    id uuid primary key,
    passage_id uuid not null references wording_passage (id),
    element_id uuid not null references element (id),
    round_id uuid references wording_round (id),
    number bigint not null,
    says text not null check (says in ('own_words', 'quoted', 'missed', 'nothing')),
    read_at bigint not null
);
create unique index wording_reading_list on wording_reading (passage_id, element_id) where round_id is null;
create unique index wording_reading_round on wording_reading (round_id, passage_id, number);
create index wording_reading_passage on wording_reading (passage_id, element_id);
create index wording_reading_element on wording_reading (element_id);

-- What wrote traces: a passage that people agreed shows an element in own words, or a month's calibrated count.
create table wording_trace (
    id uuid primary key,
    element_id uuid not null references element (id),
    unit_id uuid not null references unit (id),
    passage_id uuid references wording_passage (id),
    month text,
    about_foundation boolean not null,
    count bigint not null
);
create index wording_trace_passage on wording_trace (passage_id, element_id);
create index wording_trace_element on wording_trace (element_id, unit_id, month);
create index wording_trace_unit on wording_trace (unit_id);
