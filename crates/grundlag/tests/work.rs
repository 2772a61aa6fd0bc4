//! The queue and its worker, on both databases.

use fixture::{House, NOW, on_both};
use grundlag::work;
use model::Instant;
use model::job::Kind;
use model::organisation::PostRole;
use store::job::Queue;

/// The house at another time.
fn at(house: &House, now: Instant) -> web::App {
    let mut app = house.app.clone();
    app.clock = fixture::clock(now);
    app
}

async fn queue(house: &House, late_since: Instant) -> Queue {
    store::job::queue(&mut house.app.db.read().await.unwrap(), late_since)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_new_day_rebuilds_the_organisation_once() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let tomorrow = NOW.plus_minutes(24 * 60);
        let app = at(&house, tomorrow);
        // Tom begins at the school tomorrow.
        let mut tx = app.db.write().await.unwrap();
        let day = tomorrow.day(&app.zone);
        let post = store::organisation::NewPost {
            id: app.id(NOW),
            person: house.people["Tom"],
            unit: house.units["Skole"],
            title: "Konsulent",
            role: PostRole::Employee,
            level: None,
            acting: false,
            from: day,
            to: None,
        };
        store::organisation::add_post(&mut tx, &post).await.unwrap();
        tx.commit().await.unwrap();
        let people = async || {
            let mut conn = app.db.read().await.unwrap();
            store::organisation::line(&mut conn, house.units["Skole"])
                .await
                .unwrap()
                .unwrap()[0]
                .people
        };
        assert_eq!(people().await, 2);

        work::stand(&app).await.unwrap();
        work::stand(&app).await.unwrap();
        while work::one(&app).await.unwrap() {}
        assert_eq!(people().await, 3);
        let mut conn = app.db.read().await.unwrap();
        assert_eq!(store::organisation::built_on(&mut conn).await.unwrap(), Some(day));
        drop(conn);
        assert!(
            !work::one(&app).await.unwrap(),
            "the jobs that stand wait for the next day and hour"
        );
        let next = at(&house, day.plus_days(1).start(&app.zone));
        assert!(work::one(&next).await.unwrap(), "and come back");
    })
    .await;
}

