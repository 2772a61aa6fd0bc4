//! Uploaded documents while their split is checked.

use model::foundation::{Block, Kind, Split};
use model::{EditionId, Instant, PersonId};

use crate::{Conn, Result, args};

/// A document with its split.
#[derive(Clone, Debug)]
pub struct Upload {
    pub kind: Kind,
    pub source_name: String,
    pub source: Vec<Block>,
    pub split: Split,
    /// Counts every correction: two people at once.
    pub revision: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: Kind,
    source_name: String,
    source: String,
    split: String,
    revision: i64,
}

/// Keeps a document and its first split under the identity of the edition that it may become.
pub async fn add_upload(
    tx: &mut Conn,
    edition: EditionId,
    upload: &Upload,
    by: Option<PersonId>,
    now: Instant,
) -> Result<()> {
    tx.run(
        "insert into edition_upload (edition_id, kind, source_name, source, split, revision, uploaded_by, uploaded_at)
         values ($1, $2, $3, $4, $5, 1, $6, $7)",
        args![
            edition,
            upload.kind,
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

pub async fn upload(conn: &mut Conn, edition: EditionId) -> Result<Option<Upload>> {
    let row: Option<Row> = conn
        .optional(
            "select kind, source_name, source, split, revision from edition_upload where edition_id = $1",
            args![edition],
        )
        .await?;
    row.map(|row| {
        Ok(Upload {
            kind: row.kind,
            source_name: row.source_name,
            source: serde_json::from_str(&row.source)?,
            split: serde_json::from_str(&row.split)?,
            revision: row.revision,
        })
    })
    .transpose()
}

/// Writes a corrected split. Gives false when somebody else corrected it since `seen`.
pub async fn save_upload(tx: &mut Conn, edition: EditionId, split: &Split, seen: i64) -> Result<bool> {
    let touched = tx
        .run(
            "update edition_upload set split = $3, revision = revision + 1 where edition_id = $1 and revision = $2",
            args![edition, seen, serde_json::to_string(split)?],
        )
        .await?;
    Ok(touched == 1)
}

/// Removes one upload. Gives false when it is not there.
pub async fn delete_upload(tx: &mut Conn, edition: EditionId) -> Result<bool> {
    let touched = tx
        .run("delete from edition_upload where edition_id = $1", args![edition])
        .await?;
    Ok(touched == 1)
}

/// An upload that waits to be checked.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct UploadRow {
    pub edition: EditionId,
    pub kind: Kind,
    pub source_name: String,
    pub uploaded_at: Instant,
}

/// The newest first.
pub async fn uploads(conn: &mut Conn) -> Result<Vec<UploadRow>> {
    conn.all(
        "select edition_id as edition, kind, source_name, uploaded_at from edition_upload order by uploaded_at desc",
        [],
    )
    .await
}
