//! What an import would do, before anybody says yes.

use intake::organisation::ProblemKind;
use model::organisation::{Flaw, PostRole};
use model::{Day, ImportId};
use serde::{Deserialize, Serialize};

use super::stage::Found;
use super::{Counts, Import, apply, compare};
use crate::organisation::history;
use crate::{Conn, Db, Result, args};

/// Something doubtful, or something that stops the import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Problem {
    /// A row at fault: where, and what in the words of [`row_word`].
    Row {
        file: String,
        row: u32,
        fault: String,
        column: Option<String>,
        limit: Option<u32>,
        first: Option<u32>,
    },
    /// Nobody leads the unit when the import counts.
    Leaderless {
        unit: String,
        above: Option<String>,
    },
    /// Two rows have one address; this person is the later.
    SameEmail {
        name: String,
    },
    /// Somebody else has the address already.
    EmailTaken {
        name: String,
        by: String,
    },
    Cycle {
        units: Vec<String>,
        on: Day,
    },
    /// The unit lies below one that is not there on that day.
    Orphan {
        unit: String,
        parent: String,
        on: Day,
    },
    /// Two places at once.
    Twice {
        unit: String,
        on: Day,
    },
    TooDeep {
        unit: String,
        on: Day,
    },
    /// The files have no unit at all.
    NoUnits,
}

impl Problem {
    pub(super) fn row(problem: &intake::organisation::Problem) -> Self {
        let (fault, column, limit, first) = row_word(problem.kind);
        Self::Row {
            file: problem.file.clone(),
            row: problem.row,
            fault: fault.to_owned(),
            column: column.map(str::to_owned),
            limit,
            first,
        }
    }

    /// The word that problems of one kind share.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Row { fault, .. } => fault,
            Self::Leaderless { .. } => "leaderless",
            Self::SameEmail { .. } => "same_email",
            Self::EmailTaken { .. } => "email_taken",
            Self::Cycle { .. } => "cycle",
            Self::Orphan { .. } => "orphan",
            Self::Twice { .. } => "twice",
            Self::TooDeep { .. } => "too_deep",
            Self::NoUnits => "no_units",
        }
    }
}

type RowWord = (&'static str, Option<&'static str>, Option<u32>, Option<u32>);

/// A row's problem as a word, its column, a limit and another row.
const fn row_word(kind: ProblemKind) -> RowWord {
    match kind {
        ProblemKind::MissingId => ("missing_id", None, None, None),
        ProblemKind::MissingName => ("missing_name", None, None, None),
        ProblemKind::MissingUnit => ("missing_unit", None, None, None),
        ProblemKind::DuplicateId { first_row } => ("duplicate_id", None, None, Some(first_row)),
        ProblemKind::Repeated => ("repeated", None, None, None),
        ProblemKind::UnknownRole => ("unknown_role", None, None, None),
        ProblemKind::UnknownAnswer { column } => ("unknown_answer", Some(column), None, None),
        ProblemKind::MalformedEmail => ("malformed_email", None, None, None),
        ProblemKind::MalformedDate { column } => ("malformed_date", Some(column), None, None),
        ProblemKind::DatesReversed => ("dates_reversed", None, None, None),
        ProblemKind::UnknownUnit => ("unknown_unit", None, None, None),
        ProblemKind::UnknownParent => ("unknown_parent", None, None, None),
        ProblemKind::UnknownPerson => ("unknown_person", None, None, None),
        ProblemKind::UnknownJobTitle => ("unknown_job_title", None, None, None),
        ProblemKind::TooLong { column, limit } => ("too_long", Some(column), Some(limit), None),
        ProblemKind::ControlCharacter { column } => ("control_character", Some(column), None, None),
        ProblemKind::PersonNumber { column } => ("person_number", Some(column), None, None),
    }
}

/// Problems of one kind that are kept by name; the rest are counted.
const KEPT: i64 = 500;

