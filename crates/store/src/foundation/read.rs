//! What readers see of the foundations.

use model::catalogue::Item;
use model::foundation::{Fate, Kind, Text};
use model::organisation::TermKind;
use model::{ClauseId, Day, EditionId, ElementId, PersonId};

use super::rows::{Edition, ElementText, ElementTextRow, TextRow};
use crate::{Conn, Result, args};

/// The condition that an edition is in force on the day `$1`.
macro_rules! in_force {
    ($edition:literal) => {
        concat!(
            $edition,
            ".state = 'published' and ",
            $edition,
            ".in_force_from <= $1 and not exists (
                 select 1 from edition later where later.foundation_id = ",
            $edition,
            ".foundation_id and later.state = 'published' and later.in_force_from <= $1 and later.number > ",
            $edition,
            ".number)"
        )
    };
}
pub(crate) use in_force;

/// The condition that a row of prominence `p` holds on the day `$1`.
macro_rules! prominent {
    () => {
        "p.since <= $1 and (p.until is null or p.until > $1)"
    };
}

/// An element as the edition in force words it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct CurrentElement {
    pub id: ElementId,
    pub kind: Kind,
    pub edition: EditionId,
    pub edition_number: i64,
    pub position: i64,
    pub headline: String,
    pub meaning: String,
    pub prominent: bool,
}

/// Every element in force on `today`: the prominent first, leadership before employee, each in its edition's order.
/// An edition that comes into force later does not count yet.
pub async fn current(conn: &mut Conn, today: Day) -> Result<Vec<CurrentElement>> {
    conn.all(
        concat!(
            "select w.element_id as id, f.kind, e.id as edition, e.number as edition_number, w.position, w.headline, w.meaning,
                    exists (select 1 from prominence p where p.element_id = w.element_id and ",
            prominent!(),
            ") as prominent
             from edition e
             join foundation f on f.id = e.foundation_id
             join element_text w on w.edition_id = e.id
             where ",
            in_force!("e"),
            " order by prominent desc, f.kind desc, w.position"
        ),
        args![today],
    )
    .await
}

/// An element in force, whole.
#[derive(Clone, Debug)]
pub struct ReadElement {
    pub id: ElementId,
    pub kind: Kind,
    pub edition: EditionId,
    pub edition_number: i64,
    pub in_force_from: Day,
    pub text: Text,
    /// Since when and why; none when it is not prominent.
    pub prominent: Option<(Day, String)>,
}

#[derive(sqlx::FromRow)]
struct ReadRow {
    id: ElementId,
    kind: Kind,
    edition: EditionId,
    edition_number: i64,
    in_force_from: Day,
    since: Option<Day>,
    reason: Option<String>,
    #[sqlx(flatten)]
    text: TextRow,
}

/// Every element in force on `today` with all its words, leadership first, each in its edition's order.
pub async fn reading(conn: &mut Conn, today: Day) -> Result<Vec<ReadElement>> {
    let rows: Vec<ReadRow> = conn
        .all(
            concat!(
                "select w.element_id as id, f.kind, e.id as edition, e.number as edition_number, e.in_force_from,
                        p.since, p.reason, w.headline, w.meaning, w.behaviours, w.examples_good, w.examples_bad,
                        w.dilemmas, w.source_blocks
                 from edition e
                 join foundation f on f.id = e.foundation_id
                 join element_text w on w.edition_id = e.id
                 left join prominence p on p.element_id = w.element_id and ",
                prominent!(),
                " where ",
                in_force!("e"),
                " order by f.kind desc, w.position"
            ),
            args![today],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|r| ReadElement {
            id: r.id,
            kind: r.kind,
            edition: r.edition,
            edition_number: r.edition_number,
            in_force_from: r.in_force_from,
            text: r.text.into(),
            prominent: r.since.zip(r.reason),
        })
        .collect())
}

/// Which elements go hand in hand, said by either of the editions in force. An end may be out of force.
pub async fn ties(conn: &mut Conn, today: Day) -> Result<Vec<(ElementId, ElementId)>> {
    conn.all(
        concat!(
            "select t.element_id, t.other_id from edition e join element_tie t on t.edition_id = e.id where ",
            in_force!("e")
        ),
        args![today],
    )
    .await
}

macro_rules! edition_row {
    ($end:literal) => {
        concat!(
            "select e.id, e.foundation_id as foundation, f.kind, e.number, e.title, e.preamble, e.state, e.in_force_from,
                    e.revision, e.source_name, c.name as created_by, e.created_at, p.name as published_by,
                    e.published_at,
                    (select count(*) from element_text w where w.edition_id = e.id) as elements,
                    (select min(n.in_force_from) from edition n where n.foundation_id = e.foundation_id
                     and n.state = 'published' and n.number > e.number) as next_from
             from edition e
             join foundation f on f.id = e.foundation_id
             left join person c on c.id = e.created_by
             left join person p on p.id = e.published_by ",
            $end
        )
    };
}

