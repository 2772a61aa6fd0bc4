//! Reads files in a child process, because a hostile PDF can make any parser loop or eat memory.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use language::readers::{Extracted, MOST_FILE, ReadError};
use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use super::CommandError;

/// Processor seconds, wall time and address space of one file.
const CPU_SECONDS: u64 = 20;
const WALL: Duration = Duration::from_secs(30);
const MEMORY: u64 = 1_500_000_000;

/// Why a file is missing from the corpus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Refusal {
    #[error("{0}")]
    Read(ReadError),
    #[error("reading took longer than {} seconds", WALL.as_secs())]
    TooLong,
    #[error("reading took more than the memory or processor time allowed")]
    TooMuch,
    #[error("the reader could not be started: {reason}")]
    Start { reason: String },
}

type Outcome = Result<Extracted, ReadError>;

/// Set before the answer, since a parser may print warnings.
const MARK: &[u8] = b"\x1eread\x1e";

/// The child's side: limits itself, reads standard input, answers on standard output.
pub(super) fn read_standard_input(name: &str) -> Result<(), CommandError> {
    limit();
    let mut bytes = Vec::new();
    std::io::stdin().take(MOST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    // A parser's panic is an answer, not a message on the operator's screen.
    std::panic::set_hook(Box::new(|_| {}));
    let outcome: Outcome = language::readers::read(name, &bytes);
    let mut out = std::io::stdout().lock();
    out.write_all(MARK)?;
    serde_json::to_writer(&mut out, &outcome).map_err(std::io::Error::from)?;
    out.flush()?;
    Ok(())
}

fn limit() {
    let limits = [
        (Resource::Cpu, CPU_SECONDS),
        (Resource::As, MEMORY),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // Where a limit cannot be set, the parent's clock still ends the child.
        let _ = setrlimit(resource, limit);
    }
}

/// The parent's side.
pub fn read(program: &std::path::Path, name: &str, bytes: Vec<u8>) -> Result<Extracted, Refusal> {
    if bytes.len() > MOST_FILE {
        return Err(Refusal::Read(ReadError::TooLarge));
    }
    let start = |error: &std::io::Error| Refusal::Start {
        reason: error.to_string(),
    };
    let mut child = Command::new(program)
        .args(["language", "read-file", name])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| start(&error))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    // Writing and reading on threads of their own: neither pipe may block the clock.
    let feeder = std::thread::spawn(move || input.map(|mut input| input.write_all(&bytes)));
    let listener = std::thread::spawn(move || {
        let mut answer = Vec::new();
        if let Some(output) = output {
            let _ = output.take(8 * MOST_FILE as u64).read_to_end(&mut answer);
        }
        answer
    });
    let began = Instant::now();
    let ended = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Some(status),
            Ok(None) if began.elapsed() < WALL => std::thread::sleep(Duration::from_millis(2)),
            _ => break None,
        }
    };
    if ended.is_none() {
        let _ = child.kill();
        let _ = child.wait();
    }
    let _ = feeder.join();
    let answer = listener.join().unwrap_or_default();
    if ended.is_none() {
        return Err(Refusal::TooLong);
    }
    let Some(at) = answer.windows(MARK.len()).rposition(|window| window == MARK) else {
        return Err(Refusal::TooMuch);
    };
    let outcome: Outcome = serde_json::from_slice(&answer[at + MARK.len()..]).map_err(|_| Refusal::TooMuch)?;
    outcome.map_err(Refusal::Read)
}
