//! The old personnel policy: documents being checked, clauses, and what became of each.

use model::foundation::{Block, Kind};
use model::policy::{Answer, Given, Split};
use model::{ClauseId, Day, ElementId, Instant, PersonId, PolicyId};

use crate::{Conn, Result, args};

/// A document with its split, while it is checked.
#[derive(Clone, Debug)]
pub struct Upload {
    pub source_name: String,
    pub source: Vec<Block>,
    pub split: Split,
    /// Counts every correction: two people at once.
    pub revision: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    source_name: String,
    source: String,
    split: String,
    revision: i64,
}

/// Keeps a document and its first split under the identity of the policy that it may become.
pub async fn add_upload(
    tx: &mut Conn,
    policy: PolicyId,
    upload: &Upload,
    by: Option<PersonId>,
    now: Instant,
) -> Result<()> {
    tx.run(
        "insert into policy_upload (policy_id, source_name, source, split, revision, uploaded_by, uploaded_at)
         values ($1, $2, $3, $4, 1, $5, $6)",
        args![
            policy,
            &upload.source_name,
            serde_json::to_string(&upload.source)?,
            serde_json::to_string(&upload.split)?,
            by,
            now
        ],
    )
    .await?;
    Ok(())
}

pub async fn upload(conn: &mut Conn, policy: PolicyId) -> Result<Option<Upload>> {
    let row: Option<Row> = conn
        .optional(
            "select source_name, source, split, revision from policy_upload where policy_id = $1",
            args![policy],
        )
        .await?;
    row.map(|row| {
        Ok(Upload {
            source_name: row.source_name,
            source: serde_json::from_str(&row.source)?,
            split: serde_json::from_str(&row.split)?,
            revision: row.revision,
        })
    })
    .transpose()
}

/// Writes a corrected split. Gives false when somebody else corrected it since `seen`.
pub async fn save_upload(tx: &mut Conn, policy: PolicyId, split: &Split, seen: i64) -> Result<bool> {
    let touched = tx
        .run(
            "update policy_upload set split = $3, revision = revision + 1 where policy_id = $1 and revision = $2",
            args![policy, seen, serde_json::to_string(split)?],
        )
        .await?;
    Ok(touched == 1)
}

/// Removes one upload, at the revision `seen` or, with none, at any. Gives false when there is no such.
pub async fn delete_upload(tx: &mut Conn, policy: PolicyId, seen: Option<i64>) -> Result<bool> {
    let touched = tx
        .run(
            "delete from policy_upload where policy_id = $1 and (cast($2 as bigint) is null or revision = $2)",
            args![policy, seen],
        )
        .await?;
    Ok(touched == 1)
}

/// A document that waits to be checked.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct UploadRow {
    pub policy: PolicyId,
    pub source_name: String,
    pub uploaded_at: Instant,
}

/// The newest first.
pub async fn uploads(conn: &mut Conn) -> Result<Vec<UploadRow>> {
    conn.all(
        "select policy_id as policy, source_name, uploaded_at from policy_upload order by uploaded_at desc",
        [],
    )
    .await
}

/// A document as it begins, with clauses to follow.
pub struct NewPolicy<'a> {
    pub id: PolicyId,
    pub title: &'a str,
    pub preamble: &'a str,
    pub source_name: &'a str,
    pub by: Option<PersonId>,
}

pub async fn add_policy(tx: &mut Conn, policy: &NewPolicy<'_>, now: Instant) -> Result<()> {
    tx.run(
        "insert into policy (id, title, preamble, source_name, added_by, added_at) values ($1, $2, $3, $4, $5, $6)",
        args![
            policy.id,
            policy.title,
            policy.preamble,
            policy.source_name,
            policy.by,
            now
        ],
    )
    .await?;
    Ok(())
}

/// The clauses of a new document, in its order; nobody has answered them.
pub async fn add_clauses(tx: &mut Conn, policy: PolicyId, clauses: &[(ClauseId, model::policy::Stored)]) -> Result<()> {
    let rows = (1_i64..)
        .zip(clauses)
        .map(|(position, (id, c))| args![*id, policy, position, &c.number, &c.headline, &c.text, 0_i64])
        .collect();
    tx.insert(
        "insert into policy_clause (id, policy_id, position, number, headline, text, revision) values",
        rows,
        "",
    )
    .await
}

/// How many documents there are.
pub async fn count(conn: &mut Conn) -> Result<i64> {
    conn.number("select count(*) from policy", []).await
}

/// Whether a document with this identity was stored.
pub async fn is_stored(conn: &mut Conn, policy: PolicyId) -> Result<bool> {
    Ok(conn
        .number("select count(*) from policy where id = $1", args![policy])
        .await?
        == 1)
}

/// A document.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Document {
    pub id: PolicyId,
    pub title: String,
    pub preamble: String,
    pub source_name: String,
    pub added_by: Option<String>,
    pub added_at: Instant,
}

/// All documents, the first imported first.
pub async fn documents(conn: &mut Conn) -> Result<Vec<Document>> {
    conn.all(
        "select d.id, d.title, d.preamble, d.source_name, p.name as added_by, d.added_at
         from policy d left join person p on p.id = d.added_by order by d.added_at, d.id",
        [],
    )
    .await
}

/// A clause with its newest answer.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Clause {
    pub id: ClauseId,
    pub policy: PolicyId,
    /// The document's title.
    pub title: String,
    pub number: String,
    pub headline: String,
    pub text: String,
    /// 0 while nobody has answered.
    pub revision: i64,
    pub answer: Option<Answer>,
    pub reference: Option<String>,
    pub link: Option<String>,
    pub why: Option<String>,
    pub answered_by: Option<String>,
    pub answered_at: Option<Instant>,
}