/// Compares, counts and lists, and from then on the import is there to be looked at.
pub(super) async fn prepare(db: &Db, id: ImportId, found: &Found) -> Result<()> {
    let mut tx = db.write().await?;
    tx.run("update import set format = $2 where id = $1", args![id, found.format])
        .await?;
    let import = super::import(&mut tx, id).await?.ok_or(crate::Error::Stopped)?;
    let mut counts = found.counts.clone();
    compare::compare(&mut tx, &import).await?;
    compare::count(&mut tx, &import, &mut counts).await?;
    let doubts = doubts(&mut tx, &import).await?;
    counts.turns = super::turns::find(&mut tx, &import).await?;
    tx.commit().await?;

    let mut problems = found.problems.clone();
    counts.problem_count += doubts.iter().map(|(_, many)| many).sum::<i64>();
    for (list, many) in doubts {
        if let Some(first) = list.first() {
            counts.problems.insert(first.word().to_owned(), many);
        }
        problems.extend(list.into_iter().map(|p| (false, p)));
    }
    for (_, problem) in &found.problems {
        *counts.problems.entry(problem.word().to_owned()).or_default() += 1;
    }
    for problem in try_tree(db, &import, &counts).await? {
        *counts.problems.entry(problem.word().to_owned()).or_default() += 1;
        counts.problem_count += 1;
        problems.push((true, problem));
    }
    counts.stops = problems.iter().map(|(stops, _)| i64::from(*stops)).sum();
    keep(db, id, &counts, &problems).await
}

async fn keep(db: &Db, id: ImportId, counts: &Counts, problems: &[(bool, Problem)]) -> Result<()> {
    let mut rows = Vec::with_capacity(problems.len());
    for (position, (stops, problem)) in (1i64..).zip(problems) {
        rows.push(args![
            id,
            position,
            *stops,
            problem.word(),
            serde_json::to_string(problem)?
        ]);
    }
    let mut tx = db.write().await?;
    tx.run("delete from import_problem where import_id = $1", args![id])
        .await?;
    tx.insert(
        "insert into import_problem (import_id, position, stops, kind, detail) values",
        rows,
        "",
    )
    .await?;
    tx.run(
        "update import set state = 'staged', counts = $2 where id = $1 and state in ('staging', 'staged')",
        args![id, serde_json::to_string(counts)?],
    )
    .await?;
    tx.commit().await
}

/// What the reading found, as it was kept: for working the preview out again.
pub(super) async fn found_before(conn: &mut Conn, import: &Import) -> Result<Found> {
    let rows: Vec<(bool, String)> = conn
        .all(
            "select stops, detail from import_problem where import_id = $1 order by position",
            args![import.id],
        )
        .await?;
    let mut problems = Vec::new();
    for (stops, detail) in rows {
        let problem: Problem = serde_json::from_str(&detail)?;
        if matches!(problem, Problem::Row { .. }) {
            problems.push((stops, problem));
        }
    }
    let beyond = import.counts.problem_count - import.counts.problems.values().sum::<i64>();
    let counts = Counts {
        inactive: import.counts.inactive,
        past: import.counts.past,
        problem_count: beyond + i64::try_from(problems.len()).unwrap_or(0),
        ..Counts::default()
    };
    Ok(Found {
        format: match import.format.as_str() {
            super::FROM_OS2MO => super::FROM_OS2MO,
            "os2mo" => "os2mo",
            _ => "sample",
        },
        counts,
        problems,
    })
}

/// Puts the units where the files say, looks at the tree, and takes it back.
async fn try_tree(db: &Db, import: &Import, counts: &Counts) -> Result<Vec<Problem>> {
    if counts.units.added + counts.units.changed + counts.units.same == 0 {
        return Ok(vec![Problem::NoUnits]);
    }
    let mut tx = db.write().await?;
    apply::units(&mut tx, import).await?;
    let flaws = history::tree_flaws(&mut tx, import.valid_on).await?;
    let mut problems = Vec::new();
    for flaw in flaws.iter().take(20) {
        problems.push(told(&mut tx, flaw).await?);
    }
    tx.roll_back().await?;
    Ok(problems)
}

/// A flaw with the names of its units.
async fn told(tx: &mut Conn, flaw: &Flaw) -> Result<Problem> {
    let (units, on) = match flaw {
        Flaw::Cycle { units, on } => (units.clone(), *on),
        Flaw::Orphan { unit, parent, on } => (vec![*unit, *parent], *on),
        Flaw::Twice { unit, on } | Flaw::TooDeep { unit, on } => (vec![*unit], *on),
    };
    let names = history::names(tx, &units, on).await?;
    let mut each = names.iter().cloned();
    let unit = each.next().unwrap_or_default();
    Ok(match flaw {
        Flaw::Cycle { .. } => Problem::Cycle { units: names, on },
        Flaw::Orphan { .. } => Problem::Orphan {
            unit,
            parent: each.next().unwrap_or_default(),
            on,
        },
        Flaw::Twice { .. } => Problem::Twice { unit, on },
        Flaw::TooDeep { .. } => Problem::TooDeep { unit, on },
    })
}

