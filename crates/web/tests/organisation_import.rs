//! Importing and exporting, over HTTP, on both databases.

use axum::http::{Method, StatusCode, header};
use fixture::{Answer, Client, House, TODAY, on_both};
use intake::organisation::Format;
use model::{Day, ImportId};
use store::args;
use store::import::{Counts, Import};

fn day(days: i64) -> Day {
    TODAY.parse::<Day>().unwrap().plus_days(days)
}

/// The small organisation as two files: what an export of it says.
async fn files(house: &House) -> (String, String) {
    let mut conn = house.app.db.read().await.unwrap();
    let written = store::import::export::house(&mut conn, day(0))
        .await
        .unwrap()
        .csv(Format::Sample)
        .unwrap();
    let text = |name: &str| {
        let file = written.iter().find(|w| w.name == name).unwrap();
        String::from_utf8(file.bytes.clone())
            .unwrap()
            .replace('"', "")
            .replace("\r\n", "\n")
    };
    (text("organisation.csv"), text("people.csv"))
}

async fn upload(client: &Client, units: &str, people: &str, on: &str) -> Answer {
    let parts = [
        ("files", Some("organisation.csv"), units.as_bytes()),
        ("files", Some("people.csv"), people.as_bytes()),
        ("valid_on", None, on.as_bytes()),
    ];
    client.upload("/organisation/import", &parts).await
}

/// Uploads, and gives the preview's address.
async fn stage(client: &Client, units: &str, people: &str, on: &str) -> String {
    let answer = upload(client, units, people, on).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

async fn import(house: &House, path: &str) -> Import {
    let id: ImportId = path.rsplit('/').next().unwrap().parse().unwrap();
    store::import::import(&mut house.app.db.read().await.unwrap(), id)
        .await
        .unwrap()
        .unwrap()
}

async fn counts(house: &House, path: &str) -> Counts {
    import(house, path).await.counts
}

/// Everything that the organisation's tables say, for comparing before and after.
async fn everything(house: &House) -> Vec<String> {
    let mut conn = house.app.db.read().await.unwrap();
    let mut lines: Vec<(String,)> = conn
        .all(
            "select 'unit ' || coalesce(external_id, '-') from unit
             union all
             select 'period ' || name || kind || valid_from || coalesce(valid_to, '-') from unit_period
             union all
             select 'person ' || coalesce(external_id, '-') || name || name_folded || short_folded || given_folded
                    || coalesce(email, '-') from person
             union all
             select 'post ' || who.name || p.title || p.role || coalesce(p.level, '-') || p.valid_from
                    || coalesce(p.valid_to, '-') from post p join person who on who.id = p.person_id
             union all
             select 'now ' || u.name || coalesce(above.name, '-') || cast(u.people as text) || ' '
                    || cast(u.people_below as text) || coalesce(leads.name, '-')
             from unit_now u left join unit_now above on above.unit_id = u.parent_id
             left join unit_now leads on leads.unit_id = u.answerable_id
             union all
             select 'line ' || a.name || b.name || cast(l.distance as text) from unit_ancestor l
             join unit_now a on a.unit_id = l.unit_id join unit_now b on b.unit_id = l.ancestor_id",
            args![],
        )
        .await
        .unwrap();
    lines.sort();
    lines.into_iter().map(|(line,)| line).collect()
}

async fn many(house: &House, sql: &'static str) -> i64 {
    house.app.db.read().await.unwrap().number(sql, args![]).await.unwrap()
}

#[tokio::test]
async fn an_export_taken_in_again_changes_nothing() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let before = everything(&house).await;
        for format in [Format::Sample, Format::Os2mo] {
            let mut conn = house.app.db.read().await.unwrap();
            let written = store::import::export::house(&mut conn, day(0))
                .await
                .unwrap()
                .csv(format)
                .unwrap();
            drop(conn);
            let mut parts: Vec<(&str, Option<&str>, &[u8])> = written
                .iter()
                .map(|w| ("files", Some(w.name.as_str()), w.bytes.as_slice()))
                .collect();
            parts.push(("valid_on", None, TODAY.as_bytes()));
            let answer = stine.upload("/organisation/import", &parts).await;
            let counts = counts(&house, answer.location()).await;
            assert!(counts.changes_nothing(), "{format:?}: {counts:?}");
            assert_eq!((counts.units.same, counts.people.same, counts.posts.same), (6, 8, 8));
            let page = stine.get(answer.location()).await;
            assert!(page.body.contains("Der er intet at gennemføre"));
        }
        let workbook = {
            let mut conn = house.app.db.read().await.unwrap();
            store::import::export::house(&mut conn, day(0))
                .await
                .unwrap()
                .xlsx(Format::Sample)
                .unwrap()
        };
        let parts = [
            ("files", Some("organisation.xlsx"), workbook.as_slice()),
            ("valid_on", None, TODAY.as_bytes()),
        ];
        let answer = stine.upload("/organisation/import", &parts).await;
        assert!(counts(&house, answer.location()).await.changes_nothing());
        assert_eq!(everything(&house).await, before);

        // What was made by hand has no key of another system, and comes back as itself.
        let new = format!("/organisation/units/{}/new", house.units["Skole"]);
        let fields = [("name", "Legepladsen"), ("kind", "team"), ("from", "2026-11-23")];
        let unit = stine.post(&new, &fields).await.location().to_owned();
        let person = [
            ("name", "Ny"),
            ("title", "=SUM(A1)"),
            ("level", ""),
            ("from", "2026-11-23"),
            ("to", "2027-02-03"),
        ];
        let made = stine.post(&format!("{unit}/people/new"), &person).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
        let (units, people) = files(&house).await;
        assert!(people.contains("'=SUM(A1)"), "a formula is neutralised");
        let path = stage(&stine, &units, &people, TODAY).await;
        assert!(
            counts(&house, &path).await.changes_nothing(),
            "{:?}",
            counts(&house, &path).await
        );
    })
    .await;
}

