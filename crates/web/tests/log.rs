//! The log: what stands in it, who reads it, and that no damage passes unseen.

use axum::http::StatusCode;
use fixture::{House, NOW, on_both};
use model::Instant;
use model::audit::{Broken, Head};
use store::{Db, args};

async fn verify(db: &Db, noted: Option<Head>) -> Result<i64, Broken> {
    store::audit::verify(&mut db.read().await.unwrap(), noted)
        .await
        .unwrap()
}

async fn head(db: &Db) -> Head {
    store::audit::head(&mut db.read().await.unwrap()).await.unwrap()
}

async fn deeds(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> = db
        .read()
        .await
        .unwrap()
        .all("select deed from audit order by seq", [])
        .await
        .unwrap();
    rows.into_iter().map(|(deed,)| deed).collect()
}

/// Takes away what holds the log fast, as somebody who owns the database can.
async fn unlock(db: &Db) {
    let mut tx = db.write().await.unwrap();
    if db.is_sqlite() {
        for trigger in [
            "audit_no_update",
            "audit_no_delete",
            "audit_about_no_update",
            "audit_about_no_delete",
        ] {
            let drop: &'static str = match trigger {
                "audit_no_update" => "drop trigger audit_no_update",
                "audit_no_delete" => "drop trigger audit_no_delete",
                "audit_about_no_update" => "drop trigger audit_about_no_update",
                _ => "drop trigger audit_about_no_delete",
            };
            tx.run(drop, []).await.unwrap();
        }
    } else {
        tx.run("drop trigger audit_append_only on audit", []).await.unwrap();
        tx.run("drop trigger audit_about_append_only on audit_about", [])
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

/// Does something to the log that nobody should, looks whether the chain breaks, and takes it back.
async fn harmed(db: &Db, statements: &[&'static str]) -> Result<i64, Broken> {
    let mut tx = db.write().await.unwrap();
    for statement in statements {
        tx.run(statement, []).await.unwrap();
    }
    let found = store::audit::verify(&mut tx, None).await.unwrap();
    tx.roll_back().await.unwrap();
    found
}

/// Six entries, of administration and of reading.
async fn live(house: &House) {
    let ada = house.signed_in("Ada").await;
    let tom = house.people["Tom"];
    let emil = house.people["Emil"];
    for (who, what) in [(tom, "close"), (tom, "open"), (emil, "password")] {
        let answer = ada.post(&format!("/access/people/{who}/{what}"), &[]).await;
        assert!(
            answer.status.is_redirection() || answer.status == StatusCode::OK,
            "{what}"
        );
    }
    let nina = house.signed_in("Nina").await;
    assert_eq!(
        nina.get(&format!("/organisation/people/{tom}")).await.status,
        StatusCode::OK
    );
    let nord = house.units["Nord"];
    assert_eq!(
        nina.get(&format!("/organisation/units/{nord}")).await.status,
        StatusCode::OK
    );
    let answer = house.signed_in("Stine").await.get("/organisation/export").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_done_stands_in_the_log_and_the_chain_holds() {
    on_both(async |db| {
        let house = House::new(db).await;
        let db = &house.app.db;
        assert_eq!(verify(db, None).await, Ok(0));
        live(&house).await;
        let expected = [
            "close_account",
            "reopen_account",
            "set_password",
            "see_person",
            "see_people",
            "export_organisation",
        ];
        assert_eq!(deeds(db).await, expected);
        assert_eq!(verify(db, Some(head(db).await)).await, Ok(6));
        // One's own page is nobody else's business.
        let nina = house.people["Nina"];
        house
            .signed_in("Nina")
            .await
            .get(&format!("/organisation/people/{nina}"))
            .await;
        assert_eq!(deeds(db).await.len(), 6);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_happen_is_not_noted_and_what_a_rule_refuses_is() {
    on_both(async |db| {
        let house = House::new(db).await;
        let db = &house.app.db;
        let tom = house.people["Tom"];
        let emil = house.signed_in("Emil").await;
        assert_eq!(
            emil.get(&format!("/organisation/people/{tom}")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(deeds(db).await, [""; 0]);
        // A second administrator closes the first one's account, and then there would be nobody who lasts.
        let (ada, stine) = (house.people["Ada"], house.signed_in("Stine").await);
        assert_eq!(
            stine.post(&format!("/access/people/{ada}/close"), &[]).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(deeds(db).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn every_damage_is_found() {
    on_both(async |db| {
        let house = House::new(db).await;
        let db = &house.app.db;
        live(&house).await;
        // The database itself refuses, until its owner takes that away.
        for statement in ["update audit set outcome = 'refused' where seq = 2", "delete from audit_about where seq = 2"] {
            let mut tx = db.write().await.unwrap();
            assert!(tx.run(statement, []).await.is_err(), "{statement}");
        }
        unlock(db).await;
        let flipped = harmed(db, &["update audit set outcome = 'refused' where seq = 2"]).await;
        assert_eq!(flipped, Err(Broken::Changed(2)));
        let later = harmed(db, &["update audit set at = at + 1 where seq = 6"]).await;
        assert_eq!(later, Err(Broken::Changed(6)));
        let without = ["delete from audit_about where seq = 2", "delete from audit where seq = 2"];
        assert_eq!(harmed(db, &without).await, Err(Broken::Gap { after: 1, found: 3 }));
        let first = ["delete from audit_about where seq = 1", "delete from audit where seq = 1"];
        assert_eq!(harmed(db, &first).await, Err(Broken::Gap { after: 0, found: 2 }));
        // Two entries change places, everything with them but their number.
        let turned = [
            "update audit set deed = case seq when 1 then 'reopen_account' else 'close_account' end where seq in (1, 2)",
        ];
        assert_eq!(harmed(db, &turned).await, Err(Broken::Changed(1)));
        let nobody = harmed(db, &["delete from audit_about where seq = 4"]).await;
        assert_eq!(nobody, Err(Broken::People(4)));
        let cut = ["delete from audit where seq = 6"];
        assert_eq!(harmed(db, &cut).await, Err(Broken::CutOff { end: 5, head: 6 }));

        // Whoever cuts the end off and turns the house's own head back too is found by the head that was noted.
        let noted = head(db).await;
        let mut tx = db.write().await.unwrap();
        tx.run("delete from audit where seq = 6", []).await.unwrap();
        tx.run("update audit_head set seq = 5, hash = (select hash from audit where seq = 5)", [])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(verify(db, None).await, Ok(5), "the chain alone cannot know");
        assert_eq!(verify(db, Some(noted)).await, Err(Broken::CutOff { end: 5, head: 6 }));
    })
    .await;
}

#[tokio::test]
async fn old_entries_go_and_the_chain_still_holds() {
    on_both(async |db| {
        let house = House::new(db).await;
        let db = &house.app.db;
        live(&house).await;
        let early = head(db).await;
        let cut = async |from: Instant, now: Instant| {
            let mut tx = db.write().await.unwrap();
            let gone = store::audit::cut(&mut tx, from, now).await.unwrap();
            tx.commit().await.unwrap();
            gone
        };
        let later = NOW.plus_minutes(60);
        assert_eq!(cut(NOW, later).await, 0, "nothing is old yet");
        assert_eq!(verify(db, None).await, Ok(6));
        assert_eq!(cut(NOW.plus_minutes(1), later).await, 6);
        assert_eq!(deeds(db).await, ["cut_log"]);
        assert_eq!(verify(db, None).await, Ok(1));
        assert_eq!(
            verify(db, Some(early)).await,
            Ok(1),
            "the head at the cut is still known"
        );
        live(&house).await;
        assert_eq!(verify(db, Some(head(db).await)).await, Ok(7));

        // Whoever takes more than the log says makes a checkpoint of their own, and is found.
        let mut tx = db.write().await.unwrap();
        tx.run(
            "insert into audit_checkpoint (seq, hash, made_at) select seq, hash, 0 from audit where seq = 9",
            [],
        )
        .await
        .unwrap();
        tx.run("delete from audit_about where seq <= 9", []).await.unwrap();
        tx.run("delete from audit where seq <= $1", args![9]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(verify(db, None).await, Err(Broken::OtherCut { begins: 9, cut: 0 }));
    })
    .await;
}

#[tokio::test]
async fn two_at_once_make_one_chain() {
    on_both(async |db| {
        let house = House::new(db).await;
        let tom = house.people["Tom"];
        let path = format!("/organisation/people/{tom}");
        let mut clients = Vec::new();
        for _ in 0..8 {
            clients.push(house.signed_in("Nina").await);
        }
        let asked = clients.iter().map(|client| client.get(&path));
        for answer in futures(asked).await {
            assert_eq!(answer, StatusCode::OK);
        }
        assert_eq!(verify(&house.app.db, None).await, Ok(8));
    })
    .await;
}

/// Asks all at once.
async fn futures(asked: impl Iterator<Item = impl Future<Output = fixture::Answer>>) -> Vec<StatusCode> {
    let mut waiting: Vec<_> = asked.map(Box::pin).collect();
    let mut answers = vec![None; waiting.len()];
    std::future::poll_fn(|cx| {
        for (asked, answer) in waiting.iter_mut().zip(&mut answers) {
            if answer.is_none()
                && let std::task::Poll::Ready(ready) = asked.as_mut().poll(cx)
            {
                *answer = Some(ready.status);
            }
        }
        if answers.iter().all(Option::is_some) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    answers.into_iter().flatten().collect()
}

#[tokio::test]
async fn the_officer_searches_the_log_and_nobody_else_reads_it() {
    on_both(async |db| {
        let house = House::new(db).await;
        live(&house).await;
        for name in ["Rita", "Stine", "Ada", "Nina", "Rep", "Eks", "Tom"] {
            assert_eq!(
                house.signed_in(name).await.get("/log").await.status,
                StatusCode::NOT_FOUND,
                "{name}"
            );
        }
        let dan = house.signed_in("Dan").await;
        let before = house.app.db.statements();
        let all = dan.get("/log").await;
        let statements = house.app.db.statements() - before;
        assert!(statements <= 8 + store::audit::STATEMENTS, "{statements} statements");
        for text in [
            "Ada Prøvesen",
            "Konto lukket",
            "Stillinger og e-mail vist",
            "Tom Prøvesen",
            "alle",
        ] {
            assert!(all.body.contains(text), "{text}");
        }
        let before = house.app.db.statements();
        let tom = dan.get("/log?q=tom").await;
        let statements = house.app.db.statements() - before;
        assert!(statements <= 8 + store::audit::STATEMENTS, "{statements} statements");
        assert!(tom.body.contains("Konto lukket") && !tom.body.contains("taget ud som filer</td>"));
        let deed = dan.get("/log?deed=close_account").await;
        assert!(deed.body.contains("<td data-label=\"Hvad\">Konto lukket"));
        assert!(!deed.body.contains("<td data-label=\"Hvad\">Konto åbnet igen"));
        let none = dan.get("/log?to=2020-01-01").await;
        assert!(none.body.contains("Her er ingen linjer"));
        let several = dan.get("/log?q=pr%C3%B8vesen").await;
        assert!(several.body.contains("Flere hedder sådan"));
        let wrong = dan.get("/log?from=i+morgen").await;
        assert!(wrong.body.contains("Skriv datoen"));
        // That Dan was here stands there too.
        assert!(dan.get("/log").await.body.contains("Dan Prøvesen"));
    })
    .await;
}

#[tokio::test]
async fn everybody_sees_when_and_why_and_not_by_whom() {
    on_both(async |db| {
        let house = House::new(db).await;
        live(&house).await;
        let tom = house.signed_in("Tom").await;
        let before = house.app.db.statements();
        let seen = tom.get("/account/seen").await;
        assert!(house.app.db.statements() - before <= 4);
        for text in [
            "Konto lukket",
            "Stillinger og e-mail vist",
            "Holde organisationen rigtig",
            "taget ud som filer",
        ] {
            assert!(seen.body.contains(text), "{text}");
        }
        for name in ["Ada Prøvesen", "Nina Prøvesen", "Stine Prøvesen"] {
            assert!(!seen.body.contains(name), "{name}");
        }
        let sofie = house.signed_in("Sofie").await.get("/account/seen").await;
        assert!(!sofie.body.contains("Konto lukket") && sofie.body.contains("taget ud som filer"));
        // The notice needs no account, in either language.
        let notice = house.stranger().get("/notice").await;
        assert!(notice.body.contains("13 måneder"), "{}", notice.body);
        assert!(
            house
                .stranger()
                .in_english()
                .get("/notice")
                .await
                .body
                .contains("13 months")
        );
    })
    .await;
}
