//! Every address, in one place.

use model::access::Role;
use model::catalogue::Catalogue;
use model::foundation::Kind;
use model::overview::Period;
use model::wording::{Length, Mode};
use model::{
    ClauseId, Day, DecisionId, DocumentId, EditionId, ElementId, ImportId, PassageId, PersonId, PolicyId, PostId,
    ReadingRoundId, RoundId, SignId, StoryId, TalkId, TokenId, UnitId,
};

#[must_use]
pub fn start() -> String {
    "/".into()
}

#[must_use]
pub fn sign_in(next: &str) -> String {
    if next.is_empty() || next == "/" {
        "/sign-in".into()
    } else {
        format!("/sign-in?next={}", encoded(next))
    }
}

/// Where a sign-in at the identity provider begins.
#[must_use]
pub fn provider(next: &str) -> String {
    if next.is_empty() {
        "/sign-in/provider".into()
    } else {
        format!("/sign-in/provider?next={}", encoded(next))
    }
}

/// Where the identity provider sends people back to.
#[must_use]
pub fn provider_return() -> String {
    "/sign-in/return".into()
}

#[must_use]
pub fn invited(token: &str) -> String {
    format!("/sign-in/invited/{token}")
}

/// What waits for a steward.
#[must_use]
pub fn work() -> String {
    "/work".into()
}

#[must_use]
pub fn account() -> String {
    "/account".into()
}

/// One's own account, saying what was just saved.
#[must_use]
pub fn account_saved(what: &str) -> String {
    format!("/account?saved={what}")
}

#[must_use]
pub fn permissions() -> String {
    "/permissions".into()
}

#[must_use]
pub fn access() -> String {
    "/access".into()
}

#[must_use]
pub fn revoke_token(token: TokenId) -> String {
    format!("/access/tokens/{token}/revoke")
}

#[must_use]
pub fn tokens_revoked() -> String {
    "/access/tokens?done=revoked".into()
}

/// A page of a search among accounts and grants.
#[must_use]
pub fn access_page(text: &str, role: Option<Role>, among: &str, page: i64) -> String {
    let role = role.map_or("", Role::word);
    format!("/access?q={}&role={role}&among={among}&page={page}", encoded(text))
}

#[must_use]
pub fn access_person(person: PersonId) -> String {
    format!("/access/people/{person}")
}

/// A person's account and roles, saying what was just done.
#[must_use]
pub fn access_person_saved(person: PersonId, what: &str) -> String {
    format!("/access/people/{person}?saved={what}")
}

/// The overview of everything that somebody may see.
#[must_use]
pub fn overviews() -> String {
    "/overview".into()
}

#[must_use]
pub fn unit(unit: UnitId) -> String {
    format!("/units/{unit}")
}

#[must_use]
pub fn element(element: ElementId) -> String {
    format!("/elements/{element}")
}

/// An element's page in a period, at a page of its trail counted from 0.
#[must_use]
pub fn element_page(element: ElementId, months: i32, page: i64, then: bool) -> String {
    format!(
        "/elements/{element}?period={months}{}{}",
        if page == 0 {
            String::new()
        } else {
            format!("&page={page}")
        },
        if then { THEN } else { "" }
    )
}

/// As it was, and not as the organisation is now.
const THEN: &str = "&then=1";

/// What a new leader of a unit takes over.
#[must_use]
pub fn handover(unit: UnitId) -> String {
    format!("/units/{unit}/handover")
}

/// A unit's own page as it was.
#[must_use]
pub fn unit_then(unit: UnitId) -> String {
    format!("/units/{unit}?then=1")
}

/// Both foundations, to be read.
#[must_use]
pub fn elements() -> String {
    "/elements".into()
}

/// Why an element is prominent, or not.
#[must_use]
pub fn prominence(element: ElementId) -> String {
    format!("/elements/{element}/prominence")
}

/// What is prominent, for the steward.
#[must_use]
pub fn prominences() -> String {
    "/foundations/prominence".into()
}

/// A published edition.
#[must_use]
pub fn edition(edition: EditionId) -> String {
    format!("/editions/{edition}")
}

