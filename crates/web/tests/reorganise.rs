//! The organisation through time, over HTTP, on both databases: merged, split, and taken back.

use axum::http::StatusCode;
use fixture::{House, TODAY, on_both};
use model::trace::{Rung, Source, Trace};
use model::{Day, TraceId, UnitId};

fn today() -> Day {
    TODAY.parse().unwrap()
}

async fn trace(house: &House, unit: &str, days: i64) {
    let mut tx = house.app.db.write().await.unwrap();
    let trace = Trace {
        id: house.app.id::<TraceId>(house.app.now()),
        day: today().plus_days(-days),
        unit: house.units[unit],
        element: house.elements["Borgeren først"],
        edition: Some(house.editions["leadership"]),
        rung: Rung::Acted,
        source: Source::Story,
        source_id: house.app.id::<TraceId>(house.app.now()).0,
        count: 1,
        written: house.app.now(),
    };
    store::trace::append(&mut tx, &trace).await.unwrap();
    tx.commit().await.unwrap();
}

/// What is acted in a unit over all months: with all below it, and its own.
async fn counted(house: &House, unit: UnitId, then: bool) -> (i64, i64) {
    let mut conn = house.app.db.read().await.unwrap();
    let sql = if then {
        "select coalesce(cast(sum(acted) as bigint), 0), coalesce(cast(sum(own_acted) as bigint), 0)
         from trace_month_then where unit_id = $1"
    } else {
        "select coalesce(cast(sum(acted) as bigint), 0), coalesce(cast(sum(own_acted) as bigint), 0)
         from trace_month where unit_id = $1"
    };
    conn.one(sql, store::args![unit]).await.unwrap()
}

async fn unit_called(house: &House, name: &str) -> UnitId {
    let mut conn = house.app.db.read().await.unwrap();
    let found: Option<(UnitId,)> = conn
        .optional("select unit_id from unit_now where name = $1", store::args![name])
        .await
        .unwrap();
    found.unwrap_or_else(|| panic!("{name} is not there")).0
}

