//! Everything about one person, and what is kept no longer.

use model::retention::Limits;
use model::{Day, Instant, PersonId};

use crate::{Conn, Result, args};

/// One thing that the house holds about somebody.
#[derive(Debug, sqlx::FromRow)]
pub struct Held {
    /// A word of [`SECTIONS`].
    pub section: String,
    pub at: Option<Instant>,
    pub day_from: Option<Day>,
    /// The first day on which it no longer holds.
    pub day_to: Option<Day>,
    /// A word or a title.
    pub what: String,
    pub place: Option<String>,
    pub text: String,
}

/// The parts of an export, in their order, each with the table that it comes from.
pub const SECTIONS: &[(&str, &str)] = &[
    ("person", "person"),
    ("post", "post"),
    ("account", "account"),
    ("sign_in", "sign_in_identity"),
    ("session", "session"),
    ("role", "role_grant"),
    ("story", "story"),
    ("interpretation", "interpretation_version"),
    ("edition", "edition"),
    ("upload", "edition_upload"),
    ("prominence", "prominence"),
    ("round", "prominence_round"),
    ("invited", "prominence_invited"),
    ("policy", "policy"),
    ("policy_upload", "policy_upload"),
    ("answer", "policy_answer"),
    ("inspiration", "catalogue_pointer"),
    ("shown", "catalogue_choice"),
    ("held", "interpretation_held"),
    ("shared", "interpretation_shared"),
    ("talk", "talk"),
    ("cards", "card_round"),
    ("reminder", "reminder"),
    ("decision", "decision"),
    ("reading", "wording_reader"),
    ("sign", "sign"),
    ("sign_phase", "sign_phase"),
    ("sign_note", "sign_note"),
    ("import", "import"),
    ("given", "role_grant"),
    ("done", "audit"),
    ("seen", "audit_about"),
];

