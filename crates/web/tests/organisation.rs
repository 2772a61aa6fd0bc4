//! The tree, units, people, names and settings, over HTTP, on both databases.

use axum::http::StatusCode;
use fixture::{House, TODAY, on_both};
use model::{Day, PersonId, UnitId};
use store::args;

fn day(days: i64) -> Day {
    TODAY.parse::<Day>().unwrap().plus_days(days)
}

fn unit_path(house: &House, unit: &str, rest: &str) -> String {
    format!("/organisation/units/{}{rest}", house.units[unit])
}

fn person_path(house: &House, person: &str, rest: &str) -> String {
    format!("/organisation/people/{}{rest}", house.people[person])
}

/// Name, parent's name, people here and below of every unit of today.
async fn tree(house: &House) -> Vec<(String, Option<String>, i64, i64)> {
    let mut conn = house.app.db.read().await.unwrap();
    conn.all(
        "select u.name, p.name, u.people, u.people_below from unit_now u left join unit_now p on p.unit_id = u.parent_id
         order by u.depth, u.name",
        args![],
    )
    .await
    .unwrap()
}

/// The page without its frame, which names the visitor.
fn main_of(body: &str) -> &str {
    &body[body.find("<main").unwrap()..]
}

async fn name_of(house: &House, unit: UnitId) -> Option<(String, Option<UnitId>)> {
    let mut conn = house.app.db.read().await.unwrap();
    conn.optional("select name, parent_id from unit_now where unit_id = $1", args![unit])
        .await
        .unwrap()
}

#[tokio::test]
async fn everybody_sees_the_tree_with_its_leaders_in_danish_order() {
    on_both(async |db| {
        let house = House::empty(db).await;
        assert_eq!(
            house.stranger().get("/organisation").await.status,
            StatusCode::SEE_OTHER
        );
        for name in [
            "Rita", "Stine", "Dan", "Ada", "Rep", "Eks", "Åse", "Nina", "Nor", "Skipper",
        ] {
            let client = house.signed_in(name).await;
            let before = house.app.db.statements();
            let page = client.get("/organisation").await;
            assert_eq!(page.status, StatusCode::OK, "{name}");
            assert!(
                house.app.db.statements() - before <= 8,
                "{}",
                house.app.db.statements() - before
            );
            let (skole, aeldre) = (page.body.find(">Skole<").unwrap(), page.body.find(">Ældre<").unwrap());
            assert!(skole < aeldre, "Æ comes last");
            assert!(page.body.contains("Åse Prøvesen") && page.body.contains("ingen leder"));
            assert!(
                !main_of(&page.body).contains("Nor Prøvesen"),
                "employees are not in the tree"
            );
            assert!(page.body.contains("6 enheder · 8 ansatte"), "{}", page.body);
        }
        let english = house.signed_in("Nor").await.in_english().get("/organisation").await;
        assert!(english.body.contains("6 units · 8 employees") && english.body.contains("no leader"));
        let employee = house.signed_in("Nor").await.get("/organisation").await;
        assert!(!employee.body.contains("/organisation/import") && !employee.body.contains("/new"));
    })
    .await;
}

#[tokio::test]
async fn a_large_tree_shows_its_upper_levels_and_leaves_the_rest_to_the_units_own_pages() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let mut tx = house.app.db.write().await.unwrap();
        let mut areas = Vec::new();
        for n in 0..60 {
            areas.push(add_unit(&house, &mut tx, &format!("Område {n}"), house.units["Rod"]).await);
        }
        for n in 0..600 {
            add_unit(&house, &mut tx, &format!("Hold {n}"), areas[n % 60]).await;
        }
        store::organisation::build_today(&mut tx, day(0)).await.unwrap();
        tx.commit().await.unwrap();
        let client = house.signed_in("Nor").await;
        let page = client.get("/organisation").await;
        assert!(page.body.contains(">Område 7<") && !page.body.contains(">Hold 7<"));
        assert!(page.body.contains("10 enheder under"));
        let area = client.get(&format!("/organisation/units/{}", areas[7])).await;
        assert!(area.body.contains(">Hold 7<"));
    })
    .await;
}