/// Every edition, drafts too: leadership first, the newest first.
pub async fn editions(conn: &mut Conn) -> Result<Vec<Edition>> {
    conn.all(edition_row!("order by f.kind desc, e.number desc"), []).await
}

pub async fn edition(conn: &mut Conn, id: EditionId) -> Result<Option<Edition>> {
    conn.optional(edition_row!("where e.id = $1"), args![id]).await
}

/// Every published edition: leadership first, the newest first.
pub async fn published(conn: &mut Conn) -> Result<Vec<Edition>> {
    conn.all(
        edition_row!("where e.state = 'published' order by f.kind desc, e.number desc"),
        [],
    )
    .await
}

/// The elements of an edition, in its order.
pub async fn texts(conn: &mut Conn, edition: EditionId) -> Result<Vec<ElementText>> {
    let rows: Vec<ElementTextRow> = conn
        .all(
            "select element_id as element, position, revision, headline, meaning, behaviours, examples_good,
                    examples_bad, dilemmas, source_blocks
             from element_text where edition_id = $1 order by position",
            args![edition],
        )
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// What an edition itself says goes hand in hand: its element, the other foundation's.
pub async fn ties_of(conn: &mut Conn, edition: EditionId) -> Result<Vec<(ElementId, ElementId)>> {
    conn.all(
        "select element_id, other_id from element_tie where edition_id = $1",
        args![edition],
    )
    .await
}

/// What the newest editions of the other foundation, draft or published, say of the elements of `kind`: this
/// foundation's element, the other's.
pub async fn ties_to(conn: &mut Conn, kind: Kind) -> Result<Vec<(ElementId, ElementId)>> {
    conn.all(
        "select distinct t.other_id, t.element_id
         from element_tie t
         join edition e on e.id = t.edition_id
         join foundation f on f.id = e.foundation_id
         where f.kind = $1 and (e.state = 'draft' or e.number = (
             select max(n.number) from edition n where n.foundation_id = e.foundation_id and n.state = 'published'))",
        args![kind.other()],
    )
    .await
}

/// An element that one may tie to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TieChoice {
    pub id: ElementId,
    pub headline: String,
}

/// The elements of a foundation's draft and of its newest published edition; the draft's wording when both have it.
pub async fn tie_choices(conn: &mut Conn, kind: Kind) -> Result<Vec<TieChoice>> {
    let rows: Vec<TieChoice> = conn
        .all(
            "select w.element_id as id, w.headline
             from edition e
             join foundation f on f.id = e.foundation_id
             join element_text w on w.edition_id = e.id
             where f.kind = $1 and (e.state = 'draft' or e.number = (
                 select max(n.number) from edition n where n.foundation_id = e.foundation_id and n.state = 'published'))
             order by e.number desc, w.position",
            args![kind],
        )
        .await?;
    let mut choices: Vec<TieChoice> = Vec::new();
    for row in rows {
        if choices.iter().all(|c| c.id != row.id) {
            choices.push(row);
        }
    }
    Ok(choices)
}

/// A leader level under the organisation's own names.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Level {
    pub code: String,
    pub danish: String,
    pub english: String,
    /// The person leads at this level today.
    pub own: bool,
}

/// The leader levels in their order, and which of them are the person's own. A post may have a level without a name.
pub async fn levels(conn: &mut Conn, person: Option<PersonId>, today: Day) -> Result<Vec<Level>> {
    conn.all(
        "select t.code, t.danish, t.english, t.position, exists (
                    select 1 from post p where p.person_id = $2 and p.role = 'leader' and p.level = t.code
                    and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)) as own
         from term t where t.kind = 'level'
         union all
         select distinct p.level, p.level, p.level, cast(1000000 as bigint), (1 = 1)
         from post p
         where p.person_id = $2 and p.role = 'leader' and p.level is not null
         and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)
         and not exists (select 1 from term t where t.kind = 'level' and t.code = p.level)
         order by 4, 1",
        args![today, person],
    )
    .await
}

/// Adds a leader level after those that are there; one that is there already stays as it is.
pub async fn add_level(tx: &mut Conn, code: &str, name: &str) -> Result<()> {
    tx.run(
        "insert into term (kind, code, danish, english, position)
         select $1, $2, $3, $3, coalesce(max(position), 0) + 1 from term where kind = $1
         on conflict (kind, code) do nothing",
        args![TermKind::Level, code, name],
    )
    .await?;
    Ok(())
}

