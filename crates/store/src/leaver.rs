//! People who have left: taken out of the house when their time is over ([`model::retention::PERSON_MONTHS`]). What they
//! did for the organisation stays, without them.

use model::retention::Limits;
use model::{Day, PersonId};

use crate::{Conn, Result, args};

/// Somebody whose time is over.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Leaver {
    pub id: PersonId,
    pub name: String,
    /// The key in the files that the organisation is imported from.
    pub external_id: Option<String>,
    /// The first day without a post; None for somebody who never had one.
    pub left: Option<Day>,
}

/// No post, role or key that has lasted until the limit or later, nothing that waits for them in an import, and known for
/// as long. Said once, for the list and for the erasing: $1 is the day and $2 its beginning.
macro_rules! leavers {
    ($rest:literal) => {
        concat!(
            "select p.id, p.name, p.external_id, (select max(o.valid_to) from post o where o.person_id = p.id) as left
             from person p where p.created_at < $2
             and not exists (select 1 from post o where o.person_id = p.id and (o.valid_to is null or o.valid_to > $1))
             and not exists (select 1 from role_grant g where g.person_id = p.id
                 and (coalesce(g.revoked_at, $2) >= $2 and (g.valid_to is null or g.valid_to > $1)))
             and not exists (select 1 from api_token k where k.made_by = p.id and coalesce(k.revoked_at, k.expires_at) >= $2)
             and not exists (select 1 from staged_person s where s.person_id = p.id) ",
            $rest
        )
    };
}

/// Those whose time is over, so many at most.
pub async fn leavers(conn: &mut Conn, limits: &Limits, most: i64) -> Result<Vec<Leaver>> {
    let (day, at) = limits.left;
    conn.all(leavers!("order by p.id limit $3"), args![day, at, most]).await
}

/// What is said about them goes, and what only they could see; in what they did, nobody stands in their place. A test holds
/// this against every column that leads to a person. $1 is the person.
pub const ERASING: &[&str] = &[
    "delete from story where teller_id = $1 and state <> 'published'",
    "update story set teller_id = null where teller_id = $1",
    "update story set moderated_by = null where moderated_by = $1",
    "delete from decision_unit where decision_id in (select id from decision where written_by = $1 and state = 'draft')",
    "delete from decision where written_by = $1 and state = 'draft'",
    "update decision set written_by = null where written_by = $1",
    "update decision set recorded_by = null where recorded_by = $1",
    "update decision set answered_by = null where answered_by = $1",
    "update decision set withdrawn_by = null where withdrawn_by = $1",
    "update interpretation set updated_by = null where updated_by = $1",
    "update interpretation_version set written_by = null where written_by = $1",
    "update interpretation_held set held_by = null where held_by = $1",
    "update interpretation_shared set shared_by = null where shared_by = $1",
    "update talk set marked_by = null where marked_by = $1",
    "update talk set closed_by = null where closed_by = $1",
    "update card_round set entered_by = null where entered_by = $1",
    "update reminder set sent_by = null where sent_by = $1",
    "update edition set created_by = null where created_by = $1",
    "update edition set published_by = null where published_by = $1",
    "update edition_upload set uploaded_by = null where uploaded_by = $1",
    "update prominence set decided_by = null where decided_by = $1",
    "update prominence set ended_by = null where ended_by = $1",
    "update prominence_round set opened_by = null where opened_by = $1",
    "update prominence_round set decided_by = null where decided_by = $1",
    "delete from prominence_invited where person_id = $1",
    "update wording_reader set person_id = null where person_id = $1",
    "update sign set proposed_by = null where proposed_by = $1",
    "update sign set decided_by = null where decided_by = $1",
    "update sign_phase set begun_by = null where begun_by = $1",
    "update sign_note set noted_by = null where noted_by = $1",
    "update policy set added_by = null where added_by = $1",
    "update policy_upload set uploaded_by = null where uploaded_by = $1",
    "update policy_answer set answered_by = null where answered_by = $1",
    "update catalogue_pointer set added_by = null where added_by = $1",
    "update catalogue_choice set chosen_by = null where chosen_by = $1",
    "update trace_withdrawal set withdrawn_by = null where withdrawn_by = $1",
    "update import set staged_by = null where staged_by = $1",
    "delete from api_token where made_by = $1",
    "update api_token set revoked_by = null where revoked_by = $1",
    "update role_grant set granted_by = null where granted_by = $1",
    "update role_grant set revoked_by = null where revoked_by = $1",
    "delete from role_grant where person_id = $1",
    "update sign_in_identity set tied_by = null where tied_by = $1",
    "delete from sign_in_identity where person_id = $1",
    "delete from sign_in_invitation where person_id = $1",
    "delete from sign_in_invitation where made_by = $1",
    "delete from sign_in_link where person_id = $1",
    "delete from session where person_id = $1",
    "delete from account where person_id = $1",
    "delete from staged_end where post_id in (select id from post where person_id = $1)",
    "delete from post_before where post_id in (select id from post where person_id = $1)",
    "delete from person_before where person_id = $1",
    "delete from post where person_id = $1",
    "delete from person where id = $1",
];

/// Erases somebody whose time is over. False, and nothing done, when it is not, or not any more: it is asked again here,
/// behind the lock that every change of posts takes.
pub async fn erase(tx: &mut Conn, person: PersonId, limits: &Limits) -> Result<bool> {
    crate::organisation::lock(tx).await?;
    let (day, at) = limits.left;
    let still: Option<Leaver> = tx.optional(leavers!("and p.id = $3"), args![day, at, person]).await?;
    if still.is_none() {
        return Ok(false);
    }
    for statement in ERASING {
        tx.run(statement, args![person]).await?;
    }
    Ok(true)
}