/// What is doubtful in what was compared: each kind's first ones, and how many there are.
async fn doubts(tx: &mut Conn, import: &Import) -> Result<[(Vec<Problem>, i64); 3]> {
    let id = import.id;
    let leaderless: Vec<(String, Option<String>)> = tx
        .all(
            "select s.name, above.name from staged_unit s
             left join staged_unit above on above.import_id = $1 and above.external_id = s.parent_external_id
             where s.import_id = $1 and s.unit_id not in (
                 select p.unit_id from staged_post p
                 where p.import_id = $1 and p.role = 'leader' and p.unit_id is not null
                 and (p.valid_from is null or p.valid_from <= $2)
                 union all
                 select p.unit_id from post p
                 where p.role = 'leader' and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
                 and p.id not in (select e.post_id from staged_end e where e.import_id = $1))
             order by s.position",
            args![id, import.valid_on],
        )
        .await?;
    let same: Vec<(String,)> = tx
        .all(
            "select s.name from staged_person s where s.import_id = $1 and s.email_taken = $2 and exists (
                 select 1 from staged_person first where first.import_id = $1 and first.email = s.email
                 and first.position < s.position) order by s.position",
            args![id, true],
        )
        .await?;
    let taken: Vec<(String, String)> = tx
        .all(
            "select s.name, p.name from staged_person s join person p on p.email = s.email
             where s.import_id = $1 and s.email_taken = $2 and not exists (
                 select 1 from staged_person first where first.import_id = $1 and first.email = s.email
                 and first.position < s.position) order by s.position",
            args![id, true],
        )
        .await?;
    let many = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let kept = usize::try_from(KEPT).unwrap_or(usize::MAX);
    let counted = [many(leaderless.len()), many(same.len()), many(taken.len())];
    let lists = [
        leaderless
            .into_iter()
            .take(kept)
            .map(|(unit, above)| Problem::Leaderless { unit, above })
            .collect::<Vec<_>>(),
        same.into_iter()
            .take(kept)
            .map(|(name,)| Problem::SameEmail { name })
            .collect(),
        taken
            .into_iter()
            .take(kept)
            .map(|(name, by)| Problem::EmailTaken { name, by })
            .collect(),
    ];
    let mut counts = counted.into_iter();
    Ok(lists.map(|list| (list, counts.next().unwrap_or(0))))
}

/// The problems of an import, those that stop it first: `most` of them from `skip` on.
pub async fn problems(conn: &mut Conn, id: ImportId, skip: i64, most: i64) -> Result<Vec<(bool, Problem)>> {
    let rows: Vec<(bool, String)> = conn
        .all(
            "select stops, detail from import_problem where import_id = $1
             order by stops desc, position limit $2 offset $3",
            args![id, most, skip],
        )
        .await?;
    rows.into_iter()
        .map(|(stops, detail)| Ok((stops, serde_json::from_str(&detail)?)))
        .collect()
}

/// What an import would change, list by list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum List {
    Added,
    Changed,
    Ended,
}

/// One line of a list, with what was before where something was. `what` is `unit`, `person`, `postless` (a new person
/// without a post), `post` or `newcomer` (a post of a new person). A post stands under its person's name with its unit as
/// `place`, a unit lies below `place`, and a person's `title` is their address.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub struct Change {
    pub what: String,
    pub name: String,
    pub name_before: Option<String>,
    pub place: Option<String>,
    pub place_before: Option<String>,
    pub title: Option<String>,
    pub title_before: Option<String>,
    pub role: Option<PostRole>,
    pub role_before: Option<PostRole>,
    pub level: Option<String>,
    pub level_before: Option<String>,
    pub starts: Option<Day>,
    pub starts_before: Option<Day>,
    pub ends: Option<Day>,
    pub ends_before: Option<Day>,
}

/// One list of a staged import: `most` lines from `skip` on, units first, then in the order of the files.
pub async fn changes(conn: &mut Conn, import: &Import, list: List, skip: i64, most: i64) -> Result<Vec<Change>> {
    let (id, on) = (import.id, import.valid_on);
    match list {
        List::Added => conn.all(ADDED, args![id, most, skip]).await,
        List::Changed => conn.all(CHANGED, args![id, on, most, skip]).await,
        List::Ended => conn.all(ENDED, args![id, on, most, skip]).await,
    }
}