/// An element's words in one published edition.
#[derive(Clone, Debug)]
pub struct Wording {
    pub edition: EditionId,
    pub number: i64,
    pub in_force_from: Day,
    pub text: Text,
}

/// An element of the other foundation that goes hand in hand with one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tied {
    pub id: ElementId,
    pub headline: String,
    pub meaning: String,
}

/// An element of an earlier or a later edition that one came from or became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub id: ElementId,
    pub headline: String,
    pub fate: Fate,
    /// The edition that said so.
    pub edition: EditionId,
    pub number: i64,
    pub in_force_from: Day,
}

/// The reading part of an element's page.
#[derive(Clone, Debug)]
pub struct ElementPage {
    pub id: ElementId,
    pub kind: Kind,
    /// None when it is out of force: retired, split or merged, or not in force yet.
    pub current: Option<Wording>,
    /// Published wordings before the current one, the newest first; all of them when there is no current one.
    pub earlier: Vec<Wording>,
    /// Published wordings that come into force later.
    pub coming: Vec<Wording>,
    pub ties: Vec<Tied>,
    /// What it was split or merged into.
    pub became: Vec<Related>,
    /// What was split or merged into it.
    pub came_from: Vec<Related>,
    /// An edition in force retired it.
    pub retired: Option<Related>,
    pub prominent: Option<(Day, String)>,
    /// The organisation's leader levels, for naming those of the behaviours.
    pub levels: Vec<Level>,
    /// The clauses of the old policy that it carries, by their newest answers.
    pub clauses: Vec<Carried>,
    /// The entries of the catalogues that it draws on, those that are shown.
    pub draws_on: Vec<Item>,
}

/// A clause of the old policy that an element carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub id: ClauseId,
    pub number: String,
    pub headline: String,
}

impl ElementPage {
    /// The words to head a page with: those in force, else the last that were, else those that come.
    #[must_use]
    pub fn headline(&self) -> &str {
        let last = self.current.as_ref().or(self.earlier.first()).or(self.coming.first());
        last.map_or("", |w| &w.text.headline)
    }
}

#[derive(sqlx::FromRow)]
struct WordingRow {
    kind: Kind,
    edition: EditionId,
    number: i64,
    in_force_from: Day,
    in_force: bool,
    since: Option<Day>,
    reason: Option<String>,
    #[sqlx(flatten)]
    text: TextRow,
}

#[derive(sqlx::FromRow)]
struct RelatedRow {
    relation: String,
    id: Option<ElementId>,
    headline: Option<String>,
    meaning: Option<String>,
    /// A fate, or a level's code.
    word: Option<String>,
    edition: Option<EditionId>,
    number: Option<i64>,
    in_force_from: Option<Day>,
}

/// An element with its published wordings, its ties and what became of it, in two statements. None when no published
/// edition has it: a draft's element is nobody's to read yet.
pub async fn element(conn: &mut Conn, element: ElementId, today: Day) -> Result<Option<ElementPage>> {
    let wordings: Vec<WordingRow> = conn
        .all(
            concat!(
                "select f.kind, e.id as edition, e.number, e.in_force_from, case when ",
                in_force!("e"),
                " then (1 = 1) else (1 = 0) end as in_force, p.since, p.reason, w.headline, w.meaning, w.behaviours,
                        w.examples_good, w.examples_bad, w.dilemmas, w.source_blocks
                 from element_text w
                 join edition e on e.id = w.edition_id
                 join foundation f on f.id = e.foundation_id
                 left join prominence p on p.element_id = w.element_id and ",
                prominent!(),
                " where w.element_id = $2 and e.state = 'published' order by e.number desc"
            ),
            args![today, element],
        )
        .await?;
    let Some(first) = wordings.first() else {
        return Ok(None);
    };
    let mut page = ElementPage {
        id: element,
        kind: first.kind,
        current: None,
        earlier: Vec::new(),
        coming: Vec::new(),
        ties: Vec::new(),
        became: Vec::new(),
        came_from: Vec::new(),
        retired: None,
        prominent: first.since.zip(first.reason.clone()),
        levels: Vec::new(),
        clauses: Vec::new(),
        draws_on: Vec::new(),
    };
    for row in wordings {
        let wording = Wording {
            edition: row.edition,
            number: row.number,
            in_force_from: row.in_force_from,
            text: row.text.into(),
        };
        if row.in_force {
            page.current = Some(wording);
        } else if row.in_force_from > today {
            page.coming.push(wording);
        } else {
            page.earlier.push(wording);
        }
    }
    relate(conn, &mut page, today).await?;
    Ok(Some(page))
}

