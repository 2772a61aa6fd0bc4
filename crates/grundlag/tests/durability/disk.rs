//! What stands between the server and its disk (`disk.c`), and the record that it writes.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles `disk.c` and gives the variables under which the server's database is watched.
pub struct Disk {
    library: PathBuf,
    database: PathBuf,
    record: PathBuf,
    fault: PathBuf,
}

/// How a disk can fail.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    None,
    Full,
    Write,
    Sync,
    Read,
}

impl Disk {
    pub fn under(database: &Path, folder: &Path) -> Self {
        let library = folder.join("disk.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/durability/disk.c");
        let compiled = Command::new("cc")
            .args(["-O1", "-shared", "-fPIC", "-o"])
            .arg(&library)
            .args([source, "-ldl"])
            .status()
            .expect("cc, which Rust links with");
        assert!(compiled.success());
        let disk = Self {
            library,
            database: database.to_owned(),
            record: folder.join("record"),
            fault: folder.join("fault"),
        };
        disk.becomes(Fault::None);
        disk
    }

    /// For a server whose writes are recorded.
    pub fn recording(&self) -> [(&'static str, &Path); 3] {
        [
            ("LD_PRELOAD", &self.library),
            ("DISK_FILE", &self.database),
            ("DISK_RECORD", &self.record),
        ]
    }

    /// For a server whose disk can fail.
    pub fn failing(&self) -> [(&'static str, &Path); 3] {
        [
            ("LD_PRELOAD", &self.library),
            ("DISK_FILE", &self.database),
            ("DISK_FAULT", &self.fault),
        ]
    }

    pub fn becomes(&self, fault: Fault) {
        let letter = match fault {
            Fault::None => "-",
            Fault::Full => "F",
            Fault::Write => "W",
            Fault::Sync => "S",
            Fault::Read => "R",
        };
        std::fs::write(&self.fault, letter).unwrap();
    }

    /// Somebody who notes acknowledgements among the writes.
    pub fn listener(&self) -> Listener {
        Listener(OpenOptions::new().append(true).create(true).open(&self.record).unwrap())
    }

    pub fn record(&self) -> Vec<Event> {
        let bytes = std::fs::read(&self.record).unwrap();
        let mut rest = &bytes[..];
        let mut events = Vec::new();
        while let Some((head, after)) = rest.split_at_checked(16) {
            let length = u32::from_ne_bytes(head[4..8].try_into().unwrap()) as usize;
            let at = u64::from_ne_bytes(head[8..].try_into().unwrap());
            let (bytes, after) = after.split_at(length);
            let file = usize::from(head[1]);
            let place = usize::try_from(at).unwrap();
            events.push(match head[0] {
                b'C' => Event::Created(file),
                b'W' => Event::Written(file, place, bytes.to_vec()),
                b'T' => Event::Cut(file, place),
                b'U' => Event::Unlinked(file),
                b'S' => Event::Synced(file),
                b'D' => Event::FolderSynced,
                b'A' => Event::Acknowledged(file, i64::try_from(at).unwrap()),
                kind => panic!("a record of the kind {kind}"),
            });
            rest = after;
        }
        assert!(rest.is_empty());
        events
    }
}

pub struct Listener(File);

impl Listener {
    pub fn hear(&self, writer: usize, revision: i64) {
        let mut head = [0; 16];
        head[0] = b'A';
        head[1] = u8::try_from(writer).unwrap();
        head[8..].copy_from_slice(&revision.to_ne_bytes());
        // In one piece, as the recorder writes.
        (&self.0).write_all(&head).unwrap();
    }
}

pub const DATABASE: usize = 1;
pub const LOG: usize = 2;

/// In the order in which they happened.
#[derive(Debug)]
pub enum Event {
    Created(usize),
    Written(usize, usize, Vec<u8>),
    Cut(usize, usize),
    Unlinked(usize),
    Synced(usize),
    FolderSynced,
    /// Writer, revision.
    Acknowledged(usize, i64),
}