impl Clause {
    #[must_use]
    pub fn answer(&self) -> Answer {
        self.answer.unwrap_or(Answer::Open)
    }
}

macro_rules! clauses {
    ($text:literal, $end:literal) => {
        concat!(
            "select c.id, c.policy_id as policy, d.title, c.number, c.headline, ",
            $text,
            " as text, c.revision, a.answer,
                    a.reference, a.link, a.why, p.name as answered_by, a.answered_at
             from policy_clause c
             join policy d on d.id = c.policy_id
             left join policy_answer a on a.clause_id = c.id and a.revision = c.revision
             left join person p on p.id = a.answered_by ",
            $end
        )
    };
}

/// Every clause, document by document, each with the first 400 characters of its text: two thousand may be on one page.
pub async fn clauses(conn: &mut Conn) -> Result<Vec<Clause>> {
    conn.all(
        clauses!("substr(c.text, 1, 400)", "order by d.added_at, d.id, c.position"),
        [],
    )
    .await
}

pub async fn clause(conn: &mut Conn, id: ClauseId) -> Result<Option<Clause>> {
    conn.optional(clauses!("c.text", "where c.id = $1"), args![id]).await
}

/// The clauses that nobody has answered, or that were opened again, in their order.
pub async fn open(conn: &mut Conn) -> Result<Vec<ClauseId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: ClauseId,
    }
    let rows: Vec<Row> = conn
        .all(
            "select c.id from policy_clause c
             join policy d on d.id = c.policy_id
             left join policy_answer a on a.clause_id = c.id and a.revision = c.revision
             where coalesce(a.answer, 'open') = 'open'
             order by d.added_at, d.id, c.position",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// An element that an answer names, worded as its newest published edition words it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Carrier {
    pub clause: ClauseId,
    pub revision: i64,
    pub element: ElementId,
    pub kind: Kind,
    pub headline: String,
    /// Among the elements of the edition in force today.
    pub in_force: bool,
}

macro_rules! carriers {
    ($join:literal, $end:literal) => {
        concat!(
            "select x.clause_id as clause, x.revision, x.element_id as element, f.kind, w.headline,
                    exists (
                        select 1 from element_text v join edition n on n.id = v.edition_id
                        where v.element_id = x.element_id and n.state = 'published' and n.in_force_from <= $1
                        and not exists (
                            select 1 from edition l where l.foundation_id = n.foundation_id and l.state = 'published'
                            and l.in_force_from <= $1 and l.number > n.number)) as in_force
             from policy_answer_element x ",
            $join,
            " join element_text w on w.element_id = x.element_id
             join edition e on e.id = w.edition_id
             join foundation f on f.id = e.foundation_id
             where e.state = 'published' and not exists (
                 select 1 from element_text v join edition n on n.id = v.edition_id
                 where v.element_id = x.element_id and n.state = 'published' and n.number > e.number) ",
            $end,
            " order by f.kind desc, w.position"
        )
    };
}

/// The elements of every clause's newest answer.
pub async fn carriers(conn: &mut Conn, today: Day) -> Result<Vec<Carrier>> {
    conn.all(
        carriers!(
            "join policy_clause c on c.id = x.clause_id and c.revision = x.revision",
            ""
        ),
        args![today],
    )
    .await
}

/// The elements of all answers that a clause ever had.
pub async fn carriers_of(conn: &mut Conn, clause: ClauseId, today: Day) -> Result<Vec<Carrier>> {
    conn.all(carriers!("", "and x.clause_id = $2"), args![today, clause])
        .await
}

/// One answer of a clause's history.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Answered {
    pub revision: i64,
    pub answer: Answer,
    pub reference: String,
    pub link: String,
    pub why: String,
    pub answered_by: Option<String>,
    pub answered_at: Instant,
}

/// Every answer of a clause, the newest first.
pub async fn history(conn: &mut Conn, clause: ClauseId) -> Result<Vec<Answered>> {
    conn.all(
        "select a.revision, a.answer, a.reference, a.link, a.why, p.name as answered_by, a.answered_at
         from policy_answer a left join person p on p.id = a.answered_by
         where a.clause_id = $1 order by a.revision desc",
        args![clause],
    )
    .await
}

/// Answers a clause anew. Gives false when somebody else answered it since `seen`.
pub async fn answer(
    tx: &mut Conn,
    clause: ClauseId,
    seen: i64,
    given: &Given,
    by: Option<PersonId>,
    now: Instant,
) -> Result<bool> {
    let touched = tx
        .run(
            "update policy_clause set revision = revision + 1 where id = $1 and revision = $2",
            args![clause, seen],
        )
        .await?;
    if touched == 0 {
        return Ok(false);
    }
    let revision = seen + 1;
    tx.run(
        "insert into policy_answer (clause_id, revision, answer, reference, link, why, answered_by, answered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            clause,
            revision,
            given.answer,
            &given.reference,
            &given.link,
            &given.why,
            by,
            now
        ],
    )
    .await?;
    let rows = given.elements.iter().map(|e| args![clause, revision, *e]).collect();
    tx.insert(
        "insert into policy_answer_element (clause_id, revision, element_id) values",
        rows,
        "",
    )
    .await?;
    Ok(true)
}

/// Removes a document that nobody has answered a clause of. Gives false when somebody has, or when it is not there.
pub async fn remove(tx: &mut Conn, policy: PolicyId) -> Result<bool> {
    tx.run(
        "delete from policy_clause where policy_id = $1
         and not exists (select 1 from policy_clause c where c.policy_id = $1 and c.revision > 0)",
        args![policy],
    )
    .await?;
    let touched = tx
        .run(
            "delete from policy where id = $1 and not exists (select 1 from policy_clause c where c.policy_id = $1)",
            args![policy],
        )
        .await?;
    Ok(touched == 1)
}
