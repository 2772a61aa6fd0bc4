//! A backup's file: lines of text, pressed together with gzip, and locked with age when there is a key. Both can be opened
//! without Grundlag: `age --decrypt -i KEY FILE | gunzip`.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use age::{DecryptError, Decryptor, Encryptor, stream::StreamWriter, x25519};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use store::backup::Failed;

use crate::settings::not_for_everybody;
use crate::{Outcome, Stop};

/// A key file: an age secret key, or the public key alone, which locks and cannot open.
pub struct Key {
    lock: x25519::Recipient,
    open: Option<x25519::Identity>,
}

impl Key {
    /// Reads a key file: one key on a line of its own; lines with # are comments.
    pub fn read(path: &Path) -> Outcome<Self> {
        let mut text = String::new();
        File::open(path)
            .and_then(|file| file.take(10_000).read_to_string(&mut text))
            .map_err(|e| Stop(format!("The key {} cannot be read: {e}", path.display())))?;
        let mut lines = text
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with('#'));
        let none = || {
            Stop(format!(
                "{} holds no key. It is one line: AGE-SECRET-KEY-1…, or age1… for the public key alone. `grundlag backup \
                 --new-key FILE` makes one.",
                path.display()
            ))
        };
        let (Some(line), None) = (lines.next(), lines.next()) else {
            return Err(none());
        };
        if let Ok(open) = line.parse::<x25519::Identity>() {
            not_for_everybody(path, "holds the key to the backups")?;
            return Ok(Self {
                lock: open.to_public(),
                open: Some(open),
            });
        }
        let lock = line.parse::<x25519::Recipient>().map_err(|_| none())?;
        Ok(Self { lock, open: None })
    }

    /// Makes a key file for its owner alone, and gives the public key.
    pub fn make(path: &Path) -> Outcome<String> {
        let key = x25519::Identity::generate();
        let public = key.to_public().to_string();
        let text = format!("# public key: {public}\n{}\n", key.to_string().expose_secret());
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.sync_all()
            })
            .map_err(|e| Stop(format!("The key {} cannot be written: {e}.", path.display())))?;
        Ok(public)
    }

    pub const fn opens(&self) -> bool {
        self.open.is_some()
    }
}

/// A file that appears under its name when it is whole, and not before.
pub struct Sealed {
    out: GzEncoder<Lock>,
    path: PathBuf,
    part: PathBuf,
}

enum Lock {
    Open(BufWriter<Summed>),
    Age(Box<StreamWriter<BufWriter<Summed>>>),
}

/// Sums up what goes to the disk, so that it can be held against what is found there.
struct Summed {
    file: File,
    sum: Sha256,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Write for Lock {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Open(file) => file.write(bytes),
            Self::Age(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Open(file) => file.flush(),
            Self::Age(file) => file.flush(),
        }
    }
}

impl Sealed {
    pub fn create(path: &Path, key: Option<&Key>) -> Outcome<Self> {
        let wrong = |e: &dyn std::fmt::Display| Stop(format!("{} cannot be written: {e}.", path.display()));
        if path.exists() {
            return Err(Stop(format!(
                "{} is there already, and nothing is overwritten. Give the backup another name, such as one with the date.",
                path.display()
            )));
        }
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        // What an interrupted backup left behind is of no use.
        match std::fs::remove_file(&part) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(wrong(&e)),
            _ => {}
        }
        // Everything that the organisation has: for its owner alone.
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&part)
            .map_err(|e| wrong(&e))?;
        let sum = Sha256::new();
        let file = BufWriter::new(Summed { file, sum });
        let lock = match key {
            None => Lock::Open(file),
            Some(key) => {
                let recipients = std::iter::once(&key.lock as &dyn age::Recipient);
                let encryptor = Encryptor::with_recipients(recipients).map_err(|e| wrong(&e))?;
                Lock::Age(Box::new(encryptor.wrap_output(file).map_err(|e| wrong(&e))?))
            }
        };
        Ok(Self {
            out: GzEncoder::new(lock, Compression::default()),
            path: path.to_owned(),
            part,
        })
    }

    /// Brings everything to the disk. The file still has its temporary name.
    pub fn end(self) -> io::Result<Whole> {
        let file = match self.out.finish()? {
            Lock::Open(file) => file,
            Lock::Age(file) => file.finish()?,
        };
        let Summed { file, sum } = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(Whole {
            path: self.path,
            part: self.part,
            sum: sum.finalize().to_vec(),
        })
    }

    pub fn part(&self) -> PathBuf {
        self.part.clone()
    }
}

