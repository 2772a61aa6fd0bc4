//! The log, see [`model::audit`].
//!
//! Noting takes the row of `audit_head`, and with it the chain, until the transaction ends: two transactions that note
//! something wait for each other from there on. So it comes last before the commit, and after every other lock.

use model::audit::{self, BEGINNING, Broken, Deed, Entry, Follow, Hash, Head, Outcome, Purpose};
use model::{Instant, PersonId};
use uuid::Uuid;

use crate::{Conn, Result, args};

/// What to note.
pub struct Note<'a> {
    /// None: the command line, or the house itself.
    pub actor: Option<PersonId>,
    pub deed: Deed,
    pub object: Option<Uuid>,
    pub about: About<'a>,
    pub outcome: Outcome,
}

/// Whose data it was.
#[derive(Clone, Copy)]
pub enum About<'a> {
    People(&'a [PersonId]),
    /// So many that a list of them would be the organisation.
    Everybody(i64),
    Nobody,
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    seq: i64,
    hash: Vec<u8>,
}

impl HeadRow {
    fn head(self) -> Head {
        Head {
            seq: self.seq,
            hash: hash(self.hash),
        }
    }
}

/// A stored hash; one of another length was tampered with, and matches nothing.
fn hash(bytes: Vec<u8>) -> Hash {
    bytes.try_into().unwrap_or([0xff; 32])
}

/// What noting takes at most, beside the statements that a page reads with.
pub const STATEMENTS: u64 = 4;

/// Writes an entry at the end of the chain: three statements, and one more when it is about people.
pub async fn note(tx: &mut Conn, note: &Note<'_>, now: Instant) -> Result<()> {
    let (people, about_all, number): (&[PersonId], _, _) = match note.about {
        About::People(people) => (people, false, i64::try_from(people.len()).unwrap_or(i64::MAX)),
        About::Everybody(number) => (&[], true, number),
        About::Nobody => (&[], false, 0),
    };
    write(tx, note, people, about_all, number, now).await?;
    Ok(())
}

async fn write(
    tx: &mut Conn,
    note: &Note<'_>,
    people: &[PersonId],
    about_all: bool,
    number: i64,
    now: Instant,
) -> Result<Head> {
    let mut people = people.to_vec();
    people.sort_unstable();
    people.dedup();
    let last: HeadRow = tx
        .one(
            "update audit_head set seq = seq + 1 where id = 1 returning seq - 1 as seq, hash",
            [],
        )
        .await?;
    let last = last.head();
    let entry = Entry {
        seq: last.seq + 1,
        at: now,
        actor: note.actor,
        deed: note.deed,
        object: note.object,
        purpose: note.deed.purpose(),
        outcome: note.outcome,
        about: audit::about(&people),
        about_all,
        number,
        prev: last.hash,
    };
    let hash = entry.hash();
    tx.run(
        "insert into audit (seq, at, actor_id, deed, object_id, purpose, outcome, about, about_all, number, prev, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            entry.seq,
            entry.at,
            entry.actor,
            entry.deed.word(),
            entry.object,
            entry.purpose.word(),
            entry.outcome.word(),
            entry.about.to_vec(),
            entry.about_all,
            entry.number,
            entry.prev.to_vec(),
            hash.to_vec(),
        ],
    )
    .await?;
    tx.run("update audit_head set hash = $1 where id = 1", args![hash.to_vec()])
        .await?;
    if !people.is_empty() {
        let rows = people.iter().map(|person| args![*person, entry.seq]).collect();
        tx.insert("insert into audit_about (person_id, seq) values", rows, "")
            .await?;
    }
    Ok(Head { seq: entry.seq, hash })
}

/// Where the chain stands.
pub async fn head(conn: &mut Conn) -> Result<Head> {
    let row: HeadRow = conn.one("select seq, hash from audit_head where id = 1", []).await?;
    Ok(row.head())
}