async fn add_unit(house: &House, tx: &mut store::Conn, name: &str, parent: UnitId) -> UnitId {
    let unit = store::organisation::NewUnit {
        id: house.app.id(house.app.now()),
        period: house.app.id(house.app.now()),
        external_id: None,
        name,
        kind: "team",
        parent: Some(parent),
        from: day(-100),
    };
    store::organisation::add_unit(tx, &unit, house.app.now()).await.unwrap();
    unit.id
}

#[tokio::test]
async fn people_are_found_as_far_as_one_may_see_them() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let find = async |name: &str| {
            let client = house.signed_in(name).await;
            let before = house.app.db.statements();
            let page = client.get("/organisation?q=NOR").await;
            assert!(house.app.db.statements() - before <= 8);
            page.body
        };
        let leader = find("Åse").await;
        assert!(leader.contains(">Nord<") && leader.contains("Nor Prøvesen"));
        assert!(find("Stine").await.contains("Nor Prøvesen") && find("Ada").await.contains("Nor Prøvesen"));
        for name in ["Sofie", "Nor", "Rita", "Rep"] {
            let body = find(name).await;
            assert!(
                body.contains(">Nord<") && !main_of(&body).contains("Nor Prøvesen"),
                "{name}"
            );
        }
        let odd = house.signed_in("Stine").await.get("/organisation?q=%25_%5C").await;
        assert!(odd.body.contains("Ingen enhed hedder"));
    })
    .await;
}