#[tokio::test]
async fn areas_are_merged_counted_both_ways_and_taken_back() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (aeldre, skole) = (house.units["Ældre"], house.units["Skole"]);
        trace(&house, "Ældre", 60).await;
        trace(&house, "Nord", 50).await;
        trace(&house, "Skole", 55).await;
        trace(&house, "Skole", 5).await;
        let stine = house.signed_in("Stine").await;
        let path = format!("/organisation/units/{aeldre}/merge");
        let page = stine.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("Læg Ældre sammen med andre"), "{}", page.body);
        let (other, day) = (skole.to_string(), today().plus_days(-30).to_string());
        let nobody = [("into", "new"), ("name", "Alle aldre"), ("from", day.as_str())];
        let alone = stine.post(&path, &nobody).await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alone.body.contains("Vælg mindst én enhed"), "{}", alone.body);

        let mut fields = vec![
            ("with", other.as_str()),
            ("into", "new"),
            ("name", "Alle aldre"),
            ("from", day.as_str()),
        ];
        let preview = stine.post(&path, &fields).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
        for text in [
            "Ældre, Skole bliver lagt sammen til Alle aldre",
            "3 spor",
            "Hvem leder Alle aldre?",
        ] {
            assert!(preview.body.contains(text), "{text}: {}", preview.body);
        }
        assert_eq!(unit_called(&house, "Skole").await, skole, "nothing has happened yet");

        let mut changing = fields.clone();
        changing.push(("again", "1"));
        let form = stine.post(&path, &changing).await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.body);
        assert!(
            form.body.contains("value=\"Alle aldre\"") && form.body.contains(&day),
            "what was filled in is still there: {}",
            form.body
        );

        let leader = house.people["Åse"].to_string();
        fields.extend([("sure", "1"), ("leader", leader.as_str())]);
        let done = stine.post(&path, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let import = done.location().to_owned();
        let new = unit_called(&house, "Alle aldre").await;
        assert_eq!(
            counted(&house, new, false).await,
            (4, 3),
            "all of both, and what lay below"
        );
        assert_eq!(
            counted(&house, new, true).await,
            (0, 0),
            "dated before it, or in what had closed"
        );
        assert_eq!(counted(&house, skole, true).await, (2, 2));
        assert_eq!(counted(&house, skole, false).await, (0, 0));
        let root = house.units["Rod"];
        assert_eq!(
            counted(&house, root, true).await.0,
            counted(&house, root, false).await.0
        );

        let rita = house.signed_in("Rita").await;
        let before = house.app.db.statements();
        let now = rita.get("/overview").await;
        assert!(house.app.db.statements() - before <= 8);
        assert!(
            now.body.contains("Skole og Ældre blev lagt sammen til Alle aldre."),
            "{}",
            now.body
        );
        let before = house.app.db.statements();
        let then = rita.get(&format!("/overview?unit={root}&then=1")).await;
        assert!(house.app.db.statements() - before <= 8);
        for text in ["Ældre", "Skole", "til og med", "Alle aldre"] {
            assert!(then.body.contains(text), "{text}: {}", then.body);
        }
        assert!(!now.body.contains(">Skole</a>"), "{}", now.body);
        let gone = stine.get(&format!("/organisation/units/{skole}")).await;
        assert!(gone.body.contains("Skole og Ældre blev lagt sammen"), "{}", gone.body);
        let own = stine.get(&format!("/units/{skole}")).await;
        assert_eq!(own.status, StatusCode::SEE_OTHER);

        // The new leader leads, the other goes along, and finds what passes on.
        let aase = house.signed_in("Åse").await;
        let before = house.app.db.statements();
        let page = aase.get(&format!("/units/{new}?then=1")).await;
        assert!(house.app.db.statements() - before <= 8);
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let before = house.app.db.statements();
        let handover = aase.get(&format!("/units/{new}/handover")).await;
        assert!(house.app.db.statements() - before <= 8);
        assert!(handover.body.contains("Det følger ikke med"), "{}", handover.body);
        let sofie = house
            .signed_in("Sofie")
            .await
            .get(&format!("/units/{new}/handover"))
            .await;
        assert_eq!(sofie.status, StatusCode::NOT_FOUND);

        let undone = stine.post(&format!("{import}/undo"), &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
        assert_eq!(unit_called(&house, "Skole").await, skole);
        assert_eq!(counted(&house, skole, false).await, (2, 2));
        let page = rita.get("/overview").await;
        assert!(!page.body.contains("lagt sammen"), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn a_split_divides_nothing_by_guessing() {
    on_both(async |db| {
        let house = House::new(db).await;
        let aeldre = house.units["Ældre"];
        trace(&house, "Ældre", 60).await;
        trace(&house, "Nord", 50).await;
        let stine = house.signed_in("Stine").await;
        let path = format!("/organisation/units/{aeldre}/split");
        let day = today().plus_days(-30).to_string();
        let nord = house.units["Nord"].to_string();
        let fields = [
            ("first", "Pleje"),
            ("second", "Sundhed"),
            ("below", nord.as_str()),
            ("to", "1"),
            ("people", "0"),
            ("from", day.as_str()),
            ("sure", "1"),
        ];
        let far = [("first", "Pleje"), ("second", "Sundhed"), ("from", "1999-01-01")];
        let refused = stine.post(&path, &far).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = stine.post(&path, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let (care, health) = (unit_called(&house, "Pleje").await, unit_called(&house, "Sundhed").await);
        assert_eq!(counted(&house, care, false).await, (0, 0));
        assert_eq!(
            counted(&house, health, false).await,
            (1, 0),
            "what happened in Nord, which lies there now"
        );
        let root = house.units["Rod"];
        assert_eq!(
            counted(&house, root, false).await,
            (2, 0),
            "and the split unit's own above its parts"
        );
        assert_eq!(counted(&house, aeldre, true).await, (2, 1));
        for stranger in ["Nor", "Rita", "Åse"] {
            let answer = house.signed_in(stranger).await.get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{stranger}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_unit_is_moved_after_a_look_and_moved_back_by_a_button() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (nord, skole, aeldre) = (house.units["Nord"], house.units["Skole"], house.units["Ældre"]);
        trace(&house, "Nord", 50).await;
        trace(&house, "Nord", 5).await;
        let stine = house.signed_in("Stine").await;
        let path = format!("/organisation/units/{nord}/move");
        let measured = async |path: &str| {
            let before = house.app.db.statements();
            let answer = stine.get(path).await;
            let statements = house.app.db.statements() - before;
            assert!(statements <= 8, "{statements} for {path}");
            answer
        };
        measured(&path).await;
        measured(&format!("{path}?q=skole")).await;
        let form = measured(&format!("{path}?to={skole}")).await;
        assert!(form.body.contains("Se, hvad der sker"), "{}", form.body);
        let above = async || -> (UnitId,) {
            let mut conn = house.app.db.read().await.unwrap();
            conn.one("select parent_id from unit_now where unit_id = $1", store::args![nord])
                .await
                .unwrap()
        };
        let (to, day) = (skole.to_string(), today().plus_days(-30).to_string());
        let mut fields = vec![("parent", to.as_str()), ("from", day.as_str())];
        let preview = stine.post(&path, &fields).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
        for text in [
            "Nord flytter til Skole",
            "Enhederne under den: Team",
            "3 ansatte",
            "skete under Ældre",
        ] {
            assert!(preview.body.contains(text), "{text}: {}", preview.body);
        }
        assert_eq!(above().await.0, aeldre, "nothing has happened yet");
        let there = aeldre.to_string();
        let same = stine
            .post(&path, &[("parent", there.as_str()), ("from", day.as_str())])
            .await;
        assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(same.body.contains("ligger allerede under Ældre"), "{}", same.body);
        let far = stine
            .post(&path, &[("parent", to.as_str()), ("from", "1999-01-01")])
            .await;
        assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY);

        let form = stine
            .post(
                &path,
                &[("parent", to.as_str()), ("from", day.as_str()), ("again", "1")],
            )
            .await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.body);
        assert!(form.body.contains(&day) && form.body.contains("Skole"), "{}", form.body);
        assert_eq!(above().await.0, aeldre);

        fields.push(("sure", "1"));
        let done = stine.post(&path, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let import = done.location().to_owned();
        assert_eq!(above().await.0, skole);
        assert_eq!(counted(&house, skole, false).await, (2, 0));
        assert_eq!(
            counted(&house, skole, true).await,
            (1, 0),
            "only what happened after the day"
        );
        assert_eq!(counted(&house, aeldre, true).await, (1, 0));
        let page = stine.get(&import).await;
        assert!(
            page.body.contains("Nord flytter til Skole") && page.body.contains("/undo"),
            "{}",
            page.body
        );

        // And again on the very same day: a correction, which can be taken back too.
        let syd = house.units["Syd"];
        let to = syd.to_string();
        let again = [("parent", to.as_str()), ("from", day.as_str()), ("sure", "1")];
        let second = stine.post(&path, &again).await.location().to_owned();
        assert_eq!(above().await.0, syd);
        let late = stine.post(&format!("{import}/undo"), &[]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "only the last");
        assert_eq!(
            stine.post(&format!("{second}/undo"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(above().await.0, skole);
        for stranger in ["Nor", "Rita", "Nina"] {
            let answer = house.signed_in(stranger).await.post(&path, &again).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{stranger}");
        }

        // One move alone is taken back whole.
        let stand = async || -> (i64, i64) {
            let mut conn = house.app.db.read().await.unwrap();
            conn.one(
                "select count(*), coalesce(cast(sum(case when valid_to is null then 1 else 0 end) as bigint), 0)
                 from unit_period",
                [],
            )
            .await
            .unwrap()
        };
        let before = stand().await;
        let to = aeldre.to_string();
        let home = [("parent", to.as_str()), ("from", TODAY), ("sure", "1")];
        let third = stine.post(&path, &home).await.location().to_owned();
        assert_eq!(above().await.0, aeldre);
        assert_ne!(stand().await, before);
        assert_eq!(
            stine.post(&format!("{third}/undo"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(stand().await, before);
        assert_eq!(above().await.0, skole);
    })
    .await;
}
