//! A release together with what the auditor made of it.

use crate::audit::{self, Effort, Report, Table};
use crate::words::{self, Language};
use crate::{Closed, Earlier, Error, Release};

/// What may be shown of a wave, and the auditor's certificate.
#[derive(Clone, Debug)]
pub struct Audited {
    pub release: Release,
    /// What the auditor found. Anything in it is a fault of the release, which then must not be shown.
    pub report: Report,
    earlier: Vec<Earlier>,
}

impl Closed {
    /// Works out what may be shown, and lets the auditor try to break it. `earlier` is what has been shown about the same
    /// answers before, if anything. The same wave and `effort` give the same certificate.
    ///
    /// # Errors
    /// As [`Closed::release`].
    pub fn release_audited(&self, earlier: &[Earlier], effort: Effort) -> Result<Audited, Error> {
        let release = self.release(earlier)?;
        let table = table(&release, earlier, Language::default())?;
        let report = audit::audit(&table, self.plan().threshold().people(), effort);
        Ok(Audited {
            release,
            report,
            earlier: earlier.to_vec(),
        })
    }
}

impl Audited {
    /// Whether the promise holds: the auditor found no group below the threshold.
    pub fn holds(&self) -> bool {
        self.report.is_clean()
    }

    /// The certificate for somebody who is no statistician.
    ///
    /// # Errors
    /// None that an audited release can cause.
    pub fn in_words(&self, language: Language) -> Result<String, Error> {
        let table = table(&self.release, &self.earlier, language)?;
        Ok(words::report(&table, &self.report, language))
    }
}

/// Every group, with its name, and whether something is shown about it.
fn table(release: &Release, earlier: &[Earlier], language: Language) -> Result<Table, Error> {
    release.as_table_with(earlier, |plan, cell, whole| words::group(plan, cell, whole, language))
}
