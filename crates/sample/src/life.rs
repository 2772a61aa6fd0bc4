//! What the units made of the elements, and what people saw: `sample/life/*.toml`.

use model::interpretation::{Body, Job, Sign, revise};
use model::story::rung;
use model::trace::{Source, Trace};
use model::{InterpretationId, PersonId, SignId, StoryId, TraceId, UnitId};
use serde::Deserialize;
use std::collections::HashMap;
use store::Conn;

use crate::foundation::Elements;
use crate::organisation::{People, STEWARD};
use crate::{Error, Files, Loading, Result, text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Life {
    #[serde(default)]
    interpretation: Vec<Interpretation>,
    #[serde(default)]
    story: Vec<Story>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Interpretation {
    unit: String,
    element: String,
    state: String,
    started: i64,
    published: Option<i64>,
    set_aside: Option<i64>,
    participants: Option<u16>,
    #[serde(flatten)]
    text: Text,
    #[serde(default)]
    revision: Vec<Revision>,
}

#[derive(Deserialize)]
struct Revision {
    days: i64,
    participants: Option<u16>,
    #[serde(flatten)]
    text: Text,
}

/// The fields of a body; in a revision only those that changed.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Text {
    meaning: Option<String>,
    keep: Option<String>,
    concrete: Option<String>,
    leave_out: Option<String>,
    add: Option<String>,
    change: Option<String>,
    why: Option<String>,
    jobs: Option<Vec<JobText>>,
    signs: Option<Vec<String>>,
    stop: Option<String>,
    dilemma: Option<String>,
}

#[derive(Deserialize, Clone)]
struct JobText {
    kind: String,
    means: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    unit: String,
    element: String,
    days: i64,
    told: i64,
    teller: String,
    text: String,
    sign: Option<usize>,
    #[serde(default)]
    unprompted: bool,
    #[serde(default)]
    state: Option<String>,
    reason: Option<String>,
}

/// The signs that held from so many days ago on, newest first, for each unit and element.
type Signs = HashMap<(UnitId, String), Vec<(i64, Vec<SignId>)>>;

pub async fn load(tx: &mut Conn, loading: &Loading<'_>, people: &People, elements: &Elements) -> Result<()> {
    let mut signs = Signs::new();
    let mut stories = Vec::new();
    let mut files: Vec<String> = Files::iter()
        .map(|f| f.to_string())
        .filter(|f| f.starts_with("life/"))
        .collect();
    files.sort();
    for name in files {
        let life: Life = toml::from_str(&text(&name)?).map_err(|e| Error::file(&name, e))?;
        for interpretation in life.interpretation {
            interpret(tx, loading, people, elements, &interpretation, &mut signs).await?;
        }
        stories.extend(life.story);
    }
    for story in &stories {
        tell(tx, loading, people, elements, story, &signs).await?;
    }
    Ok(())
}

fn merge(loading: &Loading<'_>, body: &mut Body, text: &Text, participants: Option<u16>) {
    let take = |into: &mut String, from: &Option<String>| {
        if let Some(from) = from {
            from.clone_into(into);
        }
    };
    take(&mut body.meaning, &text.meaning);
    take(&mut body.keep, &text.keep);
    take(&mut body.concrete, &text.concrete);
    take(&mut body.leave_out, &text.leave_out);
    take(&mut body.add, &text.add);
    take(&mut body.change, &text.change);
    take(&mut body.why, &text.why);
    take(&mut body.stop, &text.stop);
    take(&mut body.dilemma, &text.dilemma);
    if let Some(jobs) = &text.jobs {
        body.jobs = jobs
            .iter()
            .map(|j| Job {
                kind: j.kind.clone(),
                means: j.means.clone(),
            })
            .collect();
    }
    if let Some(signs) = &text.signs {
        let old = std::mem::take(&mut body.signs);
        // A sign that stands in both lists is the same sign.
        body.signs = signs
            .iter()
            .map(|text| {
                let kept = old.iter().find(|s| s.text == *text).map(|s| s.id);
                Sign {
                    id: kept.unwrap_or_else(|| loading.id(loading.now)),
                    text: text.clone(),
                }
            })
            .collect();
    }
    body.participants = participants.or(body.participants);
}

async fn interpret(
    tx: &mut Conn,
    loading: &Loading<'_>,
    people: &People,
    elements: &Elements,
    written: &Interpretation,
    signs: &mut Signs,
) -> Result<()> {
    let missing = |what: &str| Error::file("life", format!("{what} is not there"));
    let unit = *people.units.get(&written.unit).ok_or_else(|| missing(&written.unit))?;
    let element = elements
        .get(&written.element)
        .ok_or_else(|| missing(&written.element))?;
    let by = people.answerable(unit).ok_or_else(|| missing("a leader"))?;
    let at = loading.at(written.started, 30);
    let fresh: InterpretationId = loading.id(at);
    let today = loading.today();
    let mut current = store::interpretation::current(tx, unit, element.id, today, fresh)
        .await?
        .ok_or_else(|| missing("an edition in force"))?;

    // Begun, taken into use, revised, set aside: each a version, on its day.
    let mut body = Body::default();
    merge(loading, &mut body, &written.text, written.participants);
    let note = |signs: &mut Signs, days: i64, body: &Body| {
        let ids = body.signs.iter().map(|s| s.id).collect();
        signs
            .entry((unit, written.element.clone()))
            .or_default()
            .insert(0, (days, ids));
    };
    note(signs, written.started, &body);
    current = save(tx, loading, current, &body, written.started, None, by).await?;
    if let Some(published) = written.published {
        current = save(tx, loading, current, &body, published, Some(Step::Use), by).await?;
    }
    for revision in &written.revision {
        merge(loading, &mut body, &revision.text, revision.participants);
        note(signs, revision.days, &body);
        current = save(
            tx,
            loading,
            current,
            &body,
            revision.days,
            written.published.map(|_| Step::Use),
            by,
        )
        .await?;
    }
    if let Some(days) = written.set_aside {
        let why = body.why.clone();
        save(tx, loading, current, &body, days, Some(Step::Aside(why)), by).await?;
    }
    debug_assert!(
        written.state == "underway" || written.published.is_some(),
        "{}",
        written.unit
    );
    Ok(())
}

enum Step {
    Use,
    Aside(String),
}

async fn save(
    tx: &mut Conn,
    loading: &Loading<'_>,
    current: model::interpretation::Current,
    body: &Body,
    days: i64,
    step: Option<Step>,
    by: PersonId,
) -> Result<model::interpretation::Current> {
    let at = loading.at(days, 45);
    let day = loading.today().plus_days(-days);
    let refused = |why: &str| Error::file("life", why);
    let seen = current.revision;
    let revision = revise(&current, seen, body.clone(), at, by).map_err(|e| refused(&e.to_string()))?;
    let revision = match step {
        None => revision,
        Some(Step::Use) => revision.take_into_use(day).map_err(|e| refused(&e.to_string()))?,
        Some(Step::Aside(why)) => revision.set_aside(why),
    };
    if !store::interpretation::save(tx, &revision).await? {
        return Err(refused("an interpretation stands twice"));
    }
    if let Some(trace) = revision.trace(loading.id::<TraceId>(at), day) {
        store::trace::append(tx, &trace).await?;
    }
    Ok(revision.stored())
}

async fn tell(
    tx: &mut Conn,
    loading: &Loading<'_>,
    people: &People,
    elements: &Elements,
    story: &Story,
    signs: &Signs,
) -> Result<()> {
    let missing = |what: &str| Error::file("life", format!("{what} is not there"));
    let unit = *people.units.get(&story.unit).ok_or_else(|| missing(&story.unit))?;
    let element = elements.get(&story.element).ok_or_else(|| missing(&story.element))?;
    let teller = *people.people.get(&story.teller).ok_or_else(|| missing(&story.teller))?;
    let own = *people.posts.get(&story.teller).ok_or_else(|| missing("a post"))?;
    let another = people.elsewhere(own, unit);
    let sign = story.sign.and_then(|n| {
        let lists = signs.get(&(unit, story.element.clone()))?;
        let (_, held) = lists.iter().find(|(since, _)| *since >= story.told)?;
        held.get(n - 1).copied()
    });
    let told = loading.at(story.told, 120);
    let happened = loading.today().plus_days(-story.days);
    let id: StoryId = loading.id(told);
    let new = store::story::NewStory {
        id,
        unit,
        element: (!story.unprompted).then_some(element.id),
        sign,
        teller: Some(teller),
        own_unit: Some(own),
        from_another_unit: another,
        happened,
        body: &story.text,
        name_kept: false,
    };
    store::story::tell(tx, &new, told).await?;
    if story.unprompted {
        store::story::send(tx, id, teller, Some(element.id)).await?;
    }
    let moderator = people.people[STEWARD];
    let read = loading.at((story.told - 1).max(0), 60);
    match story.state.as_deref() {
        Some("waiting") => {}
        Some("declined") => {
            let reason = story.reason.as_deref().unwrap_or("");
            store::story::decline(tx, id, moderator, reason, read).await?;
        }
        _ => {
            let trace = Trace {
                id: loading.id::<TraceId>(read),
                day: happened,
                unit,
                element: element.id,
                edition: Some(element.edition),
                rung: rung(another, story.unprompted),
                source: Source::Story,
                source_id: id.0,
                count: 1,
                written: read,
            };
            store::story::publish(tx, &trace, moderator).await?;
        }
    }
    Ok(())
}