const ADDED: &str = "
    select * from (
        select 1 as part, s.position, 'unit' as what, s.name, null as name_before, above.name as place,
               null as place_before, s.kind as title, null as title_before, null as role, null as role_before,
               null as level, null as level_before, null as starts, null as starts_before, null as ends,
               null as ends_before
        from staged_unit s
        left join staged_unit above on above.import_id = $1 and above.external_id = s.parent_external_id
        where s.import_id = $1 and s.fate = 'added'
        union all
        select 2, s.position, 'postless', s.name, null, null, null, s.email, null, null, null, null, null, null, null,
               null, null
        from staged_person s
        where s.import_id = $1 and s.fate = 'added' and not exists (
            select 1 from staged_post p where p.import_id = $1 and p.person_id = s.person_id)
        union all
        select 3, s.position, case when who.fate = 'added' then 'newcomer' else 'post' end, who.name, null, place.name,
               null, s.title, null, s.role, null, s.level, null, s.valid_from, null, s.valid_to, null
        from staged_post s
        join staged_person who on who.import_id = $1 and who.external_id = s.person_external_id
        join staged_unit place on place.import_id = $1 and place.external_id = s.unit_external_id
        where s.import_id = $1 and s.fate = 'added'
    ) lines order by part, position limit $2 offset $3";

const CHANGED: &str = "
    select * from (
        select 1 as part, s.position, 'unit' as what, s.name, p.name as name_before, above.name as place,
               (select q.name from unit_period q where q.unit_id = p.parent_id and q.valid_from <= $2
                and (q.valid_to is null or q.valid_to > $2)) as place_before,
               coalesce(s.kind, p.kind) as title, p.kind as title_before, null as role, null as role_before,
               null as level, null as level_before, null as starts, null as starts_before, null as ends,
               null as ends_before
        from staged_unit s
        join unit_period p on p.id = s.current_id
        left join staged_unit above on above.import_id = $1 and above.external_id = s.parent_external_id
        where s.import_id = $1 and s.fate = 'changed'
        union all
        select 2, s.position, 'person', s.name, p.name, null, null,
               case when s.email is null or s.email_taken then p.email else s.email end, p.email, null, null, null, null,
               null, null, null, null
        from staged_person s join person p on p.id = s.person_id
        where s.import_id = $1 and s.fate = 'changed'
        union all
        select 3, s.position, 'post', who.name, null, place.name,
               (select q.name from unit_period q where q.unit_id = p.unit_id and q.valid_from <= $2
                and (q.valid_to is null or q.valid_to > $2)),
               s.title, p.title, s.role, p.role,
               case when s.level is null and s.role = p.role then p.level else s.level end, p.level,
               coalesce(s.valid_from, case when s.fate = 'dated' then p.valid_from else $2 end), p.valid_from,
               case when s.fate = 'dated' then coalesce(s.valid_to, p.valid_to) else s.valid_to end, p.valid_to
        from staged_post s
        join post p on p.id = s.current_id
        join staged_person who on who.import_id = $1 and who.external_id = s.person_external_id
        join staged_unit place on place.import_id = $1 and place.external_id = s.unit_external_id
        where s.import_id = $1 and s.fate in ('changed', 'dated')
    ) lines order by part, position limit $3 offset $4";

const ENDED: &str = "
    select * from (
        select 1 as part, q.name as sorting, q.unit_id as id, 'unit' as what, q.name, null as name_before,
               (select a.name from unit_period a where a.unit_id = q.parent_id and a.valid_from <= $2
                and (a.valid_to is null or a.valid_to > $2)) as place,
               null as place_before, q.kind as title, null as title_before, null as role, null as role_before,
               null as level, null as level_before, q.valid_from as starts, null as starts_before, $2 as ends,
               null as ends_before
        from staged_close c join unit_period q on q.id = c.period_id
        where c.import_id = $1
        union all
        select 2, who.name_folded, p.id, 'post', who.name, null,
               (select a.name from unit_period a where a.unit_id = p.unit_id and a.valid_from <= $2
                and (a.valid_to is null or a.valid_to > $2)),
               null, p.title, null, p.role, null, p.level, null, p.valid_from, null,
               case when p.valid_from > $2 then p.valid_from else $2 end, null
        from staged_end e join post p on p.id = e.post_id join person who on who.id = p.person_id
        where e.import_id = $1 and not exists (
            select 1 from staged_post s where s.import_id = $1 and s.current_id = p.id)
    ) lines order by part, sorting, id limit $3 offset $4";
