//! The reference catalogues: which entries are shown, and which elements point at them.

use model::catalogue::Item;
use model::{ElementId, Instant, PersonId};

use crate::{Conn, Result, args};

#[derive(sqlx::FromRow)]
struct Choice {
    item: String,
    shown: bool,
}

/// The entries that are shown, in their order.
pub async fn shown(conn: &mut Conn) -> Result<Vec<Item>> {
    let chosen: Vec<Choice> = conn.all("select item, shown from catalogue_choice", []).await?;
    let shown = |item: &Item| {
        let choice = chosen.iter().find(|c| c.item == item.word());
        choice.map_or(item.shown_by_itself(), |c| c.shown)
    };
    Ok(Item::ALL.iter().copied().filter(shown).collect())
}

/// Shows an entry, or hides it.
pub async fn show(tx: &mut Conn, item: Item, shown: bool, by: PersonId, now: Instant) -> Result<()> {
    tx.run(
        "insert into catalogue_choice (item, shown, chosen_by, chosen_at) values ($1, $2, $3, $4)
         on conflict (item) do update set shown = excluded.shown, chosen_by = excluded.chosen_by,
             chosen_at = excluded.chosen_at",
        args![item, shown, by, now],
    )
    .await?;
    Ok(())
}

/// An element that points at an entry.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Pointer {
    pub element: ElementId,
    /// The entry's word.
    pub item: String,
}

/// What every element points at.
pub async fn pointers(conn: &mut Conn) -> Result<Vec<Pointer>> {
    conn.all(
        "select element_id as element, item from catalogue_pointer order by element_id, added_at, item",
        [],
    )
    .await
}

/// Lets an element point at more entries and no longer at others. Those that are neither stay as they are, so that two
/// who choose at once keep both choices.
pub async fn point(
    tx: &mut Conn,
    element: ElementId,
    more: &[Item],
    fewer: &[Item],
    by: Option<PersonId>,
    now: Instant,
) -> Result<()> {
    let rows = more.iter().map(|item| args![element, *item, by, now]).collect();
    tx.insert(
        "insert into catalogue_pointer (element_id, item, added_by, added_at) values",
        rows,
        "on conflict do nothing",
    )
    .await?;
    // At most as many as a catalogue has entries, and one click: nineteen.
    for item in fewer {
        tx.run(
            "delete from catalogue_pointer where element_id = $1 and item = $2",
            args![element, *item],
        )
        .await?;
    }
    Ok(())
}
