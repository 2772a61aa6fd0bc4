use std::path::Path;

use language::readers::{self, Extracted, ReadError, Verdict};
use language::text::{Piece, pieces};
use model::wording::{State, Why};
use store::wording::{NewPassage, ReadFile, WaitingFile};

use super::{App, Claimed, Failed, Kind, REST_MINUTES};
use crate::commands::language::child::{self, Refusal};

/// Documents read before they are written down together.
const BATCH: i64 = 40;

pub(super) async fn batch(app: &App, job: &Claimed) -> Result<(), Failed> {
    let waiting = store::wording::waiting(&mut app.db.read().await?, BATCH).await?;
    let now = app.now();
    let program = match crate::work::READER.get() {
        Some(program) => program.clone(),
        None => std::env::current_exe().map_err(|error| Failed::Reader(error.to_string()))?,
    };
    let read = tokio::task::spawn_blocking(move || {
        waiting
            .into_iter()
            .map(|file| (file.id, outcome(&program, file)))
            .collect::<Vec<_>>()
    })
    .await
    .map_err(|_| Failed::Panicked)?;
    let mut files = Vec::new();
    for (id, outcome) in read {
        files.push(match outcome? {
            Outcome::Read(extracted, pieces) => file(app, id, &extracted, pieces),
            Outcome::Refused(why) => ReadFile {
                id,
                state: State::Refused,
                why: Some(why),
                page_characters: 0,
                letters: 0,
                known: 0,
                passages: Vec::new(),
            },
        });
    }
    let mut tx = app.db.write().await?;
    store::wording::keep_read(&mut tx, files, now).await?;
    let more = store::wording::any_waiting(&mut tx).await?;
    if !more {
        store::job::wake(&mut tx, Kind::MeasureWording, now).await?;
    }
    super::done(tx, job, if more { now } else { now.plus_minutes(REST_MINUTES) }).await
}

enum Outcome {
    Read(Box<Extracted>, Vec<Piece>),
    Refused(Why),
}

/// Reads one file: in a child process whatever a parser of others unpacks.
fn outcome(program: &Path, file: WaitingFile) -> Result<Outcome, Failed> {
    let read = if readers::is_plain(&file.name) {
        readers::read(&file.name, &file.bytes).map_err(Refusal::Read)
    } else {
        child::read(program, &file.name, file.bytes)
    };
    match read {
        Ok(extracted) => {
            let pieces = if extracted.health.verdict == Verdict::Good {
                pieces(&extracted.blocks)
            } else {
                Vec::new()
            };
            Ok(Outcome::Read(Box::new(extracted), pieces))
        }
        Err(Refusal::Read(error)) => Ok(Outcome::Refused(why(&error))),
        Err(Refusal::TooLong | Refusal::TooMuch) => Ok(Outcome::Refused(Why::TooMuch)),
        Err(Refusal::Start { reason }) => Err(Failed::Reader(reason)),
    }
}

const fn why(error: &ReadError) -> Why {
    match error {
        ReadError::TooLarge | ReadError::Bomb | ReadError::TooMuchText => Why::TooLarge,
        ReadError::UnknownFormat { .. } => Why::UnknownFormat,
        ReadError::Lies { .. } => Why::Lies,
        ReadError::Broken { .. } => Why::Broken,
        ReadError::Locked => Why::Locked,
        ReadError::Encoding => Why::Encoding,
        ReadError::Conversation { .. } => Why::Conversation,
    }
}

fn file(app: &App, id: super::DocumentId, extracted: &Extracted, pieces: Vec<Piece>) -> ReadFile {
    let health = &extracted.health;
    let (state, why) = match health.verdict {
        Verdict::Good => (State::Read, None),
        Verdict::Empty => (State::Missing, Some(Why::Empty)),
        Verdict::Garbled => (State::Missing, Some(Why::Garbled)),
    };
    let now = app.now();
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    #[expect(clippy::cast_possible_truncation, reason = "shares of 0 to 1")]
    let thousandths = |share: f64| (share * 1000.0).round() as i64;
    ReadFile {
        id,
        state,
        why,
        page_characters: whole(health.characters / health.pages.unwrap_or(1).max(1)),
        letters: thousandths(health.letters),
        known: thousandths(health.known),
        passages: pieces
            .into_iter()
            .map(|piece| NewPassage {
                id: app.id(now),
                kind: piece.kind.word(),
                language: piece.language.word(),
                words: whole(piece.words),
                body: piece.text,
            })
            .collect(),
    }
}
