//! The trail of a unit, on both databases.

use fixture::{House, TODAY, on_both};
use model::trace::{Rung, Source, Trace};
use model::{Day, ElementId, Instant, StoryId, TraceId, UnitId};
use store::trace::{Evidence, PAGE};
use store::{Conn, args};

fn today() -> Day {
    TODAY.parse().unwrap()
}

fn trace(house: &House, unit: &str, element: &str, days_ago: i64, source_id: uuid::Uuid) -> Trace {
    let day = today().plus_days(-days_ago);
    Trace {
        id: house.app.id::<TraceId>(house.app.now()),
        day,
        unit: house.units[unit],
        element: house.elements[element],
        edition: Some(house.editions["leadership"]),
        rung: Rung::Confirmed,
        source: Source::Story,
        source_id,
        count: 1,
        written: house.app.now(),
    }
}

async fn story(tx: &mut Conn, house: &House, unit: UnitId, from: UnitId, element: ElementId, state: &str) -> StoryId {
    let id: StoryId = house.app.id(house.app.now());
    tx.run(
        "insert into story (id, unit_id, element_id, teller_unit_id, from_another_unit, happened_on, body, unprompted,
                            name_kept, state, told_at, reason)
         values ($1, $2, $3, $4, $6, $5, 'De ringede selv.', $6, $6, $7, $8, '')",
        args![id, unit, element, from, today(), false, state, house.app.now()],
    )
    .await
    .unwrap();
    id
}

#[tokio::test]
async fn a_trail_is_of_the_unit_and_below_newest_first_and_paged() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (first, courage) = ("Borgeren først", "Mod til at prøve nyt");
        let mut tx = house.app.db.write().await.unwrap();
        for days in 0..45 {
            let unit = if days % 2 == 0 { "Team" } else { "Syd" };
            let other = uuid::Uuid::from_u128(u128::try_from(days).unwrap());
            store::trace::append(&mut tx, &trace(&house, unit, first, days, other))
                .await
                .unwrap();
        }
        store::trace::append(&mut tx, &trace(&house, "Skole", courage, 1, uuid::Uuid::from_u128(99)))
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let mut conn = house.app.db.read().await.unwrap();
        let area = house.units["Ældre"];
        let element = Some(house.elements[first]);
        let page = store::trace::trail(&mut conn, area, element, today(), 0).await.unwrap();
        assert_eq!((page.steps.len(), page.older), (usize::try_from(PAGE).unwrap(), true));
        assert!(page.steps.windows(2).all(|w| w[0].day > w[1].day));
        assert_eq!(
            (page.steps[0].unit_name.as_str(), page.steps[1].unit_name.as_str()),
            ("Team", "Syd")
        );
        assert_eq!(page.steps[0].headline, first);
        let last = store::trace::trail(&mut conn, area, element, today(), 2).await.unwrap();
        assert_eq!((last.steps.len(), last.older), (5, false));
        let north = store::trace::trail(&mut conn, house.units["Nord"], element, today(), 0)
            .await
            .unwrap();
        assert!(north.steps.iter().all(|s| s.unit == house.units["Team"]));
        let all = store::trace::trail(&mut conn, house.units["Rod"], None, today(), 2)
            .await
            .unwrap();
        assert_eq!(all.steps.len(), 6);
        let school = store::trace::trail(&mut conn, house.units["Skole"], None, today(), 0)
            .await
            .unwrap();
        assert_eq!(school.steps[0].headline, courage);
    })
    .await;
}

#[tokio::test]
async fn a_story_is_shown_with_where_it_was_told_from_and_withdrawn_without_its_text() {
    on_both(async |db| {
        let house = House::new(db).await;
        let (unit, from, first) = (
            house.units["Nord"],
            house.units["Syd"],
            house.elements["Borgeren først"],
        );
        let mut tx = house.app.db.write().await.unwrap();
        let kept = story(&mut tx, &house, unit, from, first, "published").await;
        let gone = story(&mut tx, &house, unit, from, first, "withdrawn").await;
        for (id, days) in [(kept, 1), (gone, 2)] {
            store::trace::append(&mut tx, &trace(&house, "Nord", "Borgeren først", days, id.0))
                .await
                .unwrap();
        }
        let at: Instant = house.app.now();
        store::trace::withdraw(&mut tx, Source::Story, gone.0, "om noget andet", at, None)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let mut conn = house.app.db.read().await.unwrap();
        let trail = store::trace::trail(&mut conn, unit, Some(first), today(), 0)
            .await
            .unwrap();
        let [kept, gone] = trail.steps.as_slice() else {
            panic!("{trail:?}")
        };
        let Evidence::Story { text, from: told_from } = &kept.evidence else {
            panic!("{kept:?}")
        };
        assert_eq!(text.as_deref(), Some("De ringede selv."));
        assert_eq!(told_from.as_ref().unwrap().1, "Syd");
        assert!(kept.withdrawn.is_none());
        assert_eq!(gone.withdrawn.as_ref().unwrap().reason, "om noget andet");
        assert!(matches!(&gone.evidence, Evidence::Story { text: None, .. }));
    })
    .await;
}

#[tokio::test]
async fn a_unit_with_many_traces_shows_the_same_trail() {
    on_both(async |db| {
        let house = House::new(db).await;
        let mut tx = house.app.db.write().await.unwrap();
        let first = house.elements["Borgeren først"];
        let mut many = trace(&house, "Nord", "Borgeren først", 3, uuid::Uuid::from_u128(1));
        many.count = 1999;
        store::trace::append(&mut tx, &many).await.unwrap();
        let other = trace(&house, "Syd", "Borgeren først", 2, uuid::Uuid::from_u128(2));
        store::trace::append(&mut tx, &other).await.unwrap();
        tx.commit().await.unwrap();
        let mut conn = house.app.db.read().await.unwrap();
        for element in [Some(first), None] {
            // 2,000 in the whole, 1,999 in Nord: either way to read it.
            let whole = store::trace::trail(&mut conn, house.units["Rod"], element, today(), 0)
                .await
                .unwrap();
            assert_eq!(
                whole.steps.iter().map(|s| s.unit_name.as_str()).collect::<Vec<_>>(),
                ["Syd", "Nord"]
            );
            let north = store::trace::trail(&mut conn, house.units["Nord"], element, today(), 0)
                .await
                .unwrap();
            assert_eq!(north.steps.len(), 1);
        }
    })
    .await;
}