async fn relate(conn: &mut Conn, page: &mut ElementPage, today: Day) -> Result<()> {
    let related: Vec<RelatedRow> = conn
        .all(
            concat!(
                "select 'tie' as relation, w.element_id as id, w.headline, w.meaning, null as word, e.id as edition,
                        e.number, e.in_force_from, w.position
                 from edition e join element_text w on w.edition_id = e.id
                 where w.element_id in (
                     select t.other_id from element_tie t join edition s on s.id = t.edition_id
                     where t.element_id = $2 and ",
                in_force!("s"),
                "    union
                     select t.element_id from element_tie t join edition s on s.id = t.edition_id
                     where t.other_id = $2 and ",
                in_force!("s"),
                ") and ",
                in_force!("e"),
                " union all
                 select 'became', x.into_id, w.headline, w.meaning, x.fate, e.id, e.number, e.in_force_from, w.position
                 from element_fate x
                 join edition e on e.id = x.edition_id
                 left join element_text w on w.edition_id = x.edition_id and w.element_id = x.into_id
                 where x.element_id = $2 and x.fate in ('split', 'merged', 'retired') and e.in_force_from <= $1
                 union all
                 select 'came_from', x.element_id, w.headline, w.meaning, x.fate, e.id, e.number, e.in_force_from,
                        w.position
                 from element_fate x
                 join edition e on e.id = x.edition_id
                 join edition b on b.foundation_id = e.foundation_id and b.number = e.number - 1
                 join element_text w on w.edition_id = b.id and w.element_id = x.element_id
                 where x.into_id = $2 and x.element_id <> $2 and e.in_force_from <= $1
                 union all
                 select 'clause', c.id, c.headline, c.number, null, null, null, null, c.position
                 from policy_answer_element x
                 join policy_clause c on c.id = x.clause_id and c.revision = x.revision
                 where x.element_id = $2
                 union all
                 select 'draws_on', null, null, null, i.item, null,
                        case when h.shown then cast(1 as bigint) when not h.shown then cast(0 as bigint) end, null,
                        cast(0 as bigint)
                 from catalogue_pointer i
                 left join catalogue_choice h on h.item = i.item
                 where i.element_id = $2
                 union all
                 select 'level', null, t.danish, t.english, t.code, null, null, null, t.position
                 from term t where t.kind = 'level'
                 order by 9"
            ),
            args![today, page.id],
        )
        .await?;
    for row in related {
        let (id, headline) = (row.id.unwrap_or(page.id), row.headline.unwrap_or_default());
        let meaning = row.meaning.unwrap_or_default();
        if row.relation == "clause" {
            page.clauses.push(Carried {
                id: ClauseId(id.0),
                number: meaning,
                headline,
            });
            continue;
        }
        let Some(word) = row.word else {
            page.ties.push(Tied { id, headline, meaning });
            continue;
        };
        if row.relation == "draws_on" {
            if let Ok(item) = word.parse::<Item>()
                && row.number.map_or(item.shown_by_itself(), |shown| shown == 1)
            {
                page.draws_on.push(item);
            }
            continue;
        }
        if row.relation == "level" {
            page.levels.push(Level {
                code: word,
                danish: headline,
                english: meaning,
                own: false,
            });
            continue;
        }
        let (Ok(fate), Some(edition), Some(number), Some(in_force_from)) =
            (word.parse::<Fate>(), row.edition, row.number, row.in_force_from)
        else {
            continue;
        };
        let related = Related {
            id,
            headline,
            fate,
            edition,
            number,
            in_force_from,
        };
        match (row.relation.as_str(), fate) {
            ("became", Fate::Retired) => page.retired = Some(related),
            // What still stands is no news in itself.
            ("became", _) if id != page.id => page.became.push(related),
            ("came_from", _) => page.came_from.push(related),
            _ => {}
        }
    }
    Ok(())
}

/// What an edition said of an element of the edition before.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FateRow {
    pub element: ElementId,
    pub fate: Fate,
    pub into: Option<ElementId>,
    pub why: String,
}

/// An edition's account of the edition before; a row for each element, or for each part of a split.
pub async fn fates(conn: &mut Conn, edition: EditionId) -> Result<Vec<FateRow>> {
    conn.all(
        "select element_id as element, fate, into_id as \"into\", why from element_fate where edition_id = $1 order by id",
        args![edition],
    )
    .await
}

/// How many interpretations and traces point at an element.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Uses {
    pub element: ElementId,
    pub interpretations: i64,
    pub traces: i64,
}

/// What hangs on each element of an edition, so that somebody who takes one out knows.
pub async fn uses(conn: &mut Conn, edition: EditionId) -> Result<Vec<Uses>> {
    conn.all(
        "select w.element_id as element,
                (select count(*) from interpretation i where i.element_id = w.element_id) as interpretations,
                (select count(*) from trace t where t.element_id = w.element_id) as traces
         from element_text w where w.edition_id = $1",
        args![edition],
    )
    .await
}