impl Write for Sealed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A file that is on the disk, and waits for its name until it has been verified.
pub struct Whole {
    path: PathBuf,
    pub part: PathBuf,
    sum: Vec<u8>,
}

impl Whole {
    /// Reads the file from the disk and says whether it is what was written.
    pub fn holds(&self) -> io::Result<bool> {
        let mut file = File::open(&self.part)?;
        let mut found = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                return Ok(found.finalize().to_vec() == self.sum);
            }
            found.update(&buffer[..read]);
        }
    }

    pub fn name(self) -> io::Result<()> {
        // Unlike renaming, linking does not overwrite what came there meanwhile.
        std::fs::hard_link(&self.part, &self.path)?;
        std::fs::remove_file(&self.part)?;
        let folder = self.path.parent().filter(|p| !p.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

/// Opens a backup for reading, whether it is locked or not.
pub fn open(path: &Path, key: Option<&Key>) -> Outcome<Box<dyn BufRead + Send>> {
    let wrong = |e: &dyn std::fmt::Display| Stop(format!("{} cannot be read: {e}.", path.display()));
    let mut file = BufReader::new(File::open(path).map_err(|e| wrong(&e))?);
    let start = file.fill_buf().map_err(|e| wrong(&e))?;
    if start.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::new(GzDecoder::new(file))));
    }
    if start.is_empty() {
        return Err(Stop(format!("{} is empty.", path.display())));
    }
    if !start.starts_with(b"age-encryption.org/") {
        return Err(Stop(format!("{} is not a backup by Grundlag.", path.display())));
    }
    let Some(key) = key.and_then(|key| key.open.as_ref()) else {
        return Err(Stop(format!(
            "{} is encrypted. Give the file with the secret key: --key FILE.",
            path.display()
        )));
    };
    let opened = Decryptor::new_buffered(file).and_then(|d| d.decrypt(std::iter::once(key as &dyn age::Identity)));
    let plain = opened.map_err(|error| match error {
        DecryptError::NoMatchingKeys => Stop(format!(
            "This key does not open {}: it was encrypted with another one.",
            path.display()
        )),
        DecryptError::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof => cut_off(path),
        DecryptError::Io(e) => wrong(&e),
        _ => changed(path, "its head"),
    })?;
    Ok(Box::new(BufReader::new(GzDecoder::new(BufReader::new(plain)))))
}

fn cut_off(path: &Path) -> Stop {
    Stop(format!(
        "{} is cut off: its end is missing. Fetch it again, or use another backup.",
        path.display()
    ))
}

fn changed(path: &Path, place: &str) -> Stop {
    Stop(format!(
        "{} is not as it was written: {place} was changed or damaged. Use another backup.",
        path.display()
    ))
}

/// The sentence for what went wrong with the backup in `path`.
pub fn refused(path: &Path, error: Failed) -> Stop {
    match error {
        Failed::CutOff => cut_off(path),
        // An encrypted file that ends within a block cannot be told from one whose block was changed, but by its length.
        Failed::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof => cut_off(path),
        Failed::Io(e) if matches!(e.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => Stop(format!(
            "{} is not as it was written: it was changed, damaged or cut off. Use another backup.",
            path.display()
        )),
        Failed::Io(e) if is_full(&e) => full(&path.display()),
        Failed::Io(e) => Stop(format!("{}: {e}.", path.display())),
        Failed::Foreign => Stop(format!("{} is not a backup by Grundlag.", path.display())),
        Failed::Changed { line, table } => changed(
            path,
            &match table {
                Some(table) => format!("line {line}, in {table},"),
                None => format!("line {line}"),
            },
        ),
        error @ (Failed::NewerFormat | Failed::Store(store::Error::Newer(_))) => Stop(format!(
            "{} was written by a newer version of Grundlag ({error}). Restore it with that version or a later one.",
            path.display()
        )),
        Failed::NotEmpty(table) => Stop(format!(
            "The database is not empty: it has rows in {table}. Nothing was changed. Restore into a database that \
             is new, or say --replace: then what is there now is gone afterwards."
        )),
        Failed::Store(error) if error.is_full() => full(&"the database"),
        Failed::Store(error) => error.into(),
        error @ (Failed::Unfit(_) | Failed::Differs { .. } | Failed::Dangling(_)) => {
            Stop(format!("Nothing was changed. {}: {error}.", path.display()))
        }
    }
}

/// No room, a quota that is used up, or a limit on the size of files.
fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

fn full(what: &dyn std::fmt::Display) -> Stop {
    Stop(format!(
        "The disk is full: {what} cannot be written. Nothing was changed. Make room, and run it again."
    ))
}
