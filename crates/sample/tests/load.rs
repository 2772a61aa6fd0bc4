//! The sample loads on both databases, and tells the story that its README promises.

use fixture::on_both;
use jiff::tz::TimeZone;
use model::overview::{Mood, Period, SilenceRule};
use model::policy::Coverage;
use model::{Day, Instant};
use store::overview::Ask;

const NOW: Instant = Instant(1_795_424_400_000);

#[tokio::test]
async fn the_sample_tells_its_story() {
    on_both(async |db| {
        let zone = TimeZone::get("Europe/Copenhagen").unwrap();
        sample::load(&db, NOW, &fixture::random(), &zone).await.unwrap();
        let today: Day = NOW.day(&zone);
        let mut conn = db.read().await.unwrap();
        let rule = SilenceRule { weeks: 9, room: 3 };
        let current = store::foundation::current(&mut conn, today).await.unwrap();
        assert_eq!(current.len(), 11);
        assert_eq!(current.iter().filter(|e| e.prominent).count(), 6);
        let prominent = current.iter().map(|e| (e.id, e.prominent)).collect();

        assert_eq!(store::audit::verify(&mut conn, None).await.unwrap(), Ok(13));

        let root = store::organisation::root(&mut conn).await.unwrap().unwrap();
        let line = store::organisation::line(&mut conn, root).await.unwrap().unwrap();
        assert_eq!((line[0].name.as_str(), line[0].people_below), ("Nørreå Kommune", 1215));
        let rows = store::overview::rows(&mut conn, &line[0], None).await.unwrap();
        assert_eq!((rows.chain.len(), rows.below.len()), (2, 8));
        let ask = Ask::of(&rows, Period::ending(today, 3), rule, today, false);
        let standings = store::overview::standings(&mut conn, &ask, &prominent).await.unwrap();
        let mood = |area: &str, headline: &str| {
            let unit = rows.below.iter().find(|u| u.name == area).unwrap();
            let element = current.iter().find(|e| e.headline == headline).unwrap();
            standings.get(unit.id, false, element.id).ring(rule, today).mood
        };
        assert_eq!(mood("Teknik og Miljø", "Tværgående samarbejde"), Mood::Silent);
        assert_eq!(mood("Økonomi og IT", "Mod til at prøve nyt"), Mood::Silent);
        assert_eq!(mood("Skole og Unge", "Tydelig retning"), Mood::Silent);
        assert_eq!(mood("Dagtilbud og Familie", "Mod til at prøve nyt"), Mood::Gaining);
        assert_eq!(mood("Ældre og Sundhed", "Borgeren først"), Mood::Plain);

        // Two areas were merged and one was split 190 days ago, and the story is told both ways.
        assert!(rows.changed.is_some());
        let year = Period::ending(today, 12);
        let then = store::overview::rows(&mut conn, &line[0], Some((year, today)))
            .await
            .unwrap();
        let gone: Vec<&str> = then
            .below
            .iter()
            .filter(|u| then.stays[&u.id].1 <= today)
            .map(|u| u.name.as_str())
            .collect();
        assert_eq!(gone, ["Børn og Unge", "Fritid og Idræt", "Kultur"]);
        let as_now = Ask::of(&rows, year, rule, today, false);
        let as_then = Ask::of(&then, year, rule, today, true);
        let now_standings = store::overview::standings(&mut conn, &as_now, &prominent)
            .await
            .unwrap();
        let then_standings = store::overview::standings(&mut conn, &as_then, &prominent)
            .await
            .unwrap();
        let traces = |standings: &store::overview::Standings, below: &[store::organisation::UnitNow], name: &str| {
            let unit = below.iter().find(|u| u.name == name).unwrap();
            current
                .iter()
                .map(|e| standings.get(unit.id, false, e.id).unasked())
                .sum::<i64>()
        };
        let told = [
            traces(&now_standings, &rows.below, "Kultur og Fritid"),
            traces(&then_standings, &then.below, "Kultur"),
            traces(&then_standings, &then.below, "Fritid og Idræt"),
            traces(&then_standings, &then.below, "Kultur og Fritid"),
        ];
        assert_eq!(
            told[0],
            told[1] + told[2] + told[3],
            "merged: all of both, and what came after"
        );
        let split = [
            traces(&then_standings, &then.below, "Børn og Unge"),
            traces(&then_standings, &then.below, "Dagtilbud og Familie"),
            traces(&then_standings, &then.below, "Skole og Unge"),
            traces(&now_standings, &rows.below, "Dagtilbud og Familie"),
            traces(&now_standings, &rows.below, "Skole og Unge"),
        ];
        assert!(told.iter().chain(&split).all(|n| *n > 0), "{told:?} {split:?}");
        let shared = split[0] + split[1] + split[2] - split[3] - split[4];
        // Four traces of what was split are its own: they count above both parts, and in neither.
        assert_eq!((told, split, shared), ([15, 2, 3, 10], [17, 27, 17, 33, 24], 4));

        let clauses = store::policy::clauses(&mut conn).await.unwrap();
        let coverage = Coverage::of(clauses.iter().map(store::policy::Clause::answer));
        assert_eq!(
            (coverage.open, coverage.carried, coverage.guideline, coverage.dropped),
            (2, 3, 6, 1)
        );
        let carriers = store::policy::carriers(&mut conn, today).await.unwrap();
        assert!(carriers.len() == 4 && carriers.iter().all(|c| c.in_force));
        let senior = clauses.iter().find(|c| c.headline == "Seniorordning").unwrap();
        assert_eq!(store::policy::history(&mut conn, senior.id).await.unwrap().len(), 2);
        assert_eq!(store::catalogue::pointers(&mut conn).await.unwrap().len(), 14);
        let anders = conn
            .one::<(model::PersonId,)>("select id from person where name = 'Anders Balslev'", [])
            .await
            .unwrap();
        let rounds = store::prominence::rounds(&mut conn, anders.0, false).await.unwrap();
        let stands: Vec<_> = rounds
            .iter()
            .map(|r| (r.people.as_str(), r.answers, r.answered, r.done))
            .collect();
        assert_eq!(
            stands,
            [
                ("Alle i Borgerservice", None, 3, false),
                ("Chefer og centerledere", Some(10), 0, false)
            ]
        );
        let outcome = store::prominence::outcome(&mut conn, rounds[1].id).await.unwrap();
        assert_eq!(
            outcome.iter().map(|o| o.dots).sum::<i64>(),
            50,
            "ten people with five dots each"
        );
        let all = store::prominence::rounds(&mut conn, anders.0, true).await.unwrap();
        let nurses = all.iter().find(|r| r.people == "Hjemmesygeplejen").unwrap();
        let outcome = store::prominence::outcome(&mut conn, nurses.id).await.unwrap();
        let chosen: Vec<(i64, i64)> = outcome.iter().map(|o| (o.people, o.dots)).collect();
        let w = model::prominence::agreement(&chosen, nurses.answers.unwrap(), nurses.elements.unwrap()).unwrap();
        assert!((0.2..0.6).contains(&w), "ten who agree somewhat: {w}");

        let (stopped, more) = store::decision::stopped(&mut conn, root, 0).await.unwrap();
        assert_eq!((stopped.len(), more), (6, false));
        let (due, _) = store::decision::due(&mut conn, root, today, 0).await.unwrap();
        let homes: Vec<&str> = due.iter().map(|d| d.home_name.as_str()).collect();
        assert_eq!(
            homes,
            ["Borgerservice"],
            "one question waits, where the leader to look around as is"
        );
        // What they stand on has changed, and their leaders have not said yet whether theirs still holds.
        let since = today.plus_days(-30);
        let waiting = store::overview::waiting(&mut conn, today, since).await.unwrap();
        assert_eq!((waiting.shifted, waiting.shifted_units), (8, 7));
        let stages = store::cascade::stages(&mut conn, root, today, |at| at.day(&zone))
            .await
            .unwrap();
        let stage = |name: &str| stages.iter().find(|s| s.name == name).unwrap();
        assert_eq!(
            stage("Borgerservice").facts.reason(today),
            Some(model::cascade::Reason::Shifted)
        );
        assert!(stage("Borgerservice").reminded.is_some());
        let element = current.iter().find(|e| e.headline == "Borgeren først").unwrap().id;
        let unit = stage("Borgerservice").unit;
        let long_ago = Instant(0);
        let line = store::overview::on_the_line(&mut conn, unit, true, true, today, long_ago, long_ago)
            .await
            .unwrap();
        assert!(line.interpretations.iter().any(|i| i.element == element && i.shifted));
        assert_eq!((line.talks.len(), line.reminders.len()), (1, 1));

        // Signs: one has shifted, one is retired, and figures about people stand apart.
        let reader = store::sign::Reader::of(anders.0, model::may::Action::SeeSigns);
        let wall = store::sign::wall(&mut conn, &reader, today).await.unwrap();
        let titles: Vec<&str> = wall.iter().map(|sign| sign.title.as_str()).collect();
        assert_eq!(
            titles,
            ["Ringet tilbage samme dag"],
            "the leader to look around as sees the own unit's"
        );
        assert!(wall[0].readings().len() >= 20);
        let (retired, more) = store::sign::retired(&mut conn, 0).await.unwrap();
        assert!(!more && retired.len() == 1 && retired[0].title == "Møder, der sluttede til tiden");
        let live = conn
            .number("select count(*) from sign where state <> 'retired'", [])
            .await
            .unwrap();
        assert_eq!(live, 5);
        let taps = conn
            .number("select count(*) from sign_tap where day > $1", store::args![today])
            .await
            .unwrap();
        assert_eq!(taps, 0, "nobody has counted tomorrow");
    })
    .await;
}
