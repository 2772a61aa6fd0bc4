//! `grundlag data-map`

use clap::Args;

use crate::Outcome;

/// Print the data map: every column, what it says about people, and how long it is kept (in Danish, as Markdown)
#[derive(Args)]
pub struct DataMap {}

impl DataMap {
    pub fn run(self) -> Outcome {
        let Self {} = self;
        print!("{}", store::data_map::printed());
        Ok(())
    }
}