/// Everything that is keyed to a person, in one statement. Whose eyes saw it and whom they gave roles to is left out:
/// that is the others' own data.
pub async fn held(conn: &mut Conn, person: PersonId) -> Result<Vec<Held>> {
    conn.all(
        "select 'person' as section, p.created_at as at, cast(null as text) as day_from, cast(null as text) as day_to,
                p.name as what, cast(null as text) as place, coalesce(p.email, '') as text
         from person p where p.id = $1
         union all
         select 'post', cast(null as bigint), o.valid_from, o.valid_to, o.title, u.name,
                case when o.role = 'leader' then coalesce(o.level, 'leader') else 'employee' end
         from post o left join unit_now u on u.unit_id = o.unit_id where o.person_id = $1
         union all
         select 'account', a.created_at, cast(null as text), cast(null as text),
                case when a.disabled_at is null then 'open' else 'closed' end, cast(null as text), coalesce(a.language, '')
         from account a where a.person_id = $1
         union all
         select 'sign_in', i.tied_at, cast(null as text), cast(null as text), i.issuer, cast(null as text), i.subject
         from sign_in_identity i where i.person_id = $1
         union all
         select 'session', s.seen_at, cast(null as text), cast(null as text), s.device, cast(null as text), ''
         from session s where s.person_id = $1
         union all
         select 'role', g.granted_at, g.valid_from, g.valid_to, g.role, u.name, g.note
         from role_grant g left join unit_now u on u.unit_id = g.unit_id where g.person_id = $1
         union all
         select 'story', s.told_at, s.happened_on, cast(null as text), s.state, u.name, s.body
         from story s left join unit_now u on u.unit_id = s.unit_id where s.teller_id = $1
         union all
         select 'interpretation', v.written_at, cast(null as text), cast(null as text), v.state, u.name, v.body
         from interpretation_version v join interpretation i on i.id = v.interpretation_id
         left join unit_now u on u.unit_id = i.unit_id where v.written_by = $1
         union all
         select 'edition', e.created_at, e.in_force_from, cast(null as text), e.state, cast(null as text), e.title
         from edition e where e.created_by = $1 or e.published_by = $1
         union all
         select 'upload', e.uploaded_at, cast(null as text), cast(null as text), e.kind, cast(null as text), e.source_name
         from edition_upload e where e.uploaded_by = $1
         union all
         select 'prominence', m.decided_at, m.since, m.until, 'decided', cast(null as text), m.reason
         from prominence m where m.decided_by = $1 or m.ended_by = $1
         union all
         select 'round', r.opened_at, r.closes_on, cast(null as text), r.people, cast(null as text), r.reason
         from prominence_round r where r.opened_by = $1 or r.decided_by = $1
         union all
         select 'invited', r.opened_at, r.closes_on, cast(null as text), r.people, cast(null as text), ''
         from prominence_invited i join prominence_round r on r.id = i.round_id where i.person_id = $1
         union all
         select 'policy', p.added_at, cast(null as text), cast(null as text), p.title, cast(null as text), p.source_name
         from policy p where p.added_by = $1
         union all
         select 'policy_upload', p.uploaded_at, cast(null as text), cast(null as text), p.source_name, cast(null as text), ''
         from policy_upload p where p.uploaded_by = $1
         union all
         select 'answer', a.answered_at, cast(null as text), cast(null as text), c.headline, cast(null as text), a.why
         from policy_answer a join policy_clause c on c.id = a.clause_id where a.answered_by = $1
         union all
         select 'inspiration', c.added_at, cast(null as text), cast(null as text), c.item, cast(null as text), ''
         from catalogue_pointer c where c.added_by = $1
         union all
         select 'shown', c.chosen_at, cast(null as text), cast(null as text), c.item, cast(null as text), ''
         from catalogue_choice c where c.chosen_by = $1
         union all
         select 'held', h.held_at, cast(null as text), cast(null as text), coalesce(u.name, ''), cast(null as text), ''
         from interpretation_held h join interpretation i on i.id = h.interpretation_id
         left join unit_now u on u.unit_id = i.unit_id where h.held_by = $1
         union all
         select 'shared', s.shared_at, cast(null as text), cast(null as text), coalesce(u.name, ''), cast(null as text), ''
         from interpretation_shared s join interpretation i on i.id = s.interpretation_id
         left join unit_now u on u.unit_id = i.unit_id where s.shared_by = $1
         union all
         select 'talk', t.marked_at, cast(null as text), cast(null as text), t.about, u.name, t.outcome
         from talk t join interpretation i on i.id = t.interpretation_id
         left join unit_now u on u.unit_id = i.unit_id where t.marked_by = $1 or t.closed_by = $1
         union all
         select 'cards', c.entered_at, c.held_on, cast(null as text), coalesce(u.name, ''), cast(null as text), c.cards
         from card_round c left join unit_now u on u.unit_id = c.unit_id where c.entered_by = $1
         union all
         select 'reminder', r.sent_at, cast(null as text), cast(null as text), r.reason, u.name, ''
         from reminder r left join unit_now u on u.unit_id = r.unit_id where r.sent_by = $1
         union all
         select 'decision', d.written_at, d.decided_on, cast(null as text), d.decided, u.name, d.why
         from decision d left join unit_now u on u.unit_id = d.unit_id
         where d.written_by = $1 or d.recorded_by = $1 or d.answered_by = $1 or d.withdrawn_by = $1
         union all
         select 'reading', o.opened_at, cast(null as text), cast(null as text), coalesce((
                    select x.headline from element_text x join edition e on e.id = x.edition_id
                    where x.element_id = o.element_id order by e.number desc limit 1), ''), cast(null as text), ''
         from wording_reader r join wording_round o on o.id = r.round_id where r.person_id = $1
         union all
         select 'sign', s.proposed_at, s.trial_from, cast(null as text), s.title, u.name, s.reason
         from sign s left join unit_now u on u.unit_id = s.unit_id where s.proposed_by = $1 or s.decided_by = $1
         union all
         select 'sign_phase', p.begun_at, p.starts_on, cast(null as text), s.title, u.name, p.reason
         from sign_phase p join sign_measure m on m.id = p.measure_id join sign s on s.id = m.sign_id
         left join unit_now u on u.unit_id = s.unit_id where p.begun_by = $1
         union all
         select 'sign_note', n.noted_at, cast(null as text), cast(null as text), s.title, u.name, n.body
         from sign_note n join sign s on s.id = n.sign_id
         left join unit_now u on u.unit_id = s.unit_id where n.noted_by = $1
         union all
         select 'import', m.staged_at, m.valid_on, cast(null as text), m.state, cast(null as text), m.files
         from import m where m.staged_by = $1
         union all
         select 'given', g.granted_at, g.valid_from, g.valid_to, g.role, u.name, ''
         from role_grant g left join unit_now u on u.unit_id = g.unit_id where g.granted_by = $1 or g.revoked_by = $1
         union all
         select 'done', a.at, cast(null as text), cast(null as text), a.deed, cast(null as text), a.purpose
         from audit a where a.actor_id = $1
         union all
         select 'seen', a.at, cast(null as text), cast(null as text), a.deed, cast(null as text), a.purpose
         from audit_about b join audit a on a.seq = b.seq
         where b.person_id = $1 and (a.actor_id is null or a.actor_id <> $1)
         order by 1, 2, 3, 5",
        args![person],
    )
    .await
}

/// What was removed, for the log's number.
pub async fn remove_old(tx: &mut Conn, limits: &Limits) -> Result<u64> {
    let mut gone = 0;
    gone += tx
        .run(
            "delete from story where state in ('locked', 'declined', 'withdrawn') and coalesce(moderated_at, told_at) < $1",
            args![limits.unpublished_stories],
        )
        .await?;
    gone += tx
        .run(
            "delete from edition_upload where uploaded_at < $1",
            args![limits.uploads],
        )
        .await?;
    gone += tx
        .run(
            "delete from policy_upload where uploaded_at < $1",
            args![limits.uploads],
        )
        .await?;
    gone += tx
        .run(
            "delete from job where state = 'dead' and created_at < $1",
            args![limits.dead_jobs],
        )
        .await?;
    gone += crate::sign::forget_taps(tx, limits.taps).await?;
    Ok(gone)
}