/// What a published edition changed against another.
#[must_use]
pub fn compare(old: EditionId, new: EditionId) -> String {
    format!("/editions/{old}/compare/{new}")
}

/// All editions, for the steward.
#[must_use]
pub fn foundations() -> String {
    "/foundations".into()
}

#[must_use]
pub fn import_foundation(kind: model::foundation::Kind) -> String {
    format!("/foundations/import?kind={kind}")
}

/// An uploaded text whose split is checked.
#[must_use]
pub fn split(edition: EditionId) -> String {
    format!("/foundations/import/{edition}")
}

#[must_use]
pub fn draft(edition: EditionId) -> String {
    format!("/foundations/drafts/{edition}")
}

#[must_use]
pub fn draft_element(edition: EditionId, element: ElementId) -> String {
    format!("/foundations/drafts/{edition}/elements/{element}")
}

#[must_use]
pub fn draft_compare(edition: EditionId) -> String {
    format!("/foundations/drafts/{edition}/compare")
}

#[must_use]
pub fn publish(edition: EditionId) -> String {
    format!("/foundations/drafts/{edition}/publish")
}

/// A unit's overview; `months` and `all` only where they are not what it shows anyway.
#[must_use]
pub fn overview(unit: UnitId, months: i32, all: bool, then: bool) -> String {
    let period = if months == Period::CHOICES[0] {
        String::new()
    } else {
        format!("&period={months}")
    };
    let all = if all { "&all=1" } else { "" };
    format!("/overview?unit={unit}{period}{all}{}", if then { THEN } else { "" })
}

/// One element in one unit.
#[must_use]
pub fn element_in_unit(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}")
}

/// One's own stories.
#[must_use]
pub fn stories() -> String {
    "/stories".into()
}

#[must_use]
pub fn new_story() -> String {
    "/stories/new".into()
}

#[must_use]
pub fn story(story: StoryId) -> String {
    format!("/stories/{story}")
}

/// Which element a story shows, asked when it has been told.
#[must_use]
pub fn story_element(story: StoryId) -> String {
    format!("/stories/{story}/element")
}

#[must_use]
pub fn story_withdraw(story: StoryId) -> String {
    format!("/stories/{story}/withdraw")
}

#[must_use]
pub fn moderation() -> String {
    "/moderation".into()
}

/// The oldest story that waits for the moderator.
#[must_use]
pub fn moderation_next() -> String {
    "/moderation/next".into()
}

#[must_use]
pub fn moderate(story: StoryId) -> String {
    format!("/moderation/{story}")
}

/// A page of a unit's decisions, from 0; about one element or all.
#[must_use]
pub fn decisions(unit: UnitId, element: Option<ElementId>, page: i64) -> String {
    let element = element.map(|e| format!("&element={e}")).unwrap_or_default();
    format!("/decisions?unit={unit}{element}{}", numbered(page))
}

/// Decisions whose look-back day has come.
#[must_use]
pub fn decisions_due(unit: UnitId, page: i64) -> String {
    format!("/decisions/due?unit={unit}{}", numbered(page))
}

/// What was stopped.
#[must_use]
pub fn decisions_stopped(unit: UnitId, page: i64) -> String {
    format!("/decisions/stopped?unit={unit}{}", numbered(page))
}

fn numbered(page: i64) -> String {
    if page > 0 {
        format!("&page={page}")
    } else {
        String::new()
    }
}

/// A line of a unit's interpretation, tried as a sign under the line's own identity.
#[must_use]
pub fn new_sign(unit: UnitId, element: ElementId, line: SignId) -> String {
    format!("/signs/new?unit={unit}&element={element}&from={line}")
}

#[must_use]
pub fn sign(sign: SignId) -> String {
    format!("/signs/{sign}")
}

/// What one does to a sign: `edit`, `adopt`, `retire`, `note`, `phase`, `series`.
#[must_use]
pub fn sign_deed(sign: SignId, deed: &str) -> String {
    format!("/signs/{sign}/{deed}")
}

