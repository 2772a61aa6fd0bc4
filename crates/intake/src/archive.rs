use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Error, Fault, File, Limits};

/// A ZIP archive that has been unpacked once into a counter, so that nothing that reads it afterwards can be fed
/// more than the limits allow. The sizes that an archive states about itself are not believed.
pub(crate) struct Archive<'a> {
    file: String,
    zip: ZipArchive<Cursor<Cow<'a, [u8]>>>,
    most: u64,
}

impl<'a> Archive<'a> {
    pub fn open(file: File<'a>, limits: &Limits) -> Result<Self, Error> {
        let label = file.label();
        let packed = file.bytes().len() as u64;
        let zip =
            ZipArchive::new(Cursor::new(file.into_bytes())).map_err(|e| refused(&label, &e))?;
        let most = limits
            .unpacked_bytes
            .min(packed.saturating_mul(limits.ratio));
        let mut archive = Self {
            file: label,
            zip,
            most,
        };

        let entries = archive.zip.len() as u64;
        if entries > limits.zip_entries {
            let limit = limits.zip_entries;
            return Err(Error::TooManyEntries {
                file: archive.file,
                entries,
                limit,
            });
        }
        let mut unpacked = 0;
        for index in 0..archive.zip.len() {
            let entry = archive
                .zip
                .by_index(index)
                .map_err(|e| refused(&archive.file, &e))?;
            unpacked += std::io::copy(&mut entry.take(most - unpacked + 1), &mut std::io::sink())
                .map_err(|_| broken(&archive.file))?;
            if unpacked > most {
                return Err(Error::UnpacksTooLarge {
                    file: archive.file,
                    limit: most,
                });
            }
        }
        Ok(archive)
    }

    /// Names of the files inside, folders left out, in the order of the archive.
    pub fn names(&mut self) -> Result<Vec<String>, Error> {
        let mut names = Vec::new();
        for index in 0..self.zip.len() {
            let entry = self
                .zip
                .by_index(index)
                .map_err(|e| refused(&self.file, &e))?;
            if !entry.is_dir() {
                names.push(
                    entry
                        .name()
                        .map_err(|e| refused(&self.file, &e))?
                        .into_owned(),
                );
            }
        }
        Ok(names)
    }

    /// The content of one entry; `None` when there is none of that name.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(refused(&self.file, &e)),
        };
        let mut bytes = Vec::new();
        let mut entry = entry.take(self.most);
        entry
            .read_to_end(&mut bytes)
            .map_err(|_| broken(&self.file))?;
        Ok(Some(bytes))
    }

    pub fn into_bytes(self) -> Cow<'a, [u8]> {
        self.zip.into_inner().into_inner()
    }
}

fn broken(file: &str) -> Error {
    Error::Broken {
        file: file.to_owned(),
        row: None,
        fault: Fault::Archive,
    }
}

fn refused(file: &str, error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Error::Locked {
                file: file.to_owned(),
            }
        }
        _ => broken(file),
    }
}