#[tokio::test]
async fn an_import_adds_changes_ends_and_can_be_undone() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let original = everything(&house).await;

        // The first import takes over what is there and adds to it.
        let (units, people) = files(&house).await;
        let units_1 = format!("{units}Hav;Skole;Havskolen;institution\n");
        let people_1 = format!(
            "{people}h1;Hanne Havn;hanne@proeveby.example;Hav;Skoleleder;leder;leder af medarbejdere;;;\n\
             h2;Hans Holm;hans@proeveby.example;Hav;Lærer;medarbejder;;;2025-08-01;\n\
             h3;Helle Høj;helle@proeveby.example;Hav;Lærer;medarbejder;;;;\n\
             h3;Helle Høj;helle@proeveby.example;Skole;Vejleder;medarbejder;;;;\n"
        );
        let path = stage(&stine, &units_1, &people_1, TODAY).await;
        let before = house.app.db.statements();
        let preview = stine.get(&path).await;
        assert!(
            house.app.db.statements() - before <= 8 + store::audit::STATEMENTS,
            "{}",
            house.app.db.statements() - before
        );
        assert!(preview.body.contains("Havskolen") && preview.body.contains("Hanne Havn"));
        assert!(preview.body.contains("ny person") && preview.body.contains("under Skole"));
        let counted = counts(&house, &path).await;
        assert_eq!(
            (counted.units.added, counted.people.added, counted.posts.added),
            (1, 3, 4),
            "{counted:?}"
        );
        assert_eq!((counted.changed(), counted.ended()), (0, 0));
        assert_eq!(everything(&house).await, original, "a preview changes nothing");
        let done = stine.post(&format!("{path}/apply"), &[]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, path.as_str()));
        let page = stine.get(&path).await;
        assert!(page.body.contains("Organisationen er opdateret") && page.body.contains("Fortryd importen"));
        assert!(stine.get("/organisation").await.body.contains("Hanne Havn"));
        let twice = stine.post(&format!("{path}/apply"), &[]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.body.contains("venter ikke på et ja"));
        let first = everything(&house).await;

        // The second: a unit renamed and moved, a person renamed, one moved on, one left, one's days changed.
        let units_2 = units_1.replace("Hav;Skole;Havskolen", "Hav;Ældre;Havets Skole");
        let people_2 = people_1
            .replace("Hanne Havn", "Hanne Havn Lund")
            .replace("hanne@", "hanne.lund@")
            .replace("Hav;Lærer;medarbejder;;;2025-08-01;", "Skole;Pædagog;medarbejder;;;;")
            .replace("h3;Helle Høj;helle@proeveby.example;Hav;Lærer;medarbejder;;;;\n", "");
        let path_2 = stage(&stine, &units_2, &people_2, TODAY).await;
        let preview = stine.get(&path_2).await;
        for says in [
            "Havets Skole",
            "under Ældre",
            "hanne.lund@proeveby.example",
            "Pædagog",
            "Hanne Havn Lund",
        ] {
            assert!(preview.body.contains(says), "{says}");
        }
        let counted = counts(&house, &path_2).await;
        assert_eq!(
            (counted.units.changed, counted.people.changed, counted.posts.changed),
            (1, 1, 1),
            "{counted:?}"
        );
        assert_eq!((counted.posts.ended, counted.leaving, counted.posts.added), (1, 0, 0));
        assert_eq!(
            stine.post(&format!("{path_2}/apply"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let tree = stine.get("/organisation").await;
        assert!(tree.body.contains("Havets Skole"));
        assert_eq!(
            many(
                &house,
                "select count(*) from unit_period where name like 'Hav%' and valid_to is null"
            )
            .await,
            1
        );
        // Hans is one person with two posts, one of them over.
        assert_eq!(
            many(
                &house,
                "select count(*) from post p join person w on w.id = p.person_id where w.name = 'Hans Holm'"
            )
            .await,
            2
        );

        // Only the last can be undone, once.
        let early = stine.post(&format!("{path}/undo"), &[]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.body.contains("Kun den seneste import"));
        assert_eq!(
            stine.post(&format!("{path_2}/undo"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(everything(&house).await, first, "everything is as it was");
        assert!(stine.get(&path_2).await.body.contains("Importen er fortrudt"));
        assert_eq!(
            stine.post(&format!("{path_2}/undo"), &[]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let history = stine.get("/organisation/import").await;
        assert!(history.body.contains("gennemført") && history.body.contains("fortrudt"));
    })
    .await;
}

#[tokio::test]
async fn the_first_import_is_undone_to_the_last_row() {
    on_both(async |db| {
        let house = House::new(db).await;
        let ada = house.signed_in("Ada").await;
        let original = everything(&house).await;
        // Everything another way round: keys kept, names and places changed, half of it gone.
        let units = "id,parent_id,name,kind\nRod,,Nyby,kommune\nSkole,Rod,Skole og Unge,område\nNord,Skole,Nordskolen,ny slags\n";
        let people = "id,name,email,unit_id,title,role,level,acting,from,to\n\
                      Nina,Nina Ny,nina@proeveby.example,Nord,Skoleleder,leder,rektor,ja,2026-12-01,2027-06-30\n\
                      x1,Xenia Xu,,Skole,,medarbejder,,,,\n";
        let path = stage(&ada, units, people, "2026-11-01").await;
        let counted = counts(&house, &path).await;
        assert_eq!((counted.units.changed, counted.units.ended), (3, 3), "{counted:?}");
        assert_eq!(ada.post(&format!("{path}/apply"), &[("confirmed", "1")]).await.status, StatusCode::SEE_OTHER);
        assert_ne!(everything(&house).await, original);
        let names = ada.get("/organisation/names").await;
        assert!(names.body.contains("value=\"rektor\"") && names.body.contains("value=\"ny slags\""));
        let undone = ada.post(&format!("{path}/undo"), &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
        assert_eq!(everything(&house).await, original);
        assert_eq!(many(&house, "select count(*) from post_before").await, 0);
        assert_eq!(many(&house, "select count(*) from staged_person").await, 0, "staged rows are forgotten");
    })
    .await;
}

#[tokio::test]
async fn undoing_is_refused_when_what_came_is_in_use() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let (units, people) = files(&house).await;
        let people = format!("{people}h1;Hanne Havn;hanne@proeveby.example;Skole;Lærer;medarbejder;;;;\n");
        let units = format!("{units}Hav;Skole;Havskolen;institution\n");
        let path = stage(&stine, &units, &people, TODAY).await;
        assert_eq!(
            stine.post(&format!("{path}/apply"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let before = everything(&house).await;

        let mut tx = house.app.db.write().await.unwrap();
        tx.run(
            "insert into role_grant (id, person_id, role, unit_id, valid_from, note, granted_at)
             select id, id, 'director', $1, '2026-01-01', '', 0 from person where name = 'Hanne Havn'",
            args![house.units["Rod"]],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let refused = stine.post(&format!("{path}/undo"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("er taget i brug"), "{}", refused.body);
        assert_eq!(everything(&house).await, before, "nothing is half undone");

        let mut tx = house.app.db.write().await.unwrap();
        tx.run("delete from role_grant where role = 'director' and note = ''", args![])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // A unit moved below the new one by hand: the tree would not hang together.
        let hav = many(&house, "select count(*) from unit_now where name = 'Havskolen'").await;
        assert_eq!(hav, 1);
        let (hav,): (model::UnitId,) = house
            .app
            .db
            .read()
            .await
            .unwrap()
            .one("select unit_id from unit_now where name = 'Havskolen'", args![])
            .await
            .unwrap();
        // Not by the form, whose moves are undone first.
        let mut tx = house.app.db.write().await.unwrap();
        tx.run(
            "update unit_period set parent_id = $2 where unit_id = $1",
            args![house.units["Team"], hav],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let refused = stine.post(&format!("{path}/undo"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("kan ikke fortrydes"));
    })
    .await;
}

#[tokio::test]
async fn only_stewards_and_administrators_import_and_export() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let (units, people) = files(&house).await;
        let stine = house.signed_in("Stine").await;
        let path = stage(&stine, &units, &people.replace("Nor Prøvesen", "Nor Ny"), TODAY).await;
        let before = everything(&house).await;
        for name in ["Åse", "Nina", "Nor", "Rita", "Rep", "Eks", "Dan", "Olga"] {
            let client = house.signed_in(name).await;
            assert_eq!(
                client.get("/organisation/import").await.status,
                StatusCode::NOT_FOUND,
                "{name}"
            );
            assert_eq!(
                upload(&client, &units, &people, TODAY).await.status,
                StatusCode::NOT_FOUND,
                "{name}"
            );
            assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND, "{name}");
            for action in ["apply", "undo", "drop"] {
                assert_eq!(
                    client.post(&format!("{path}/{action}"), &[]).await.status,
                    StatusCode::NOT_FOUND,
                    "{name}"
                );
            }
            for format in ["sample", "os2mo", "xlsx"] {
                let answer = client.get(&format!("/organisation/export?format={format}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
            }
        }
        assert_eq!(everything(&house).await, before);
        for (format, kind) in [
            ("sample", "application/zip"),
            ("os2mo", "application/zip"),
            ("xlsx", "spreadsheetml"),
        ] {
            let answer = stine.get(&format!("/organisation/export?format={format}")).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.headers[header::CONTENT_TYPE].to_str().unwrap().contains(kind));
            assert!(
                answer.headers[header::CONTENT_DISPOSITION]
                    .to_str()
                    .unwrap()
                    .contains("2026-11-23")
            );
        }
        assert_eq!(
            stine.get("/organisation/export?format=alt").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            stine.post(&format!("{path}/drop"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(stine.get(&path).await.body.contains("Importen er opgivet"));
        assert_eq!(many(&house, "select count(*) from staged_person").await, 0);
        let nowhere = format!("/organisation/imports/{}", house.units["Rod"]);
        assert_eq!(stine.get(&nowhere).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            stine.post(&format!("{nowhere}/drop"), &[]).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn what_would_break_the_tree_is_refused_with_a_sentence() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let (units, people) = files(&house).await;
        let before = everything(&house).await;
        let chain: String = (0..40)
            .map(|n| {
                let parent = if n == 0 {
                    "Skole".to_owned()
                } else {
                    format!("k{}", n - 1)
                };
                format!("k{n};{parent};Led {n};team\n")
            })
            .collect();
        let cycle = units.replace("Nord;Ældre;", "Nord;Team;");
        assert_ne!(cycle, units);
        for (units, says) in [
            (cycle, "ligge under sig selv"),
            (format!("{units}Selv;Selv;Selvet;team\n"), "ligge under sig selv"),
            (
                units.replace("Syd;Ældre;", "Syd;findes-ikke;"),
                "Enheden over findes ikke i filerne",
            ),
            (
                format!("{units}Syd;Rod;En anden;team\n"),
                "har samme id og siger noget andet",
            ),
            (format!("{units}{chain}"), "niveauer nede"),
            (
                units.lines().next().unwrap().to_owned() + "\n",
                "Der er ingen enheder i filerne",
            ),
        ] {
            let path = stage(&stine, &units, &people, TODAY).await;
            let page = stine.get(&path).await;
            assert!(page.body.contains(says), "{says}: {}", page.body);
            assert!(page.body.contains("Det går ikke") && !page.body.contains("/apply\""));
            let apply = stine.post(&format!("{path}/apply"), &[("confirmed", "1")]).await;
            assert_eq!(apply.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            let english = stine.in_english().get(&path).await;
            assert!(english.body.contains("This will not do"));
        }
        assert_eq!(everything(&house).await, before);

        // A unit made by hand below one that the files do not have any more.
        let new = format!("/organisation/units/{}/new", house.units["Syd"]);
        stine
            .post(&new, &[("name", "Laug"), ("kind", "team"), ("from", "2026-11-23")])
            .await;
        let (units, people) = files(&house).await;
        let gone: String = units
            .lines()
            .filter(|l| !l.starts_with("Syd;") && !l.contains("Laug"))
            .map(|l| format!("{l}\n"))
            .collect();
        let path = stage(&stine, &gone, &people, TODAY).await;
        let page = stine.get(&path).await;
        assert!(
            page.body.contains("Laug ville ligge under Syd, som ikke findes"),
            "{}",
            page.body
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_doubtful_is_said_and_does_not_stop() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let (units, people) = files(&house).await;
        let people = format!(
            "{people}d1;Dorte Dahl;dorte@proeveby.example;Skole;Lærer;medarbejder;;;;\n\
             d2;Didrik Dam;DORTE@proeveby.example;Skole;Lærer;medarbejder;;;;\n\
             d3;Ditte Due;ditte@proeveby.example;u210;Lærer;medarbejder;;;;\n\
             d4;Dan Dybdal;rita@proeveby.example;Skole;Lærer;medarbejder;;;;\n\
             d5;Dagny Duus;dagny;Skole;Lærer;medarbejder;;;;\n\
             d6;Dina Dupont;;Skole;Lærer;konge;;;;\n"
        );
        let path = stage(&stine, &units, &people, TODAY).await;
        let page = stine.get(&path).await;
        for says in [
            "Didrik Dam har samme e-mail som en tidligere",
            "Enheden findes ikke i filerne. Stillingen kommer ikke ind.",
            "Rita Prøvesen har allerede den e-mail, som Dan Dybdal har i filen",
            "E-mailen kan ikke være rigtig",
            "Rollen er hverken leder eller medarbejder",
            "Team under Nord har ingen leder.",
        ] {
            assert!(page.body.contains(says), "{says}: {}", page.body);
        }
        assert_eq!(
            stine.post(&format!("{path}/apply"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            many(
                &house,
                "select count(*) from person where email = 'dorte@proeveby.example'"
            )
            .await,
            1
        );
        assert_eq!(
            many(
                &house,
                "select count(*) from person where name = 'Didrik Dam' and email is null"
            )
            .await,
            1
        );
        assert_eq!(
            many(
                &house,
                "select count(*) from person where name = 'Rita Prøvesen' and email is not null"
            )
            .await,
            1
        );
        let again = stage(&stine, &units, &people, TODAY).await;
        assert!(
            counts(&house, &again).await.changes_nothing(),
            "{:?}",
            counts(&house, &again).await
        );
    })
    .await;
}

#[tokio::test]
async fn people_are_known_by_key_then_by_address_and_addresses_change_hands() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let (units, people) = files(&house).await;
        // Another system's keys; Nor and Tom swap addresses.
        let swapped = people
            .replace("Nina;Nina Prøvesen", "n-77;Nina Prøvesen")
            .replace("nor@", "x@")
            .replace("tom@", "nor@")
            .replace("x@", "tom@");
        let path = stage(&stine, &units, &swapped, TODAY).await;
        let counted = counts(&house, &path).await;
        assert_eq!((counted.people.added, counted.people.changed), (0, 2), "{counted:?}");
        assert_eq!(
            stine.post(&format!("{path}/apply"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let nina = "select count(*) from person where external_id = 'n-77' and name = 'Nina Prøvesen'";
        assert_eq!(many(&house, nina).await, 1);
        assert_eq!(
            many(&house, "select count(*) from person where external_id = 'Nina'").await,
            0
        );
        assert_eq!(
            many(
                &house,
                "select count(*) from person where name like 'Nor %' and email like 'tom@%'"
            )
            .await,
            1
        );

        // Somebody new with the address of somebody who is still there is somebody else.
        let newcomer = format!("{swapped}n-99;Nanna Nyborg;nina@proeveby.example;Syd;Lærer;medarbejder;;;;\n")
            .replace("n-77;Nina Prøvesen;nina@proeveby.example", "n-77;Nina Prøvesen;");
        let path = stage(&stine, &units, &newcomer, TODAY).await;
        assert_eq!(counts(&house, &path).await.people.added, 1);
        assert_eq!(
            stine.post(&format!("{path}/apply"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let kept = "select count(*) from person where name = 'Nina Prøvesen' and email = 'nina@proeveby.example'";
        assert_eq!(
            many(&house, kept).await,
            1,
            "an address that a file leaves out is not taken away"
        );
    })
    .await;
}

#[tokio::test]
async fn ending_a_fifth_of_the_posts_asks_again_and_a_stale_preview_is_shown_anew() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let (units, people) = files(&house).await;
        let more: String = (0..20).map(|n| format!("m{n};Mads {n};;Skole;Lærer;medarbejder;;;;\n")).collect();
        let path = stage(&stine, &units, &format!("{people}{more}"), TODAY).await;
        assert_eq!(stine.post(&format!("{path}/apply"), &[]).await.status, StatusCode::SEE_OTHER);

        let path = stage(&stine, &units, &people, TODAY).await;
        let counted = counts(&house, &path).await;
        assert_eq!((counted.posts.ended, counted.posts_before, counted.leaving), (20, 28, 20));
        assert!(stine.get(&path).await.body.contains("20 af 28 stillinger ophører"));
        let asked = stine.post(&format!("{path}/apply"), &[]).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.body.contains("Sæt hak, hvis det er meningen."));

        // Meanwhile one of them is ended by hand.
        let mut tx = house.app.db.write().await.unwrap();
        tx.run("update post set valid_to = '2026-11-20', valid_from = '2026-11-01' where title = 'Lærer' and person_id in (select id from person where external_id = 'm3')", args![]).await.unwrap();
        tx.commit().await.unwrap();
        let stale = stine.post(&format!("{path}/apply"), &[("confirmed", "1")]).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(stale.body.contains("Organisationen er ændret, siden du så importen igennem."));
        assert_eq!(counts(&house, &path).await.posts.ended, 19);
        assert_eq!(stine.post(&format!("{path}/apply"), &[("confirmed", "1")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(many(&house, "select count(*) from post where title = 'Lærer' and valid_to is null").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_import_of_the_future_waits_for_its_day_and_what_was_planned_stays_planned() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let skole = house.units["Skole"].to_string();
        let planned = [("parent", skole.as_str()), ("from", "2027-06-01"), ("sure", "1")];
        stine
            .post(&format!("/organisation/units/{}/move", house.units["Syd"]), &planned)
            .await;
        let (units, people) = files(&house).await;
        let units = units.replace("Syd;Ældre;Syd;", "Syd;Nord;Sydhavn;");
        let path = stage(&stine, &units, &people, "2026-12-01").await;
        assert_eq!(
            stine.post(&format!("{path}/apply"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let now = async || -> (String, String) {
            let mut conn = house.app.db.read().await.unwrap();
            conn.one(
                "select u.name, above.name from unit_now u join unit_now above on above.unit_id = u.parent_id
                 where u.unit_id = $1",
                args![house.units["Syd"]],
            )
            .await
            .unwrap()
        };
        assert_eq!(now().await, ("Syd".into(), "Ældre".into()));
        store::organisation::refresh(&house.app.db, "2026-12-01".parse().unwrap())
            .await
            .unwrap();
        assert_eq!(now().await, ("Sydhavn".into(), "Nord".into()));
        store::organisation::refresh(&house.app.db, "2027-06-01".parse().unwrap())
            .await
            .unwrap();
        assert_eq!(now().await, ("Syd".into(), "Skole".into()));
    })
    .await;
}

#[tokio::test]
async fn files_that_cannot_be_read_say_why_and_leave_nothing() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let (units, people) = files(&house).await;
        let before = everything(&house).await;
        let header = people.lines().next().unwrap().to_owned() + "\n";
        let mut rows = header.clone();
        for n in 0..200_000 {
            rows.push_str(&format!("p{n};A;;Skole;T;medarbejder;;;;\n"));
        }
        let cases: Vec<(&str, Vec<u8>, &str)> = vec![
            ("people.csv", rows.into_bytes(), "har for mange rækker"),
            ("people.xlsx", people.clone().into_bytes(), "men er tekst"),
            ("people.csv", b"PK\x03\x04 not a zip".to_vec(), "people.csv"),
            ("people.csv", b"%PDF-1.7 ...".to_vec(), "en PDF"),
            ("people.csv", Vec::new(), "er tom"),
            ("people.csv", b"a;b;c\n1;2;3\n".to_vec(), "kender ikke overskrifterne"),
            (
                "people.csv",
                header.replace(";role", "").into_bytes(),
                "mangler kolonnen",
            ),
            ("people.csv", format!("{header}\"p1;A").into_bytes(), "anførselstegn"),
            (
                "people.csv",
                format!("{header}0101901234;Anna;;Skole;T;medarbejder;;;;\n").into_bytes(),
                "CPR-numre som nøgle",
            ),
            ("people.csv", vec![b'a'; 10_500_000], "fylder for meget"),
        ];
        for (name, bytes, says) in cases {
            let parts = [
                ("files", Some("organisation.csv"), units.as_bytes()),
                ("files", Some(name), bytes.as_slice()),
                ("valid_on", None, TODAY.as_bytes()),
            ];
            let answer = stine.upload("/organisation/import", &parts).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            assert!(answer.body.contains(says), "{says}: {}", answer.body);
            assert!(!answer.body.contains("0101901234"));
            if says == "mangler kolonnen" {
                let english = stine.in_english().upload("/organisation/import", &parts).await;
                assert!(english.body.contains("lacks the column »role«"), "{}", english.body);
            }
        }
        assert_eq!(everything(&house).await, before);
        for table in [
            "select count(*) from staged_unit",
            "select count(*) from staged_person",
            "select count(*) from staged_post",
        ] {
            assert_eq!(many(&house, table).await, 0, "{table}");
        }
        let lone = [
            ("files", Some("organisation.csv"), units.as_bytes()),
            ("valid_on", None, TODAY.as_bytes()),
        ];
        assert!(
            stine
                .upload("/organisation/import", &lone)
                .await
                .body
                .contains("Filen people.csv mangler.")
        );
        let none = [
            ("files", Some(""), b"".as_slice()),
            ("valid_on", None, TODAY.as_bytes()),
        ];
        assert!(
            stine
                .upload("/organisation/import", &none)
                .await
                .body
                .contains("Vælg mindst én fil.")
        );
        let undated = upload(&stine, &units, &people, "snart").await;
        assert!(undated.body.contains("Skriv en dag"));
        let odd = [("what", None, b"x".as_slice())];
        assert_eq!(
            stine.upload("/organisation/import", &odd).await.status,
            StatusCode::BAD_REQUEST
        );
        let large = vec![b'a'; 21_000_000];
        let parts = [("files", Some("people.csv"), large.as_slice())];
        assert_eq!(
            stine.upload("/organisation/import", &parts).await.status,
            StatusCode::PAYLOAD_TOO_LARGE
        );
        let request = stine
            .request(Method::POST, "/organisation/import")
            .header(header::CONTENT_TYPE, "text/plain")
            .header("sec-fetch-site", "same-origin");
        assert_eq!(stine.send(request, "hej".into()).await.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn a_cpr_number_never_reaches_the_database() {
    const CANARY: &str = "2811701337";
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let bruger = format!(
            "BrugerId;CPR;Navn;E-mail;Mobil;Stilling\n\
             0001aaaa-0000-4000-8000-000000000001;{CANARY};Bo Bæk;bo@proeveby.example;20202020;Lærer\n\
             0001aaaa-0000-4000-8000-000000000002;281170-1337;Ea {CANARY};ea@proeveby.example;;{CANARY}\n"
        );
        let units = "AfdelingsID;Afdelingsnavn;Parentid;Gade;Postnr;By\nRod;Rod;;Vej 1;4000;By\nA;A-huset;Rod;;;\n";
        let engagement = "BrugerId;AfdelingsId;AktivStatus;StillingskodeId;Primær;Engagementstype;StartdatoEngagement\n\
                          0001aaaa-0000-4000-8000-000000000001;A;1;7;1;;\n";
        let codes = "StillingskodeID;AktivStatus;Stillingskode;Stillingskode#\n7;1;Lærer;7\n";
        let leader =
            "BrugerId;AfdelingsID;AktivStatus;Titel\n0001aaaa-0000-4000-8000-000000000001;A;1;Personaleledelse\n";
        let parts: Vec<(&str, Option<&str>, &[u8])> = vec![
            ("files", Some("bruger.csv"), bruger.as_bytes()),
            ("files", Some("organisation.csv"), units.as_bytes()),
            ("files", Some("engagement.csv"), engagement.as_bytes()),
            ("files", Some("stillingskode.csv"), codes.as_bytes()),
            ("files", Some("leder.csv"), leader.as_bytes()),
            ("valid_on", None, TODAY.as_bytes()),
        ];
        let answer = stine.upload("/organisation/import", &parts).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let page = stine.get(answer.location()).await;
        assert!(page.body.contains("Bo Bæk") && page.body.contains("ligner et CPR-nummer"));
        let text = "select count(*) from (
                        select name || coalesce(email, '') || external_id as t from staged_person
                        union all select title from staged_post union all select detail from import_problem
                        union all select counts || files from import
                        union all select name || coalesce(email, '') from person union all select title from post) x
                    where t like '%2811701337%' or t like '%281170-1337%'";
        assert_eq!(many(&house, text).await, 0);
        assert!(!page.body.contains(CANARY));
        let done = stine
            .post(&format!("{}/apply", answer.location()), &[("confirmed", "1")])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(many(&house, text).await, 0);
        assert_eq!(
            many(&house, "select count(*) from person where name = 'Bo Bæk'").await,
            1
        );
        if db.is_sqlite() {
            let (path,): (String,) = db
                .read()
                .await
                .unwrap()
                .one("select file from pragma_database_list where name = 'main'", args![])
                .await
                .unwrap();
            for end in ["", "-wal"] {
                let bytes = std::fs::read(format!("{path}{end}")).unwrap_or_default();
                for canary in [CANARY.as_bytes(), b"281170-1337"] {
                    assert!(!bytes.windows(canary.len()).any(|w| w == canary), "in the file{end}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_first_files_of_a_new_house_are_about_the_unit_that_is_there() {
    on_both(async |db| {
        let today = day(0);
        let mut house = House::empty(db).await;
        // A house as the command line makes it: one unit without a key.
        let mut tx = house.app.db.write().await.unwrap();
        for sql in [
            "delete from unit_change",
            "delete from unit_then",
            "delete from unit_scope",
            "delete from unit_ancestor",
            "delete from unit_now",
            "delete from post",
            "delete from role_grant where unit_id not in (select unit_id from unit_period where parent_id is null)",
            "delete from unit_period where parent_id is not null",
            "delete from unit where id not in (select unit_id from unit_period)",
            "update unit set external_id = null",
        ] {
            tx.run(sql, args![]).await.unwrap();
        }
        store::organisation::build_today(&mut tx, today).await.unwrap();
        tx.commit().await.unwrap();
        house.units.retain(|name, _| *name == "Rod");
        let stine = house.signed_in("Stine").await;
        let units = "id,parent_id,name,kind\nu1,,Storby,kommune\nu2,u1,Skole,område\n";
        let people = "id,name,email,unit_id,title,role,level\np1,Pia Pil,pia@proeveby.example,u2,Chef,leder,chef\n";
        let path = stage(&stine, units, people, TODAY).await;
        let counted = counts(&house, &path).await;
        assert_eq!(
            (counted.units.changed, counted.units.added, counted.units.ended),
            (1, 1, 0),
            "{counted:?}"
        );
        assert_eq!(
            stine.post(&format!("{path}/apply"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            many(&house, "select count(*) from unit_now where parent_id is null").await,
            1
        );
        assert_eq!(
            many(&house, "select count(*) from unit where external_id = 'u1'").await,
            1
        );
        assert_eq!(
            stine.get("/organisation").await.status,
            StatusCode::OK,
            "the steward's grant still holds"
        );
        assert!(
            stine
                .get(&format!("/organisation/units/{}", house.units["Rod"]))
                .await
                .body
                .contains("Storby")
        );
    })
    .await;
}

#[tokio::test]
async fn long_lists_come_in_pages() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let (units, people) = files(&house).await;
        let more: String = (0..250)
            .map(|n| format!("m{n};Mads Nummer {n};;Skole;Lærer;medarbejder;;;;\n"))
            .collect();
        let path = stage(&stine, &units, &format!("{people}{more}"), TODAY).await;
        let page = stine.get(&path).await;
        assert!(page.body.contains("Mads Nummer 99<") && !page.body.contains("Mads Nummer 100<"));
        assert!(page.body.contains("1–100 af 250"));
        let last = stine.get(&format!("{path}?list=added&page=3")).await;
        assert!(last.body.contains("Mads Nummer 249<") && last.body.contains("201–250 af 250"));
        for odd in [
            "?list=added&page=-4",
            "?list=added&page=99999999",
            "?list=alt&page=x",
            "?list=doubtful",
        ] {
            assert_eq!(stine.get(&format!("{path}{odd}")).await.status, StatusCode::OK, "{odd}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_written_by_hand_stays_and_what_the_files_drop_ends() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let (units, people) = files(&house).await;
        let skole = house.units["Skole"].to_string();
        let post = [
            ("unit", skole.as_str()),
            ("title", "Vikar"),
            ("level", "leader"),
            ("from", "2026-11-01"),
        ];
        let add = format!("/organisation/people/{}/posts/new", house.people["Nor"]);
        assert_eq!(stine.post(&add, &post).await.status, StatusCode::SEE_OTHER);

        let dropped: String = people
            .lines()
            .filter(|line| !line.starts_with("Skipper;"))
            .map(|line| format!("{line}\n"))
            .collect();
        let path = stage(&stine, &units, &dropped, TODAY).await;
        let counted = counts(&house, &path).await;
        assert_eq!(
            (counted.posts.ended, counted.leaving, counted.posts.changed),
            (1, 1, 0),
            "{counted:?}"
        );
        let page = stine.get(&path).await;
        assert!(page.body.contains("Skipper Prøvesen") && page.body.contains("22. november 2026"));
        assert_eq!(
            stine.post(&format!("{path}/apply"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let vikar = "select count(*) from post where title = 'Vikar' and valid_to is null";
        assert_eq!(many(&house, vikar).await, 1);
        let skipper = "select count(*) from post p join person w on w.id = p.person_id
                       where w.external_id = 'Skipper' and p.valid_to = '2026-11-23'";
        assert_eq!(many(&house, skipper).await, 1);
        // Nor does it end when somebody the files know moves on.
        let moved = dropped.replace(
            "Nor Prøvesen;nor@proeveby.example;Nord",
            "Nor Prøvesen;nor@proeveby.example;Syd",
        );
        assert_ne!(moved, dropped);
        let path = stage(&stine, &units, &moved, TODAY).await;
        assert_eq!(counts(&house, &path).await.posts.changed, 1);
        assert_eq!(
            stine.post(&format!("{path}/apply"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(many(&house, vikar).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_looks_like_a_merger_is_written_down_only_where_somebody_says_yes() {
    on_both(async |db| {
        let house = House::empty(db).await;
        let stine = house.signed_in("Stine").await;
        let original = everything(&house).await;
        let (units, people) = files(&house).await;
        let units: String = units
            .lines()
            .filter(|line| !line.starts_with("Nord;") && !line.starts_with("Syd;"))
            .map(|line| line.replace("Team;Nord;", "Team;Øst;") + "\n")
            .chain(["Øst;Ældre;Øst;center\n".to_owned()])
            .collect();
        let people = people.replace(";Nord;", ";Øst;").replace(";Syd;", ";Øst;");
        let path = stage(&stine, &units, &people, TODAY).await;
        let preview = stine.get(&path).await;
        let pairs: Vec<&str> = preview
            .body
            .split("name=\"became\" value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        let (nord, syd) = (house.units["Nord"].to_string(), house.units["Syd"].to_string());
        let of = |unit: &str| *pairs.iter().find(|pair| pair.starts_with(unit)).unwrap();
        assert_eq!(pairs.len(), 2, "{pairs:?}");
        let new = of(&nord).split_once(':').unwrap().1;
        assert_eq!(of(&syd).split_once(':').unwrap().1, new);

        // Yes to one of them; and to something that was never proposed.
        let never = format!("{}:{new}", house.units["Skole"]);
        let said = [("confirmed", "on"), ("became", of(&nord)), ("became", never.as_str())];
        let done = stine.post(&format!("{path}/apply"), &said).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(many(&house, "select count(*) from unit_succession").await, 1);
        let merged: i64 = many(
            &house,
            "select count(*) from unit_succession s join unit_period p on p.unit_id = s.old_id
             where p.name = 'Nord' and s.kind = 'merged'",
        )
        .await;
        assert_eq!(merged, 1);
        let closed = stine.get(&format!("/units/{nord}")).await;
        assert!(
            closed.body.contains("Øst") || closed.status.is_redirection(),
            "{}",
            closed.status
        );

        let undone = stine.post(&format!("{path}/undo"), &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER);
        assert_eq!(many(&house, "select count(*) from unit_succession").await, 0);
        assert_eq!(everything(&house).await, original);
    })
    .await;
}
