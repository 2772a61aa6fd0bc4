//! The sample's documents, `sample/documents` with their index, handed in through the door of everybody: whoever works the house's
//! jobs reads and measures them. The newest is from a week before loading, and the others keep their distance to it.

use model::{Day, DocumentId};
use store::Conn;
use store::wording::handing::{self, Handed, Otherwise};

use crate::{Error, Files, Loading, Result};

const FOLDER: &str = "documents/";
const INDEX: &str = "documents/index.csv";
const DAYS_AGO: i64 = 7;

pub async fn load(tx: &mut Conn, loading: &Loading<'_>) -> Result<()> {
    let limits = intake::Limits::default();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for path in Files::iter().filter(|path| path.starts_with(FOLDER)) {
        let file = Files::get(&path).ok_or_else(|| Error::file(&path, "is not there"))?;
        files.push((path.into_owned(), file.data.into_owned()));
    }
    files.sort();
    let (files, index) = intake::documents::open(files, &limits).map_err(|e| Error::file(INDEX, e))?;
    let units = handing::receivers(tx, None).await?;
    let names = files.iter().map(|file| file.name.as_str());
    let places = handing::place(names, &index, &units, &Otherwise::default());
    let places = places.map_err(|wrong| Error::file(INDEX, &wrong[0]))?;
    let newest: Option<Day> = places.iter().map(|place| place.day).max();
    let shift = newest.map_or(0, |newest| days_between(newest, loading.today()) - DAYS_AGO);
    let handed = files.into_iter().zip(places).map(|(file, mut place)| {
        place.day = place.day.plus_days(shift);
        Handed {
            id: loading.id::<DocumentId>(loading.now),
            // Without the day in its name, which is another one now.
            name: file
                .name
                .split_once('_')
                .map_or(file.name.as_str(), |(_, name)| name)
                .to_owned(),
            bytes: file.bytes,
            place,
        }
    });
    let handed = handed.collect();
    handing::hand_over(tx, handed, loading.now).await?;
    Ok(())
}

fn days_between(from: Day, to: Day) -> i64 {
    from.0.duration_until(to.0).as_hours() / 24
}