/// A new decision of a unit.
#[must_use]
pub fn new_decision(unit: UnitId) -> String {
    format!("/decisions/new?unit={unit}")
}

#[must_use]
pub fn decision(decision: DecisionId) -> String {
    format!("/decisions/{decision}")
}

#[must_use]
pub fn edit_decision(decision: DecisionId) -> String {
    format!("/decisions/{decision}/edit")
}

#[must_use]
pub fn lay_draft_aside(decision: DecisionId) -> String {
    format!("/decisions/{decision}/aside")
}

#[must_use]
pub fn withdraw_decision(decision: DecisionId) -> String {
    format!("/decisions/{decision}/withdraw")
}

#[must_use]
pub fn look_back(decision: DecisionId) -> String {
    format!("/decisions/{decision}/look-back")
}

/// The rounds that one is invited to.
#[must_use]
pub fn spreads() -> String {
    "/prominence".into()
}

/// Spread one's dots.
#[must_use]
pub fn spread(round: RoundId) -> String {
    format!("/prominence/{round}")
}

/// A round as its steward sees it.
#[must_use]
pub fn round(round: RoundId) -> String {
    format!("/foundations/rounds/{round}")
}

/// One of `close`, `decide`.
#[must_use]
pub fn round_step(round: RoundId, step: &str) -> String {
    format!("/foundations/rounds/{round}/{step}")
}

/// The workspace where a unit writes what an element means to it.
#[must_use]
pub fn interpretation(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}/interpretation")
}

/// "Still holds".
#[must_use]
pub fn holds(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}/holds")
}

/// Where an interpretation came from, and what was built on it.
#[must_use]
pub fn lineage(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}/lineage")
}

/// Shows an interpretation to everybody, or no longer.
#[must_use]
pub fn sharing(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}/sharing")
}

/// The three-card exercise on paper, and where its outcome is entered.
#[must_use]
pub fn cards(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}/cards")
}

#[must_use]
pub fn card_round(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}/cards/round")
}

#[must_use]
pub fn cards_aside(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}/cards/aside")
}

/// A unit's interpretations, or one of them, for the wall.
#[must_use]
pub fn poster(unit: UnitId, element: Option<ElementId>) -> String {
    let element = element.map(|e| format!("?element={e}")).unwrap_or_default();
    format!("/units/{unit}/poster{element}")
}

/// How others have interpreted an element, seen from a unit.
#[must_use]
pub fn others(element: ElementId, from: Option<UnitId>) -> String {
    let from = from.map(|u| format!("?from={u}")).unwrap_or_default();
    format!("/elements/{element}/others{from}")
}

/// Two units' interpretations of an element.
#[must_use]
pub fn beside(element: ElementId, one: UnitId, other: UnitId) -> String {
    format!("/elements/{element}/beside?one={one}&other={other}")
}

/// Where two are marked for a talk.
#[must_use]
pub fn talks_of(unit: UnitId, element: ElementId) -> String {
    format!("/units/{unit}/elements/{element}/talks")
}

#[must_use]
pub fn talk(talk: TalkId) -> String {
    format!("/talks/{talk}")
}

/// Where the interpretations are under way, from a unit down.
#[must_use]
pub fn cascade(unit: Option<UnitId>) -> String {
    let unit = unit.map(|u| format!("?unit={u}")).unwrap_or_default();
    format!("/cascade{unit}")
}

#[must_use]
pub fn put_reminder_away(unit: UnitId) -> String {
    format!("/units/{unit}/reminders")
}

/// How an interpretation came to be; a revision of it, or the latest.
#[must_use]
pub fn history(unit: UnitId, element: ElementId, revision: Option<i64>) -> String {
    let revision = revision.map(|r| format!("?revision={r}")).unwrap_or_default();
    format!("/units/{unit}/elements/{element}/history{revision}")
}

/// Which units have interpreted what: those right below a unit, or all below it for one element.
#[must_use]
pub fn interpretations(unit: UnitId, kind: Kind, element: Option<ElementId>) -> String {
    let kind = if kind == Kind::Leadership { "" } else { "&kind=employee" };
    let element = element.map(|e| format!("&element={e}")).unwrap_or_default();
    format!("/interpretations?unit={unit}{kind}{element}")
}

