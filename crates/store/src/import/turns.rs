//! What an import looks like, when it closes some units and opens others.

use std::collections::{HashMap, HashSet};

use model::UnitId;
use model::organisation::likely::{Moved, likely};
use uuid::Uuid;

use super::{Import, Turned};
use crate::{Conn, Result, args};

/// Reorganisations that are asked about; a file that has more is another organisation.
const MOST: usize = 100;

/// Compares where the people and the units of each unit that closes are now with where the files have them.
pub(super) async fn find(tx: &mut Conn, import: &Import) -> Result<Vec<Turned>> {
    let (id, on) = (import.id, import.valid_on);
    let moves: Vec<(UnitId, Uuid, Option<UnitId>)> = tx
        .all(
            "select c.unit_id, p.person_id, s.unit_id
             from staged_close c
             join post p on p.unit_id = c.unit_id and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
             left join staged_post s on s.import_id = $1 and s.person_id = p.person_id
             where c.import_id = $1
             union all
             select c.unit_id, q.unit_id, s.parent_id
             from staged_close c
             join unit_period q on q.parent_id = c.unit_id and q.valid_from <= $2
                  and (q.valid_to is null or q.valid_to > $2)
             left join staged_unit s on s.import_id = $1 and s.unit_id = q.unit_id
             where c.import_id = $1",
            args![id, on],
        )
        .await?;
    if moves.is_empty() {
        return Ok(Vec::new());
    }
    let moves: Vec<Moved> = moves
        .into_iter()
        .map(|(old, member, to)| Moved { old, member, to })
        .collect();
    let named: Vec<(UnitId, String, bool)> = tx
        .all(
            "select unit_id, name, fate = 'added' from staged_unit where import_id = $1
             union all
             select c.unit_id, p.name, false from staged_close c join unit_period p on p.id = c.period_id
             where c.import_id = $1",
            args![id],
        )
        .await?;
    let added: HashSet<UnitId> = named
        .iter()
        .filter(|(_, _, new)| *new)
        .map(|(unit, ..)| *unit)
        .collect();
    let names: HashMap<UnitId, String> = named.into_iter().map(|(unit, name, _)| (unit, name)).collect();
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    let mut turns: Vec<Turned> = likely(&moves, &added)
        .into_iter()
        .map(|likely| Turned {
            old_name: name(likely.old),
            new_name: name(likely.new),
            likely,
        })
        .collect();
    // What became one stands together, and so do the parts of what was split.
    turns.sort_by(|a, b| (a.likely.kind, &a.new_name, &a.old_name).cmp(&(b.likely.kind, &b.new_name, &b.old_name)));
    turns.truncate(MOST);
    Ok(turns)
}

/// Writes down those that somebody said yes to.
pub(super) async fn write(tx: &mut Conn, import: &Import, accepted: &[(UnitId, UnitId)]) -> Result<()> {
    let rows = import
        .counts
        .turns
        .iter()
        .map(|turn| &turn.likely)
        .filter(|l| accepted.contains(&(l.old, l.new)))
        .map(|l| args![l.old, l.new, import.valid_on, l.kind, import.id]);
    tx.insert(
        "insert into unit_succession (old_id, new_id, day, kind, import_id) values",
        rows.collect(),
        "",
    )
    .await
}
