//! The two foundations: reading, uploading, editing, publishing, over HTTP on both databases.

use axum::http::StatusCode;
use fixture::{House, TODAY, on_both};
use model::foundation::Fate;

#[tokio::test]
async fn a_published_edition_is_immutable_in_the_database_itself() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let edition = house.editions["leadership"];
        let element = house.elements["Borgeren først"];
        let today: model::Day = TODAY.parse().unwrap();
        let mut tx = db.write().await.unwrap();
        assert_eq!(store::foundation::begin_save(&mut tx, edition).await.unwrap(), None);
        assert!(!store::foundation::publish(&mut tx, edition, today, None, model::Instant(1)).await.unwrap());
        tx.roll_back().await.unwrap();
        let text = model::foundation::Text::default();
        let mut refused = 0;
        for attempt in 0..5 {
            let mut tx = db.write().await.unwrap();
            let answer = model::foundation::Answer {
                element,
                fate: Some(Fate::Retired),
                into: vec![],
                why: String::new(),
            };
            let result = match attempt {
                0 => store::foundation::save_text(&mut tx, edition, element, &text, 2).await,
                1 => store::foundation::set_ties(&mut tx, edition, element, &[house.elements["Vi er her for borgerne"]]).await,
                2 => store::foundation::discard(&mut tx, edition).await,
                3 => store::foundation::remove_element(&mut tx, edition, element).await,
                _ => store::foundation::set_fates(&mut tx, edition, &[answer], || edition.0).await,
            };
            refused += usize::from(result.is_err());
        }
        assert_eq!(refused, 5);
        let mut conn = db.read().await.unwrap();
        let page = store::foundation::element(&mut conn, element, today).await.unwrap().unwrap();
        assert_eq!(page.headline(), "Borgeren først");
        assert_eq!(page.ties.len(), 1);
        assert!(page.prominent.is_some());
        assert_eq!(store::foundation::current(&mut conn, today).await.unwrap().len(), 3);
        assert_eq!(store::foundation::reading(&mut conn, today).await.unwrap().len(), 3);
        assert_eq!(store::foundation::levels(&mut conn, Some(house.people["Nina"]), today).await.unwrap().len(), 1);
        assert_eq!(store::foundation::editions(&mut conn).await.unwrap().len(), 2);
        let _ = StatusCode::OK;
    })
    .await;
}