/// "Jeg har set det ske", with unit and element chosen.
#[must_use]
pub fn new_story_of(unit: UnitId, element: ElementId) -> String {
    format!("/stories/new?unit={unit}&element={element}")
}

#[must_use]
pub fn organisation() -> String {
    "/organisation".into()
}

/// The tree from `under` down, as it was on a day.
#[must_use]
pub fn organisation_on(on: Day, under: Option<UnitId>) -> String {
    let under = under.map(|u| format!("&under={u}")).unwrap_or_default();
    format!("/organisation?on={on}{under}")
}

/// A unit as an organisation has it; [`unit`] is the one that the overview shows.
#[must_use]
pub fn organisation_unit(unit: UnitId) -> String {
    format!("/organisation/units/{unit}")
}

/// One of `new`, `edit`, `move`, `close`, `people/new`.
#[must_use]
pub fn organisation_unit_form(unit: UnitId, form: &str) -> String {
    format!("/organisation/units/{unit}/{form}")
}

#[must_use]
pub fn person(person: PersonId) -> String {
    format!("/organisation/people/{person}")
}

/// One of `edit`, `posts/new`.
#[must_use]
pub fn person_form(person: PersonId, form: &str) -> String {
    format!("/organisation/people/{person}/{form}")
}

#[must_use]
pub fn post_form(post: PostId) -> String {
    format!("/organisation/posts/{post}/edit")
}

#[must_use]
pub fn organisation_names() -> String {
    "/organisation/names".into()
}

#[must_use]
pub fn organisation_imports() -> String {
    "/organisation/import".into()
}

#[must_use]
pub fn organisation_import(import: ImportId) -> String {
    format!("/organisation/imports/{import}")
}

/// What became of the old policy, clause by clause.
#[must_use]
pub fn policy() -> String {
    "/policy".into()
}

#[must_use]
pub fn clause(clause: ClauseId) -> String {
    format!("/policy/clauses/{clause}")
}

#[must_use]
pub fn policy_import() -> String {
    "/policy/import".into()
}

#[must_use]
pub fn policy_split(policy: PolicyId) -> String {
    format!("/policy/import/{policy}")
}

#[must_use]
pub fn catalogues() -> String {
    "/catalogues".into()
}

#[must_use]
pub fn catalogue(catalogue: Catalogue) -> String {
    format!("/catalogues/{catalogue}")
}

/// What an element draws on, to be chosen.
#[must_use]
pub fn inspiration(element: ElementId) -> String {
    format!("/elements/{element}/inspiration")
}

/// A page of the log, from an entry down.
#[must_use]
pub fn log(q: &str, person: &str, deed: &str, from: &str, to: &str, until: Option<i64>) -> String {
    let until = until.map(|seq| format!("&until={seq}")).unwrap_or_default();
    format!(
        "/log?q={}&person={}&deed={}&from={}&to={}{until}",
        encoded(q),
        encoded(person),
        encoded(deed),
        encoded(from),
        encoded(to)
    )
}

/// When and why one's own data was looked at, from an entry down.
#[must_use]
pub fn seen(until: Option<i64>) -> String {
    format!(
        "/account/seen{}",
        until.map(|seq| format!("?until={seq}")).unwrap_or_default()
    )
}

/// Documents that were handed in, those in one state or all, at a page counted from 0.
#[must_use]
pub fn wording_documents(state: Option<model::wording::State>, page: i64) -> String {
    match (state, page) {
        (None, 0) => "/wording/documents".into(),
        (None, page) => format!("/wording/documents?page={page}"),
        (Some(state), page) => format!("/wording/documents?state={state}{}", numbered(page)),
    }
}

#[must_use]
pub fn new_wording_documents() -> String {
    "/wording/documents/new".into()
}

/// A document, at a page of its passages counted from 0.
#[must_use]
pub fn wording_document(document: DocumentId, page: i64) -> String {
    let page = if page > 0 {
        format!("?page={page}")
    } else {
        String::new()
    };
    format!("/wording/documents/{document}{page}")
}