/// The last entry that was removed; the beginning when none was.
pub async fn checkpoint(conn: &mut Conn) -> Result<Head> {
    let row: Option<HeadRow> = conn
        .optional("select seq, hash from audit_checkpoint order by seq desc limit 1", [])
        .await?;
    Ok(row.map_or(
        Head {
            seq: 0,
            hash: BEGINNING,
        },
        HeadRow::head,
    ))
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    at: Instant,
    actor_id: Option<PersonId>,
    deed: String,
    object_id: Option<Uuid>,
    purpose: String,
    outcome: String,
    about: Vec<u8>,
    about_all: bool,
    number: i64,
    prev: Vec<u8>,
    hash: Vec<u8>,
}

/// Entries read at once while a chain is followed.
const AT_ONCE: i64 = 1000;

/// Follows the whole chain, against a head that was noted elsewhere. How many entries there are, or where it breaks.
pub async fn verify(conn: &mut Conn, noted: Option<Head>) -> Result<std::result::Result<i64, Broken>> {
    let start = checkpoint(conn).await?;
    let mut follow = match Follow::new(start, noted) {
        Ok(follow) => follow,
        Err(broken) => return Ok(Err(broken)),
    };
    // What is written while this runs is not looked at, and what is looked at has all been there when it began.
    let head = head(conn).await?;
    // From below zero: an entry that somebody put in front of the beginning is a gap.
    let mut after = i64::MIN;
    loop {
        let rows: Vec<Row> = conn
            .all(
                "select seq, at, actor_id, deed, object_id, purpose, outcome, about, about_all, number, prev, hash
                 from audit where seq > $1 and seq <= $2 order by seq limit $3",
                args![after, head.seq, AT_ONCE],
            )
            .await?;
        let Some(last) = rows.last() else { break };
        let last = last.seq;
        let people: Vec<(i64, PersonId)> = conn
            .all(
                "select seq, person_id from audit_about where seq > $1 and seq <= $2 order by seq, person_id",
                args![after, last],
            )
            .await?;
        let mut people = people.into_iter().peekable();
        for row in rows {
            let mut about = Vec::new();
            while let Some((_, person)) = people.next_if(|(seq, _)| *seq <= row.seq) {
                about.push(person);
            }
            let seq = row.seq;
            let words = (row.deed.parse(), row.purpose.parse(), row.outcome.parse());
            let (Ok(deed), Ok(purpose), Ok(outcome)) = words else {
                return Ok(Err(Broken::Changed(seq)));
            };
            let entry = Entry {
                seq,
                at: row.at,
                actor: row.actor_id,
                deed,
                object: row.object_id,
                purpose,
                outcome,
                about: hash(row.about),
                about_all: row.about_all,
                number: row.number,
                prev: hash(row.prev),
            };
            if let Err(broken) = follow.next(&entry, &hash(row.hash), &about) {
                return Ok(Err(broken));
            }
        }
        after = last;
    }
    Ok(follow.end(head))
}

/// Removes the entries from before `keep_from`, and says so in the chain. How many there were.
pub async fn cut(tx: &mut Conn, keep_from: Instant, now: Instant) -> Result<u64> {
    // The head first: what is cut off and what says so are one link.
    tx.run("update audit_head set hash = hash where id = 1", []).await?;
    let last: Option<HeadRow> = tx
        .optional(
            "select seq, hash from audit where at < $1
             and not exists (select 1 from audit younger where younger.at >= $1 and younger.seq < audit.seq)
             order by seq desc limit 1",
            args![keep_from],
        )
        .await?;
    let Some(last) = last else { return Ok(0) };
    let cut = Note {
        actor: None,
        deed: Deed::CutLog,
        object: None,
        about: About::Nobody,
        outcome: Outcome::Done,
    };
    write(tx, &cut, &[], false, last.seq, now).await?;
    tx.run(
        "insert into audit_checkpoint (seq, hash, made_at) values ($1, $2, $3)",
        args![last.seq, last.hash, now],
    )
    .await?;
    tx.run("delete from audit_about where seq <= $1", args![last.seq])
        .await?;
    tx.run("delete from audit where seq <= $1", args![last.seq]).await
}