#[tokio::test]
async fn expired_sessions_and_links_go_and_live_ones_stay() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let nina = house.signed_in("Nina").await;
        let mut tx = house.app.db.write().await.unwrap();
        for minutes in [10, 100] {
            let link = (web::access::token_hash(&house.app.token()), house.people["Nina"]);
            store::access::add_links(&mut tx, vec![link], NOW.plus_minutes(minutes))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let tidied = async |minutes| {
            let now = NOW.plus_minutes(minutes);
            let mut tx = house.app.db.write().await.unwrap();
            let gone = store::access::remove_expired(&mut tx, now, now.plus_minutes(-web::IDLE_MINUTES))
                .await
                .unwrap();
            tx.commit().await.unwrap();
            gone
        };
        assert_eq!(tidied(9).await, 0);
        assert_eq!(tidied(11).await, 1, "the first link");
        assert_eq!(nina.get("/account").await.status, 200);
        assert_eq!(tidied(31).await, 1, "the session that was not used for half an hour");
        assert_eq!(nina.get("/account").await.location(), "/sign-in?next=/account");
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_waits_longer_each_time_and_is_given_up() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let mut tx = house.app.db.write().await.unwrap();
        store::job::enqueue(&mut tx, house.app.id(NOW), Kind::Tidy, "", NOW, NOW)
            .await
            .unwrap();
        // What a newer version would leave behind.
        tx.run("update job set kind = 'from_a_newer_version'", [])
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let mut now = NOW;
        let mut attempts = 0;
        while queue(&house, NOW).await.dead == 0 {
            now = now.plus_minutes(1);
            if work::one(&at(&house, now)).await.unwrap() {
                attempts += 1;
            }
            assert!(now.minutes_since(NOW) < 24 * 60, "it is given up some day");
        }
        assert_eq!(attempts, 12);
        let said = queue(&house, NOW).await.last_error.unwrap();
        assert!(said.contains("from_a_newer_version"), "{said}");
        assert!(!work::one(&at(&house, now.plus_minutes(10_000))).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn two_workers_never_hold_one_job_and_a_dead_ones_is_taken_up() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let mut tx = house.app.db.write().await.unwrap();
        for _ in 0..20 {
            store::job::enqueue(&mut tx, house.app.id(NOW), Kind::Tidy, "", NOW, NOW)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let claim = async |now: Instant| {
            let mut tx = house.app.db.write().await.unwrap();
            let claimed = store::job::claim(&mut tx, now, now.plus_minutes(-15)).await.unwrap();
            tx.commit().await.unwrap();
            claimed
        };
        let mut seen = std::collections::HashSet::new();
        let mut rounds = 0;
        while seen.len() < 20 {
            let (a, b, c) = tokio::join!(claim(NOW), claim(NOW), claim(NOW));
            for job in [a, b, c].into_iter().flatten() {
                assert!(seen.insert(job.id), "a job was taken twice");
            }
            rounds += 1;
            assert!(rounds < 100);
        }
        // All twenty workers died.
        let late = claim(NOW.plus_minutes(14)).await;
        assert!(late.is_none(), "their leases still hold");
        let taken = claim(NOW.plus_minutes(16)).await.unwrap();
        assert_eq!(taken.attempts, 2);
        // The second worker is slow as well, and a third takes up the same job.
        let mut again = claim(NOW.plus_minutes(32)).await.unwrap();
        while again.id != taken.id {
            again = claim(NOW.plus_minutes(32)).await.unwrap();
        }
        let mut tx = house.app.db.write().await.unwrap();
        assert!(
            !store::job::done(&mut tx, &taken).await.unwrap(),
            "a late worker ends nothing"
        );
        assert!(store::job::done(&mut tx, &again).await.unwrap());
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_no_longer_goes_at_night_and_the_log_says_so() {
    on_both(async |db| {
        let house = House::new(db).await;
        let ask = |sql: &'static str| {
            let db = house.app.db.clone();
            async move { db.read().await.unwrap().number(sql, []).await.unwrap() }
        };
        let mut tx = house.app.db.write().await.unwrap();
        for (state, days) in [("declined", 181), ("declined", 10), ("published", 900)] {
            let told = NOW.plus_minutes(-days * 24 * 60);
            tx.run(
                "insert into story (id, unit_id, from_another_unit, happened_on, body, unprompted, name_kept, state, told_at, reason)
                 values ($1, $2, $3, '2025-01-01', 'x', $3, $3, $4, $5, '')",
                store::args![house.app.id::<model::StoryId>(NOW), house.units["Nord"], false, state, told],
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        work::stand(&house.app).await.unwrap();
        while work::one(&house.app).await.unwrap() {}
        assert_eq!(ask("select count(*) from story").await, 2, "the old one that nobody reads is gone");
        assert_eq!(ask("select count(*) from audit where deed = 'tidy'").await, 1);

        // Fourteen months later the entry is gone too, and a cut tells of it.
        let later = at(&house, NOW.plus_minutes(14 * 31 * 24 * 60));
        while work::one(&later).await.unwrap() {}
        assert_eq!(ask("select count(*) from audit where deed = 'cut_log'").await, 1);
        assert_eq!(ask("select count(*) from audit_checkpoint").await, 1);
        let whole = store::audit::verify(&mut house.app.db.read().await.unwrap(), None).await.unwrap();
        assert!(whole.is_ok(), "{whole:?}");
    })
    .await;
}

#[tokio::test]
async fn whoever_left_long_ago_is_erased_and_what_they_did_stays() {
    on_both(async |db| {
        let house = House::new(db).await;
        let db = house.app.db.clone();
        let (olga, tom) = (house.people["Olga"], house.people["Tom"]);
        let id = || house.app.random_id();
        let mut tx = db.write().await.unwrap();
        let (unit, element, edition) = (house.units["Nord"], house.elements["Borgeren først"], house.editions["leadership"]);
        let interpretation = id();
        let body = serde_json::to_string(&model::interpretation::Body::default()).unwrap();
        // What she did, and what was hers alone.
        tx.run(
            "insert into interpretation (id, unit_id, element_id, state, revision, updated_at, updated_by)
             values ($1, $2, $3, 'underway', 1, $4, $5)",
            store::args![interpretation, unit, element, NOW, olga],
        )
        .await
        .unwrap();
        tx.run(
            "insert into interpretation_version (interpretation_id, revision, edition_id, state, body, note, written_at, written_by)
             values ($1, 1, $2, 'underway', $3, '', $4, $5)",
            store::args![interpretation, edition, body, NOW, olga],
        )
        .await
        .unwrap();
        for (state, teller) in [("published", olga), ("declined", olga), ("published", tom)] {
            tx.run(
                "insert into story (id, unit_id, teller_id, from_another_unit, happened_on, body, unprompted, name_kept, state,
                                    told_at, moderated_by, reason)
                 values ($1, $2, $3, $4, '2026-11-01', 'x', $4, $4, $5, $6, $7, '')",
                store::args![id(), unit, teller, false, state, NOW, olga],
            )
            .await
            .unwrap();
        }
        for state in ["draft", "recorded"] {
            tx.run(
                "insert into decision (id, unit_id, state, revision, decided, decided_on, body, options, tipped_id, why,
                                       came_first, stops, look_back_on, held_how, written_by, written_at, reason)
                 values ($1, $2, $3, 1, 'x', '2026-11-01', '', '', $4, '', '', '', '2027-11-01', '', $5, $6, '')",
                store::args![id(), unit, state, element, olga, NOW],
            )
            .await
            .unwrap();
        }
        tx.run("insert into decision_unit (decision_id, unit_id) select id, $1 from decision", store::args![unit])
            .await
            .unwrap();
        let trace = id();
        tx.run(
            "insert into trace (id, day, unit_id, element_id, rung, source, source_id, count, written_at)
             values ($1, '2026-11-01', $2, $3, 'prompted', 'story', $1, 1, $4)",
            store::args![trace, unit, element, NOW],
        )
        .await
        .unwrap();
        tx.run(
            "insert into trace_withdrawal (trace_id, reason, withdrawn_at, withdrawn_by) values ($1, 'x', $2, $3)",
            store::args![trace, NOW, olga],
        )
        .await
        .unwrap();
        // An edition that she published: written as a draft, and in force since.
        let next = id();
        tx.run(
            "insert into edition (id, foundation_id, number, title, preamble, state, in_force_from, revision, created_by,
                                  created_at, published_by, published_at)
             select $1, foundation_id, 2, 'To', '', 'published', '2026-11-20', 1, $2, $3, $2, $3 from edition where id = $4",
            store::args![next, olga, NOW, edition],
        )
        .await
        .unwrap();
        tx.run("update role_grant set granted_by = $1", store::args![olga]).await.unwrap();
        tx.commit().await.unwrap();
        drop(house.signed_in("Olga").await);

        let day = |days: i64| NOW.plus_minutes(days * 24 * 60);
        let ask = |sql: &'static str| {
            let db = db.clone();
            async move { db.read().await.unwrap().number(sql, []).await.unwrap() }
        };
        let night = async |now: Instant| {
            let app = at(&house, now);
            let mut tx = app.db.write().await.unwrap();
            tx.run("update job set run_at = 0", []).await.unwrap();
            tx.commit().await.unwrap();
            work::stand(&app).await.unwrap();
            while work::one(&app).await.unwrap() {}
            app.db.read().await.unwrap().number("select count(*) from person", []).await.unwrap()
        };
        // Her post ended ten days before; she was known to the house from the start.
        let everybody = night(NOW).await;
        assert_eq!(night(day(380)).await, everybody, "thirteen months are not over");

        // A role keeps her, and so does a post that is to come.
        let mut tx = db.write().await.unwrap();
        let later = "2030-01-01".parse().unwrap();
        let post = store::organisation::NewPost {
            id: house.app.id(NOW),
            person: olga,
            unit,
            title: "Konsulent",
            role: PostRole::Employee,
            level: None,
            acting: false,
            from: later,
            to: None,
        };
        store::organisation::add_post(&mut tx, &post).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(night(day(450)).await, everybody, "she comes back one day");
        let mut tx = db.write().await.unwrap();
        tx.run("delete from post where valid_from = '2030-01-01'", []).await.unwrap();
        let grant = store::access::NewGrant {
            id: house.app.id(NOW),
            person: olga,
            role: model::access::Role::Representative,
            unit,
            from: "2026-01-01".parse().unwrap(),
            to: None,
            note: "",
            by: None,
        };
        store::access::add_grant(&mut tx, &grant, NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(night(day(450)).await, everybody, "she has a role");
        let mut tx = db.write().await.unwrap();
        tx.run("delete from role_grant where person_id = $1", store::args![olga]).await.unwrap();
        tx.commit().await.unwrap();

        let limits = model::retention::Limits::on(day(450).day(&house.app.zone), &house.app.zone);
        let listed = store::leaver::leavers(&mut db.read().await.unwrap(), &limits, 100).await.unwrap();
        let names: Vec<&str> = listed.iter().map(|leaver| leaver.name.as_str()).collect();
        // Eks' role as an adviser ended after ninety days, Olga's post before the first.
        assert_eq!(names, ["Olga Prøvesen"]);
        assert_eq!(night(day(450)).await, everybody - 1);
        assert_eq!(ask("select count(*) from audit where deed = 'erase_person'").await, 1);
        assert_eq!(night(day(451)).await, everybody - 1, "once is enough");

        // Nothing leads to her any more, but the log, for its own time.
        for table in store::data_map::MAP.iter().filter(|table| !table.name.starts_with("audit")) {
            for (column, _) in table.columns.iter().filter(|(_, says)| *says == store::data_map::Says::Who) {
                let sql = format!("select count(*) from {} where {column} = $1", table.name);
                let left = db.read().await.unwrap().number(sql.leak(), store::args![olga]).await.unwrap();
                assert_eq!(left, 0, "{}.{column}", table.name);
            }
        }
        for (sql, left) in [
            ("select count(*) from story", 2),
            ("select count(*) from decision", 1),
            ("select count(*) from decision_unit", 1),
            ("select count(*) from trace", 1),
            ("select count(*) from trace_withdrawal", 1),
            ("select count(*) from interpretation_version", 1),
            ("select count(*) from edition where published_at is not null and number = 2", 1),
        ] {
            assert_eq!(ask(sql).await, left, "{sql}");
        }
        // What is immutable is still so, but for whose it was.
        for sql in [
            "update edition set title = 'En anden' where number = 2",
            "update trace_withdrawal set reason = 'en anden'",
            "delete from trace_withdrawal",
        ] {
            let mut tx = db.write().await.unwrap();
            assert!(tx.run(sql, []).await.is_err(), "{sql}");
        }
        for sql in [
            "update edition set published_by = $1 where number = 2",
            "update trace_withdrawal set withdrawn_by = $1",
        ] {
            let mut tx = db.write().await.unwrap();
            assert!(tx.run(sql, store::args![tom]).await.is_err(), "{sql}");
        }
        // The log still holds together, and the pages that named her do without.
        let whole = store::audit::verify(&mut db.read().await.unwrap(), None).await.unwrap();
        assert!(whole.is_ok(), "{whole:?}");
        let nina = house.signed_in_at(day(451), "Nina").await;
        for path in [
            format!("/units/{unit}"),
            format!("/units/{unit}/elements/{element}/history"),
            format!("/decisions?unit={unit}"),
            format!("/stories?unit={unit}"),
            "/organisation".to_owned(),
        ] {
            let page = nina.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.body.contains("Olga"), "{path}");
        }
        let dan = house.signed_in_at(day(451), "Dan").await;
        let log = dan.get("/log?deed=erase_person").await;
        assert!(log.body.contains("Fratrådt person slettet") && !log.body.contains("Olga"), "{}", log.body);
    })
    .await;
}