#[must_use]
pub fn delete_wording_document(document: DocumentId) -> String {
    format!("/wording/documents/{document}/delete")
}

#[must_use]
pub fn settings() -> String {
    "/settings".into()
}

#[must_use]
pub fn language(language: &str, back: &str) -> String {
    format!("/language/{language}?next={}", encoded(back))
}

/// Where the foundation shows in a unit's wording.
#[must_use]
pub fn wording(unit: UnitId) -> String {
    format!("/wording?unit={unit}")
}

/// An element in a unit's wording.
#[must_use]
pub fn wording_element(element: ElementId, unit: UnitId) -> String {
    format!("/wording/elements/{element}?unit={unit}")
}

/// The passages that show it so, at a page counted from 0.
#[must_use]
pub fn wording_passages(element: ElementId, unit: UnitId, mode: Mode, page: i64) -> String {
    format!("/wording/elements/{element}?unit={unit}&mode={mode}&page={page}")
}

/// What somebody says of a passage.
#[must_use]
pub fn wording_say(passage: PassageId, element: ElementId) -> String {
    format!("/wording/passages/{passage}/elements/{element}")
}

/// Rounds of reading, at a page counted from 0.
#[must_use]
pub fn wording_rounds(page: i64) -> String {
    if page > 0 {
        format!("/wording/rounds?page={page}")
    } else {
        "/wording/rounds".into()
    }
}

#[must_use]
pub fn new_wording_round(length: Length) -> String {
    format!("/wording/rounds/new?length={length}")
}

#[must_use]
pub fn wording_round(round: ReadingRoundId) -> String {
    format!("/wording/rounds/{round}")
}

#[must_use]
pub fn join_wording_round(round: ReadingRoundId) -> String {
    format!("/wording/rounds/{round}/join")
}

#[must_use]
pub fn free_wording_round(round: ReadingRoundId) -> String {
    format!("/wording/rounds/{round}/free")
}

#[must_use]
pub fn read_wording_round(round: ReadingRoundId) -> String {
    format!("/wording/rounds/{round}/read")
}

#[must_use]
pub fn close_wording_round(round: ReadingRoundId) -> String {
    format!("/wording/rounds/{round}/close")
}

/// Every element's words and rules.
#[must_use]
pub fn wording_lexicons() -> String {
    "/wording/lexicon".into()
}

/// What counts as an element.
#[must_use]
pub fn wording_lexicon(element: ElementId) -> String {
    format!("/wording/lexicon/{element}")
}

/// The same with its rule at a place, counted from 0, ready to be changed.
#[must_use]
pub fn edit_wording_rule(element: ElementId, at: usize) -> String {
    format!("/wording/lexicon/{element}?edit={at}#write")
}

/// Words that may belong to an element.
#[must_use]
pub fn wording_suggestions(element: ElementId) -> String {
    format!("/wording/lexicon/{element}/suggestions")
}

/// What may be taken out of the room, for a unit and those below it.
#[must_use]
pub fn wording_export(unit: UnitId) -> String {
    format!("/wording/export?unit={unit}")
}

/// The figures as a file: `csv` or `xlsx`.
#[must_use]
pub fn wording_series(unit: UnitId, format: &str) -> String {
    format!("/wording/export/series?unit={unit}&format={format}")
}

/// The lexicon as a file: `csv`, `xlsx` or `json`.
#[must_use]
pub fn wording_lexicon_file(format: &str) -> String {
    format!("/wording/export/lexicon?format={format}")
}

/// Whether a path that came with a form leads to a page here and nowhere else.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t'])
}

#[must_use]
pub fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_paths_are_followed() {
        assert!(is_ours("/units/1?period=6"));
        for foreign in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "javascript:1",
            "",
            "/a\r\nb",
        ] {
            assert!(!is_ours(foreign), "{foreign:?}");
        }
        assert_eq!(sign_in("/a?b=c&d"), "/sign-in?next=/a%3Fb%3Dc%26d");
    }
}
