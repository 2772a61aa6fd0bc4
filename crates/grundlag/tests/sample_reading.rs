//! The sample as `grundlag demo load` leaves it: its documents read and measured, one round of reading closed and one open.

use fixture::{NOW, on_both};
use grundlag::{demo, work};
use jiff::tz::TimeZone;
use model::Day;
use model::wording::{Agreement, RoundState};

#[tokio::test]
async fn people_have_read_in_the_sample() {
    on_both(async |db| {
        let _ = work::READER.set(env!("CARGO_BIN_EXE_grundlag").into());
        let zone = TimeZone::get("Europe/Copenhagen").unwrap();
        let app = web::App::new(db, fixture::clock(NOW), fixture::random(), zone, false);
        assert!(demo::load(&app).await.is_ok());
        let mut conn = app.db.read().await.unwrap();
        let rounds = store::wording::told_rounds(&mut conn, 10, 0).await.unwrap();
        let [open, closed] = &rounds[..] else {
            panic!("{} rounds", rounds.len());
        };
        assert_eq!((open.round.state, open.first, open.second), (RoundState::Open, 34, 12));
        let round = &closed.round;
        assert_eq!((round.state, closed.passages()), (RoundState::Closed, 100));
        // The rules found more than people did.
        let by_rules = 10_000 * round.of_flagged / (round.of_flagged + round.of_unflagged);
        assert!(round.share.unwrap() < by_rules, "{round:?}");
        assert!(round.low < round.share && round.share < round.high);
        assert_ne!(Agreement::of(round.alpha.unwrap()), Agreement::Unfit);
        let told = store::wording::told_round(&mut conn, round.id).await.unwrap().unwrap();
        assert!(told.traces > 3, "{}", told.traces);
        let readers = store::wording::readers(&mut conn, round.id).await.unwrap();
        assert!(
            readers.iter().all(|reader| reader.person.is_none()),
            "who read is forgotten"
        );
        // Measured once more, with what the round came to.
        let today: Day = app.today();
        let measuring = store::wording::measuring(&mut conn).await.unwrap().unwrap();
        assert_eq!(measuring.basis, store::wording::basis(&mut conn, today).await.unwrap());
    })
    .await;
}