#[tokio::test]
async fn a_unit_shows_its_people_to_those_who_may_see_them() {
    on_both(async |db| {
        let house = House::new(db).await;
        let nord = unit_path(&house, "Nord", "");
        for (name, sees) in [
            ("Nina", true),
            ("Åse", true),
            ("Stine", true),
            ("Ada", true),
            ("Nor", false),
            ("Sofie", false),
        ] {
            let client = house.signed_in(name).await;
            let before = house.app.db.statements();
            let page = client.get(&nord).await;
            let statements = house.app.db.statements() - before;
            assert!(statements <= 8 + store::audit::STATEMENTS, "{statements}");
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(main_of(&page.body).contains("Nor Prøvesen"), sees, "{name}");
            assert!(page.body.contains("Nina Prøvesen"), "everybody sees who leads");
            assert!(!page.body.contains("proeveby.example"), "no address on a unit's page");
            assert!(page.body.contains("Oprettet under Ældre."));
        }
        let unknown = house
            .signed_in("Stine")
            .await
            .get(&format!("/organisation/units/{}", house.people["Nor"]))
            .await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn units_are_created_renamed_and_moved_by_those_who_may_and_by_nobody_else() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let new = unit_path(&house, "Skole", "/new");
        let fields = [
            ("name", "Ungdomsskolen"),
            ("kind", "center"),
            ("from", "2026-11-23"),
            ("external_id", "u77"),
        ];
        for name in ["Sofie", "Skipper", "Rita", "Dan", "Rep", "Eks", "Olga"] {
            let client = house.signed_in(name).await;
            assert_eq!(client.get(&new).await.status, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(client.post(&new, &fields).await.status, StatusCode::NOT_FOUND, "{name}");
            for rest in ["/edit", "/move", "/close", "/people/new"] {
                assert_eq!(
                    client.get(&unit_path(&house, "Skole", rest)).await.status,
                    StatusCode::NOT_FOUND
                );
            }
        }
        assert_eq!(tree(&house).await.len(), 6);

        let stine = house.signed_in("Stine").await;
        let made = stine.post(&new, &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
        let unit: UnitId = made.location().rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(
            name_of(&house, unit).await,
            Some(("Ungdomsskolen".into(), Some(house.units["Skole"])))
        );
        let again = stine.post(&new, &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("En anden enhed har det id.") && again.body.contains("value=\"Ungdomsskolen\""));
        for (field, value, says) in [
            ("name", "", "Skriv noget her."),
            ("name", &*"x".repeat(201), "Der er plads til 200"),
            ("kind", "findes ikke", "Vælg en af mulighederne."),
            ("from", "23/11", "Skriv en dag"),
            ("from", "1019-01-01", "Skriv en dag"),
            // The unit above began a thousand days ago.
            ("from", "2010-01-01", "som ikke findes"),
        ] {
            let fields = [("name", "Et hold"), ("kind", "center"), ("from", "2026-11-23")]
                .map(|(f, v)| (f, if f == field { value } else { v }));
            let answer = stine.post(&new, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
            assert!(answer.body.contains(says), "{field}={value}: {}", answer.body);
        }
        assert_eq!(
            stine.post(&new, &[("name", "x"), ("extra", "1")]).await.status,
            StatusCode::BAD_REQUEST
        );

        let edit = format!("/organisation/units/{unit}/edit");
        let renamed = [
            ("name", "Ung i byen"),
            ("kind", "team"),
            ("from", "2026-11-23"),
            ("external_id", "u77"),
        ];
        assert_eq!(stine.post(&edit, &renamed).await.status, StatusCode::SEE_OTHER);
        assert_eq!(name_of(&house, unit).await.unwrap().0, "Ung i byen");

        let shift = format!("/organisation/units/{unit}/move");
        let found = stine.get(&format!("{shift}?q=%C3%A6ldre")).await;
        assert!(found.body.contains(&format!("?to={}", house.units["Ældre"])));
        let nord = house.units["Nord"].to_string();
        let to = [("parent", nord.as_str()), ("from", "2026-11-23"), ("sure", "1")];
        assert_eq!(stine.post(&shift, &to).await.status, StatusCode::SEE_OTHER);
        assert_eq!(name_of(&house, unit).await.unwrap().1, Some(house.units["Nord"]));
        let page = stine.get(&format!("/organisation/units/{unit}")).await;
        assert!(page.body.contains("Ung i byen"));
    })
    .await;
}

#[tokio::test]
async fn a_unit_never_comes_to_lie_below_itself() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let before = tree(&house).await;
        for (unit, below) in [("Ældre", "Team"), ("Nord", "Nord"), ("Rod", "Skole")] {
            let parent = house.units[below].to_string();
            let answer = stine
                .post(
                    &unit_path(&house, unit, "/move"),
                    &[("parent", parent.as_str()), ("from", "2026-11-23")],
                )
                .await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{unit} below {below}");
            assert!(answer.body.contains("under sig selv") || answer.body.contains("kan ikke flyttes"));
        }
        // Nor on a day to come, after another move that was planned.
        let (nord, team) = (house.units["Nord"].to_string(), house.units["Team"].to_string());
        let skole = house.units["Skole"].to_string();
        let move_team = [("parent", skole.as_str()), ("from", "2027-01-01"), ("sure", "1")];
        assert_eq!(
            stine.post(&unit_path(&house, "Team", "/move"), &move_team).await.status,
            StatusCode::SEE_OTHER
        );
        let move_nord = [("parent", team.as_str()), ("from", "2027-02-01"), ("sure", "1")];
        assert_eq!(
            stine.post(&unit_path(&house, "Nord", "/move"), &move_nord).await.status,
            StatusCode::SEE_OTHER
        );
        let back = [("parent", nord.as_str()), ("from", "2027-03-01")];
        let answer = stine.post(&unit_path(&house, "Team", "/move"), &back).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(tree(&house).await, before, "today nothing has moved");
        let unknown = house.people["Nor"].to_string();
        let nowhere = [("parent", unknown.as_str()), ("from", "2026-11-23")];
        assert_eq!(
            stine.post(&unit_path(&house, "Team", "/move"), &nowhere).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_planned_comes_into_force_when_the_day_begins() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let fields = [
            ("name", "Nordlys"),
            ("kind", "center"),
            ("from", "2026-11-24"),
            ("external_id", "Nord"),
        ];
        assert_eq!(
            stine.post(&unit_path(&house, "Nord", "/edit"), &fields).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(name_of(&house, house.units["Nord"]).await.unwrap().0, "Nord");
        let then = stine.get("/organisation?on=2026-11-24").await;
        assert!(then.body.contains(">Nordlys<") && then.body.contains("som den var 24. november"));
        let page = stine.get(&unit_path(&house, "Nord", "")).await;
        assert!(page.body.contains("Omdøbt fra Nord til Nordlys."));

        assert!(
            !store::organisation::refresh(&house.app.db, day(0)).await.unwrap(),
            "the day is the same"
        );
        assert!(store::organisation::refresh(&house.app.db, day(1)).await.unwrap());
        assert_eq!(name_of(&house, house.units["Nord"]).await.unwrap().0, "Nordlys");
        assert!(!store::organisation::refresh(&house.app.db, day(1)).await.unwrap());

        let past = stine.get("/organisation?on=2026-01-01").await;
        assert!(past.body.contains(">Nord<"), "as it was");
        let before = stine.get("/organisation?on=2019-01-01").await;
        assert!(before.body.contains("Der er ingen enheder den dag."));
        let odd = stine.get("/organisation?on=i%20morgen&under=x").await;
        assert_eq!(odd.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_unit_closes_only_when_nothing_is_left_hanging() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let close = |unit| unit_path(&house, unit, "/close");
        let on = ("on", "2026-12-01");
        let below = stine.post(&close("Ældre"), &[on]).await;
        assert_eq!(below.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(below.body.contains("Der ligger enheder under den den dag: Nord, Syd."));
        let top = stine.post(&close("Rod"), &[on]).await;
        assert!(top.body.contains("Den øverste enhed kan ikke lukkes."));
        let posts = stine.post(&close("Team"), &[on]).await;
        assert_eq!(posts.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(posts.body.contains("Der er én stilling i enheden den dag."));
        let done = stine.post(&close("Team"), &[on, ("end_posts", "1")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert!(
            name_of(&house, house.units["Team"]).await.is_some(),
            "it is there until then"
        );

        store::organisation::refresh(&house.app.db, day(8)).await.unwrap();
        assert!(name_of(&house, house.units["Team"]).await.is_none());
        let page = stine.get(&unit_path(&house, "Team", "")).await;
        assert_eq!(page.status, StatusCode::OK, "its history can be read");
        assert!(page.body.contains("Lukket."));
        let reader = house.signed_in("Nor").await.get(&unit_path(&house, "Team", "")).await;
        assert!(reader.body.contains("lukkede") || reader.body.contains("Enheden"));
        let again = stine.post(&close("Team"), &[("on", "2026-12-02")]).await;
        assert!(again.body.contains("Enheden findes ikke"));
    })
    .await;
}

#[tokio::test]
async fn a_person_is_seen_within_reach_and_is_not_there_beyond() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let nor = person_path(&house, "Nor", "");
        for (name, status) in [
            ("Nina", StatusCode::OK),
            ("Åse", StatusCode::OK),
            ("Stine", StatusCode::OK),
            ("Dan", StatusCode::OK),
            ("Ada", StatusCode::OK),
            ("Sofie", StatusCode::NOT_FOUND),
            ("Sune", StatusCode::NOT_FOUND),
            ("Nor", StatusCode::NOT_FOUND),
            ("Rita", StatusCode::NOT_FOUND),
            ("Rep", StatusCode::NOT_FOUND),
            ("Eks", StatusCode::NOT_FOUND),
        ] {
            let client = house.signed_in(name).await;
            let before = house.app.db.statements();
            let page = client.get(&nor).await;
            assert_eq!(page.status, status, "{name}");
            assert!(house.app.db.statements() - before <= 8 + store::audit::STATEMENTS);
            if status == StatusCode::OK {
                assert!(page.body.contains("nor@proeveby.example"));
            }
            let edits = client.get(&person_path(&house, "Nor", "/edit")).await.status;
            let expected = if ["Stine", "Ada"].contains(&name) {
                StatusCode::OK
            } else {
                StatusCode::NOT_FOUND
            };
            assert_eq!(edits, expected, "{name}");
        }
        let unknown = house
            .signed_in("Stine")
            .await
            .get(&format!("/organisation/people/{}", house.units["Nord"]))
            .await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        // Somebody with a grant and no post: those who reach the top reach them.
        assert_eq!(
            house
                .signed_in("Stine")
                .await
                .get(&person_path(&house, "Rita", ""))
                .await
                .status,
            StatusCode::OK
        );
        assert_eq!(
            house
                .signed_in("Åse")
                .await
                .get(&person_path(&house, "Rita", ""))
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        // Somebody whose post has ended belongs where it was.
        assert_eq!(
            house
                .signed_in("Sofie")
                .await
                .get(&person_path(&house, "Olga", ""))
                .await
                .status,
            StatusCode::OK
        );
        assert_eq!(
            house
                .signed_in("Nina")
                .await
                .get(&person_path(&house, "Olga", ""))
                .await
                .status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn people_are_created_changed_and_given_posts() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let new = unit_path(&house, "Syd", "/people/new");
        let fields = [
            ("name", "Mette  Østergaard"),
            ("email", "Mette@Proeveby.example"),
            ("title", "Sygeplejerske"),
            ("level", ""),
            ("from", "2026-11-01"),
        ];
        let made = stine.post(&new, &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let mette: PersonId = made.location().rsplit('/').next().unwrap().parse().unwrap();
        let page = stine.get(made.location()).await;
        assert!(page.body.contains("Mette Østergaard") && page.body.contains("mette@proeveby.example"));
        let syd = tree(&house).await.into_iter().find(|u| u.0 == "Syd").unwrap();
        assert_eq!((syd.2, syd.3), (2, 2));

        let again = stine.post(&new, &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("En anden person har den adresse.") && again.body.contains("Mette  Østergaard"));
        let wrong = stine
            .post(
                &new,
                &[
                    ("name", ""),
                    ("email", "mette"),
                    ("title", "t"),
                    ("level", "x"),
                    ("from", "2026-11-01"),
                    ("to", "2026-10-01"),
                ],
            )
            .await;
        for says in [
            "Skriv noget her.",
            "Det er ikke en e-mailadresse.",
            "Vælg en af mulighederne.",
            "ligger før den første",
        ] {
            assert!(wrong.body.contains(says), "{says}");
        }

        // A second post, as acting leader somewhere else, from a day to a day.
        let add = format!("/organisation/people/{mette}/posts/new");
        assert!(stine.get(&format!("{add}?q=skol")).await.body.contains("?unit="));
        let skole = house.units["Skole"].to_string();
        let post = [
            ("unit", skole.as_str()),
            ("title", "Skoleleder"),
            ("level", "level:leder af medarbejdere"),
            ("acting", "1"),
            ("from", "2026-11-01"),
            ("to", "2026-12-31"),
        ];
        assert_eq!(stine.post(&add, &post).await.status, StatusCode::SEE_OTHER);
        let page = stine.get(&format!("/organisation/people/{mette}")).await;
        for says in [
            "Skoleleder",
            "konstitueret",
            "leder af medarbejdere",
            "31. december 2026",
        ] {
            assert!(page.body.contains(says), "{says}");
        }
        assert!(
            stine
                .get("/organisation")
                .await
                .body
                .contains("Mette Østergaard (konstitueret)")
        );
        // Both areas' leaders see her now.
        for leader in ["Sofie", "Sune"] {
            let page = house
                .signed_in(leader)
                .await
                .get(&format!("/organisation/people/{mette}"))
                .await;
            assert_eq!(page.status, StatusCode::OK, "{leader}");
        }

        // Ending it: the last day is a day of it.
        let row = page.body.split("Skoleleder").nth(1).unwrap();
        let edit = row
            .split("/organisation/posts/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let edit = format!("/organisation/posts/{edit}");
        assert!(stine.get(&edit).await.body.contains("value=\"2026-12-31\""));
        let end = [
            ("title", "Skoleleder"),
            ("level", "leader"),
            ("from", "2026-11-01"),
            ("to", "2026-11-22"),
        ];
        assert_eq!(stine.post(&edit, &end).await.status, StatusCode::SEE_OTHER);
        assert!(!stine.get("/organisation").await.body.contains("Mette Østergaard"));
        assert_eq!(
            house.signed_in("Nina").await.post(&edit, &end).await.status,
            StatusCode::NOT_FOUND
        );

        let person = format!("/organisation/people/{mette}/edit");
        let taken = stine
            .post(&person, &[("name", "Mette Ø"), ("email", "nor@proeveby.example")])
            .await;
        assert!(taken.body.contains("En anden person har den adresse.") && taken.body.contains("value=\"Mette Ø\""));
        assert_eq!(
            stine.post(&person, &[("name", "Mette Ø"), ("email", "")]).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(
            stine
                .get(&format!("/organisation/people/{mette}"))
                .await
                .body
                .contains("Ingen e-mail")
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_gives_themselves_a_post() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let own = person_path(&house, "Stine", "/posts/new");
        assert_eq!(stine.get(&own).await.status, StatusCode::NOT_FOUND);
        let rod = house.units["Rod"].to_string();
        let post = [
            ("unit", rod.as_str()),
            ("title", "Chef"),
            ("level", "leader"),
            ("from", "2026-11-23"),
        ];
        assert_eq!(stine.post(&own, &post).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            stine
                .post(&person_path(&house, "Stine", "/edit"), &[("name", "S")])
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        let ada = house.signed_in("Ada").await;
        assert_eq!(
            ada.post(&own, &post).await.status,
            StatusCode::SEE_OTHER,
            "a colleague may"
        );
        let page = ada.get(&person_path(&house, "Stine", "")).await;
        let edit = page
            .body
            .split("/organisation/posts/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let end = [("title", "Chef"), ("level", "leader"), ("from", "2026-11-23")];
        assert_eq!(
            stine.post(&format!("/organisation/posts/{edit}"), &end).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn names_are_chosen_ordered_and_kept_while_they_are_used() {
    on_both(async |db| {
        let house = House::empty(db).await;
        assert_eq!(
            house.signed_in("Nina").await.get("/organisation/names").await.status,
            StatusCode::NOT_FOUND
        );
        let stine = house.signed_in("Stine").await;
        let page = stine.get("/organisation/names").await;
        assert!(page.body.contains("value=\"leder af medarbejdere\""));
        let row = |word: &'static str,
                   code: &'static str,
                   danish: &'static str,
                   english: &'static str,
                   order: &'static str| {
            let names: [(&str, &str); 4] = match word {
                "level" => [
                    ("level_code", code),
                    ("level_danish", danish),
                    ("level_english", english),
                    ("level_order", order),
                ],
                _ => [
                    ("kind_code", code),
                    ("kind_danish", danish),
                    ("kind_english", english),
                    ("kind_order", order),
                ],
            };
            names
        };
        let rows = [
            row("level", "leder af medarbejdere", "Teamleder", "Team leader", "2"),
            row("level", "", "Topchef", "", "1"),
            row("level", "chef", "", "", ""),
            row("kind", "kommune", "kommune", "municipality", "1"),
            row("kind", "område", "forvaltning", "department", "2"),
            row("kind", "center", "center", "centre", "3"),
            row("kind", "team", "team", "team", "4"),
        ];
        let saved = stine.post("/organisation/names", &rows.concat()).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let nord = stine.get(&unit_path(&house, "Nord", "")).await;
        assert!(nord.body.contains("Teamleder"));
        assert!(stine.get("/organisation").await.body.contains("forvaltning"));
        assert!(
            stine
                .in_english()
                .get("/organisation")
                .await
                .body
                .contains("department")
        );
        let page = stine.get("/organisation/names").await;
        assert!(page.body.find("Topchef").unwrap() < page.body.find("Teamleder").unwrap());

        for (rows, says) in [
            (vec![row("kind", "team", "", "", "")], "bruges ét sted"),
            (
                vec![row("kind", "team", "Hold", "", "1"), row("kind", "", "hold", "", "2")],
                "Det navn er der allerede.",
            ),
            (vec![row("kind", "team", "Hold", "", "nul")], "Skriv et helt tal"),
            (vec![row("kind", "team", "", "Crew", "1")], "Skriv noget her."),
        ] {
            let answer = stine.post("/organisation/names", &rows.concat()).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(says), "{says}");
        }
        let uneven = stine
            .post("/organisation/names", &[("kind_code", "team"), ("kind_danish", "Hold")])
            .await;
        assert_eq!(uneven.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn settings_are_changed_by_those_who_may() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let fields = [("name", "Nyby Kommune"), ("weeks", "12"), ("room", "5")];
        for name in ["Nina", "Nor", "Rita", "Dan", "Eks"] {
            let client = house.signed_in(name).await;
            assert_eq!(client.get("/settings").await.status, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(
                client.post("/settings", &fields).await.status,
                StatusCode::NOT_FOUND,
                "{name}"
            );
        }
        let stine = house.signed_in("Stine").await;
        assert!(stine.get("/settings").await.body.contains("value=\"Prøveby\""));
        assert_eq!(stine.post("/settings", &fields).await.status, StatusCode::SEE_OTHER);
        let page = stine.get("/settings").await;
        assert!(page.body.contains("Nyby Kommune") && page.body.contains("value=\"12\""));
        for (field, value) in [
            ("name", " "),
            ("weeks", "0"),
            ("weeks", "105"),
            ("room", "1001"),
            ("room", "mange"),
        ] {
            let fields = fields.map(|(f, v)| (f, if f == field { value } else { v }));
            let answer = stine.post("/settings", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
            assert!(answer.body.contains("Ret dette"));
        }
        assert!(
            stine.get("/settings").await.body.contains("value=\"5\""),
            "nothing was half written"
        );
    })
    .await;
}
