//! `grundlag audit …`

use clap::{Args, Subcommand};
use model::audit::Head;

use crate::settings::Settings;
use crate::{Outcome, Stop, start};

/// The log of what was done and whose data was looked at: whether it is whole
#[derive(Args)]
pub struct Audit {
    #[command(subcommand)]
    command: AuditCommand,
}

#[derive(Subcommand)]
enum AuditCommand {
    Verify(Verify),
    Head(PrintHead),
}

/// Follow the chain from its beginning to its end
///
/// Fails when an entry was changed, removed, moved or put in. That entries were cut off its end shows only against a
/// head that was noted elsewhere.
#[derive(Args)]
struct Verify {
    /// A head that `grundlag audit head` printed earlier: 17:9f86d0…
    #[arg(long, value_name = "HEAD")]
    head: Option<Head>,
}

/// Print where the chain ends, for noting it outside the database
///
/// The server writes it into its own log each night.
#[derive(Args)]
struct PrintHead {}

impl Audit {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let db = start::open_migrated(settings).await?;
        let result = match self.command {
            AuditCommand::Verify(command) => command.run(&db).await,
            AuditCommand::Head(PrintHead {}) => {
                println!("{}", store::audit::head(&mut db.read().await?).await?);
                Ok(())
            }
        };
        db.close().await;
        result
    }
}

impl Verify {
    async fn run(self, db: &store::Db) -> Outcome {
        let mut conn = db.read().await?;
        let head = store::audit::head(&mut conn).await?;
        match store::audit::verify(&mut conn, self.head).await? {
            Ok(entries) => {
                println!("The log is whole: {entries} entries, up to {head}");
                Ok(())
            }
            Err(broken) => Err(Stop(format!("The log is not whole: {broken}."))),
        }
    }
}