/// Which entries a page of the log shows.
#[derive(Clone, Copy, Default)]
pub struct Filter {
    /// Who did it, or whose data it was.
    pub person: Option<PersonId>,
    pub deed: Option<Deed>,
    /// Not before.
    pub from: Option<Instant>,
    /// Before.
    pub to: Option<Instant>,
}

/// An entry as it is shown.
#[derive(sqlx::FromRow)]
pub struct Shown {
    pub seq: i64,
    pub at: Instant,
    pub deed: Deed,
    pub purpose: Purpose,
    pub outcome: Outcome,
    pub about_all: bool,
    pub number: i64,
    pub actor_id: Option<PersonId>,
    /// None when the person is not there any more.
    pub actor: Option<String>,
    /// The one person it was about; none when there were none or several.
    pub about: Option<String>,
    /// Of the unit, when the object is one.
    pub unit: Option<String>,
}

/// Entries from number `until` down, one more than a page shows, so that one can see whether there are older ones.
pub async fn page(conn: &mut Conn, filter: &Filter, until: i64, most: i64) -> Result<Vec<Shown>> {
    conn.all(
        "select a.seq, a.at, a.deed, a.purpose, a.outcome, a.about_all, a.number, a.actor_id, p.name as actor,
                case when a.number = 1 then (
                    select o.name from audit_about b join person o on o.id = b.person_id where b.seq = a.seq limit 1
                ) end as about,
                u.name as unit
         from audit a
         left join person p on p.id = a.actor_id
         left join unit_now u on u.unit_id = a.object_id
         where a.seq <= $1
         and (cast($2 as uuid) is null or a.actor_id = $2
              or exists (select 1 from audit_about s where s.person_id = $2 and s.seq = a.seq))
         and ($3 = '' or a.deed = $3)
         and (cast($4 as bigint) is null or a.at >= $4)
         and (cast($5 as bigint) is null or a.at < $5)
         order by a.seq desc limit $6",
        args![
            until,
            filter.person,
            filter.deed.map_or("", Deed::word),
            filter.from,
            filter.to,
            most
        ],
    )
    .await
}

/// When and why somebody's data was looked at or changed by others.
#[derive(sqlx::FromRow)]
pub struct Seen {
    pub seq: i64,
    pub at: Instant,
    pub deed: Deed,
    pub purpose: Purpose,
}

/// From number `until` down. Whose eyes they were is left out: colleagues have a right to that (C-579/21).
pub async fn seen(conn: &mut Conn, person: PersonId, until: i64, most: i64) -> Result<Vec<Seen>> {
    conn.all(
        "select s.seq, s.at, s.deed, s.purpose
         from (
             select a.seq, a.at, a.deed, a.purpose, a.outcome, a.actor_id
             from audit_about b join audit a on a.seq = b.seq where b.person_id = $1 and b.seq <= $2
             union all
             select a.seq, a.at, a.deed, a.purpose, a.outcome, a.actor_id from audit a where a.about_all and a.seq <= $2
         ) s
         where s.outcome = 'done' and (s.actor_id is null or s.actor_id <> $1)
         and s.at >= (select created_at from person where id = $1)
         order by s.seq desc limit $3",
        args![person, until, most],
    )
    .await
}

/// People whose name has `text` in it, folded, for the log's filter; the most who are told apart by a page.
pub async fn people_named(conn: &mut Conn, text: &str, most: i64) -> Result<Vec<(PersonId, String, Option<String>)>> {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    conn.all(
        "select id, name, email from person where name_folded like $1 escape '\\' or email = $2
         order by name_folded, id limit $3",
        args![format!("%{escaped}%"), text, most],
    )
    .await
}
