//! The old personnel policy: brought in, split, answered clause by clause, and its coverage, on both databases.

use axum::http::StatusCode;
use fixture::{Answer, Client, House, on_both};
use store::Db;
use store::policy::Clause;

const POLICY: &[u8] = include_bytes!("../../../sample/personalepolitik.md");
const SHORT: &str = "# Politik\n\nFra 2011.\n\n1. **Tid.** Vi tager hensyn.\n\n2. **Løn.** Efter aftale.\n";

async fn clauses(db: &Db) -> Vec<Clause> {
    store::policy::clauses(&mut db.read().await.unwrap()).await.unwrap()
}

async fn send(client: &Client, path: &str, fields: &[(String, String)]) -> Answer {
    let plain: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    client.post(path, &plain).await
}

/// The fields of the split's form, as a browser would send them back.
fn fields(page: &Answer) -> Vec<(String, String)> {
    let form = &page.body[page.body.find("action=\"/policy/import/").expect("the split's form")..];
    let mut rest = &form[..form.find("</form>").unwrap()];
    let mut fields = Vec::new();
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = rest.find('>').unwrap();
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        let attribute = |name: &str| {
            let (_, after) = tag.split_once(&format!(" {name}=\""))?;
            Some(plain(after.split_once('"')?.0))
        };
        let Some(name) = attribute("name") else { continue };
        if tag.starts_with("<input") {
            fields.push((name, attribute("value").unwrap_or_default()));
        } else if tag.starts_with("<textarea") {
            let text = &rest[..rest.find("</textarea>").unwrap()];
            fields.push((name, plain(text.strip_prefix('\n').unwrap_or(text))));
        } else if tag.starts_with("<select") {
            let (_, first) = rest.split_once("value=\"").unwrap();
            fields.push((name, first.split_once('"').unwrap().0.to_owned()));
        }
    }
    fields
}

async fn press(client: &Client, path: &str, mut form: Vec<(String, String)>, button: &str) -> Answer {
    form.push(("do".into(), button.into()));
    send(client, path, &form).await
}

async fn upload(client: &Client, name: &str, bytes: &[u8]) -> String {
    let answer = client
        .upload("/policy/import", &[("text", None, b""), ("file", Some(name), bytes)])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

async fn take_in(client: &Client, bytes: &[u8]) {
    let path = upload(client, "politik.md", bytes).await;
    let page = client.get(&path).await;
    let stored = press(client, &path, fields(&page), "store").await;
    assert_eq!(stored.location(), "/policy?done=taken", "{}", stored.body);
}

/// An answer's form.
fn answer<'a>(seen: &'a str, answer: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![("seen", seen), ("answer", answer)];
    for name in ["reference", "link", "why"] {
        let given = more.iter().find(|(n, _)| *n == name);
        form.push((name, given.map_or("", |(_, v)| v)));
    }
    form.extend(more.iter().filter(|(n, _)| *n == "element"));
    form
}

#[tokio::test]
async fn a_policy_is_brought_in_and_every_clause_gets_an_answer_that_the_works_council_reads() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let rep = house.signed_in("Rep").await;
        assert!(stine.get("/policy").await.body.contains("Hent en politik ind"));
        let empty = rep.get("/policy").await;
        assert!(empty.body.contains("Her bliver der gjort rede") && !empty.body.contains("Hent en politik ind"));

        let path = upload(&stine, "personalepolitik.md", POLICY).await;
        let page = stine.get(&path).await;
        assert!(page.body.contains("Vi fandt 12 punkter i personalepolitik.md"));
        assert!(page.body.contains("value=\"Ytringsfrihed\"") && !page.body.contains("er ikke med"));
        assert!(
            clauses(&db).await.is_empty(),
            "nothing is taken in before it was looked through"
        );
        assert!(stine.get("/policy/import").await.body.contains(&path));
        let stored = press(&stine, &path, fields(&page), "store").await;
        assert_eq!(stored.location(), "/policy?done=taken");
        let again = press(&stine, &path, fields(&page), "store").await;
        assert_eq!(again.location(), "/policy", "a double click takes it in once");
        let all = clauses(&db).await;
        assert_eq!(all.len(), 12);

        let carried = house.elements["Vi er her for borgerne"].to_string();
        let clause = |n: usize| format!("/policy/clauses/{}", all[n].id);
        let form = answer("0", "carried", &[("element", &carried), ("why", "Retten er uændret.")]);
        let next = stine.post(&clause(2), &form).await;
        assert_eq!(next.location(), clause(3) + "?done=answered", "the next open one");
        let form = answer(
            "0",
            "guideline",
            &[
                ("reference", "Retningslinje om stress"),
                ("link", "https://x.example/s"),
            ],
        );
        assert_eq!(stine.post(&clause(6), &form).await.status, StatusCode::SEE_OTHER);
        let form = answer("0", "dropped", &[("why", "Det står i loven.")]);
        assert_eq!(stine.post(&clause(8), &form).await.status, StatusCode::SEE_OTHER);

        let before = db.statements();
        let page = rep.get("/policy").await;
        assert!(db.statements() - before <= 8, "{} statements", db.statements() - before);
        let work = stine.get("/work").await;
        assert!(work.body.contains("9 punkter i den gamle politik mangler et svar"));
        assert!(
            page.body
                .contains("12 punkter fra det, grundlagene erstatter. 9 mangler et svar.")
        );
        let open = page.body.find("id=\"open\"").unwrap();
        for later in ["id=\"carried\"", "id=\"guideline\"", "id=\"dropped\""] {
            assert!(open < page.body.find(later).unwrap(), "{later}");
        }
        assert!(
            page.body
                .contains("href=\"https://x.example/s\" rel=\"noreferrer\">Retningslinje om stress</a>")
        );
        assert!(page.body.contains("Det står i loven.") && page.body.contains("Stine Prøvesen"));
        assert!(!page.body.contains("Svar<span"), "a representative reads");
        let before = db.statements();
        let read = rep.get(&clause(2)).await;
        assert!(db.statements() - before <= 8, "{} statements", db.statements() - before);
        assert!(read.body.contains("Vi er her for borgerne") && !read.body.contains("name=\"answer\""));
        let before = db.statements();
        stine.get(&clause(2)).await;
        assert!(db.statements() - before <= 8, "{} statements", db.statements() - before);

        // The element says what it carries, to those who may read the policy.
        let element = format!("/elements/{carried}");
        assert!(rep.get(&element).await.body.contains("3 MUS"));
        assert!(!house.signed_in("Ada").await.get(&element).await.body.contains("3 MUS"));
        let english = rep.in_english().get("/policy").await;
        assert!(english.body.contains("Deliberately dropped") && english.body.contains("9 lack an answer"));
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_lacks_something_comes_back_with_what_was_written() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        take_in(&stine, SHORT.as_bytes()).await;
        let path = format!("/policy/clauses/{}", clauses(&db).await[0].id);
        let stranger = "00000000000070008000000000000000";
        for (form, sentence) in [
            (answer("0", "carried", &[("why", "Husk mig")]), "Vælg mindst ét element"),
            (
                answer("0", "carried", &[("element", stranger), ("why", "Husk mig")]),
                "Vælg mindst ét element",
            ),
            (
                answer("0", "guideline", &[("why", "Husk mig")]),
                "Skriv, hvad retningslinjen hedder",
            ),
            (
                answer(
                    "0",
                    "guideline",
                    &[("reference", "R"), ("link", "javascript:alert(1)"), ("why", "Husk mig")],
                ),
                "Skriv en adresse, der begynder med https://",
            ),
            (answer("0", "dropped", &[("reference", "Husk mig")]), "Skriv hvorfor"),
            (answer("0", "", &[("why", "Husk mig")]), "Vælg en af mulighederne"),
        ] {
            let back = stine.post(&path, &form).await;
            assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(
                back.body.contains(sentence) && back.body.contains("Husk mig"),
                "{sentence}"
            );
        }
        assert_eq!(clauses(&db).await[0].revision, 0);
        for reader in ["Rep", "Nina", "Rita", "Ada"] {
            let form = answer("0", "dropped", &[("why", "Nej")]);
            let refused = house.signed_in(reader).await.post(&path, &form).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{reader}");
        }
        assert_eq!(
            house.signed_in("Ada").await.get(&path).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(house.signed_in("Nor").await.get(&path).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn two_who_answer_at_once_both_keep_their_words_and_the_history_keeps_all() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        take_in(&stine, SHORT.as_bytes()).await;
        let path = format!("/policy/clauses/{}", clauses(&db).await[0].id);
        stine.post(&path, &answer("0", "dropped", &[("why", "Først")])).await;
        let late = stine
            .post(&path, &answer("0", "guideline", &[("reference", "Min vejledning")]))
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for text in [
            "En anden har svaret imens",
            "Først",
            "Min vejledning",
            "name=\"seen\" value=\"1\"",
        ] {
            assert!(late.body.contains(text), "{text}");
        }
        assert_eq!(clauses(&db).await[0].revision, 1);
        let now = stine
            .post(&path, &answer("1", "guideline", &[("reference", "Min vejledning")]))
            .await;
        assert_eq!(now.status, StatusCode::SEE_OTHER);
        let page = house.signed_in("Rep").await.get(&path).await;
        assert!(page.body.contains("Tidligere svar") && page.body.contains("Først"));
        // Opened again, it is open.
        stine.post(&path, &answer("2", "open", &[])).await;
        assert!(stine.get("/policy").await.body.contains("2 mangler et svar"));
    })
    .await;
}

#[tokio::test]
async fn what_is_carried_by_an_element_that_left_is_open() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        take_in(&stine, SHORT.as_bytes()).await;
        let element = house.elements["Vi er her for borgerne"].to_string();
        for (at, clause) in clauses(&db).await.iter().enumerate() {
            let path = format!("/policy/clauses/{}", clause.id);
            let other = house.elements["Borgeren først"].to_string();
            let mut form = answer("0", "carried", &[("element", &element)]);
            // The second is carried by another one too.
            if at == 1 {
                form.push(("element", &other));
            }
            stine.post(&path, &form).await;
        }
        assert!(stine.get("/policy").await.body.contains("Alle er der gjort rede for"));
        // A new edition of the employee foundation without the element.
        let draft = stine
            .post("/foundations", &[("kind", "employee")])
            .await
            .location()
            .to_owned();
        stine
            .post(&format!("{draft}/elements"), &[("headline", "Noget andet")])
            .await;
        stine.post(&format!("{draft}/elements/{element}/remove"), &[]).await;
        let mut conn = db.write().await.unwrap();
        let edition = draft.rsplit('/').next().unwrap().parse().unwrap();
        let today = fixture::TODAY.parse().unwrap();
        store::foundation::publish(&mut conn, edition, today, None, model::Instant(0))
            .await
            .unwrap();
        conn.commit().await.unwrap();

        let page = house.signed_in("Rep").await.get("/policy").await;
        assert!(
            page.body.contains("Ét mangler et svar"),
            "the first is carried by nothing now"
        );
        assert!(page.body.contains("Nu bærer intet det") && page.body.contains("ikke længere i kraft"));
        let open = page.body.find("id=\"open\"").unwrap();
        assert!(open < page.body.find("id=\"carried\"").unwrap());
    })
    .await;
}

#[tokio::test]
async fn the_split_is_corrected_beside_its_source_before_it_is_taken_in() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        // Pasted this time.
        let pasted = stine
            .upload("/policy/import", &[("text", None, POLICY), ("file", Some(""), b"")])
            .await;
        let path = pasted.location().to_owned();
        let measured = async |path: &str| {
            let before = db.statements();
            let page = stine.get(path).await;
            let statements = db.statements() - before;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(statements <= 8, "{statements} statements for {path}");
            page
        };
        assert!(measured("/policy/import").await.body.contains(&path), "it waits there");
        let page = measured(&path).await;
        assert!(page.body.contains("12 punkter i indsat tekst"), "{}", pasted.body);
        let done = press(&stine, &path, fields(&page), "leave:11").await;
        assert_eq!(done.location(), format!("{path}#c10"));
        let page = stine.get(&path).await;
        assert!(
            page.body.contains("Gør det til et punkt") && page.body.contains("Ét afsnit af dokumentet er ikke med")
        );
        press(&stine, &path, fields(&page), "merge:1").await;
        let page = stine.get(&path).await;
        let mut form = fields(&page);
        form.iter_mut().find(|(n, _)| n == "headline").unwrap().1 = "Nye og <b>arbejdstid</b>".into();
        // Somebody with an older page loses nothing and changes nothing.
        let mut old = form.clone();
        old.iter_mut().find(|(n, _)| n == "seen").unwrap().1 = "1".into();
        assert_eq!(press(&stine, &path, old, "save").await.status, StatusCode::CONFLICT);
        let begin = page
            .body
            .split("value=\"begin:")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        press(&stine, &path, form, &format!("begin:{begin}")).await;
        let page = stine.get(&path).await;
        let mut form = fields(&page);
        assert!(
            page.body.contains("value=\"Ytringsfrihed\""),
            "it is named as reading the document named it"
        );
        assert!(!page.body.contains("er ikke med"));
        form.iter_mut().find(|(n, _)| n == "title").unwrap().1 = " ".into();
        let before = db.statements();
        let back = press(&stine, &path, form.clone(), "store").await;
        assert!(db.statements() - before <= 8, "{} statements", db.statements() - before);
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        form = fields(&back);
        form.iter_mut().find(|(n, _)| n == "title").unwrap().1 = "Politikken".into();
        let stored = press(&stine, &path, form, "store").await;
        assert_eq!(stored.location(), "/policy?done=taken", "{}", stored.body);
        let all = clauses(&db).await;
        assert_eq!(all.len(), 11);
        assert_eq!(all[0].headline, "Nye og <b>arbejdstid</b>");
        assert!(all[0].text.contains("fast kontaktperson") && all[0].text.contains("familieliv"));

        // A document that nobody answered goes again; one that somebody did stays.
        let remove = format!("/policy/documents/{}/remove", all[0].policy);
        assert_eq!(
            house.signed_in("Rep").await.post(&remove, &[]).await.status,
            StatusCode::NOT_FOUND
        );
        let clause = format!("/policy/clauses/{}", all[0].id);
        stine.post(&clause, &answer("0", "dropped", &[("why", "Nej")])).await;
        assert_eq!(stine.post(&remove, &[]).await.location(), "/policy?done=kept");
        take_in(&stine, SHORT.as_bytes()).await;
        let now = clauses(&db).await;
        let second = now.iter().find(|c| c.policy != all[0].policy).unwrap().policy;
        let removed = stine.post(&format!("/policy/documents/{second}/remove"), &[]).await;
        assert_eq!(removed.location(), "/policy?done=removed");
        assert_eq!(clauses(&db).await.len(), 11);
    })
    .await;
}

fn plain(text: &str) -> String {
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&")
}

#[tokio::test]
async fn a_file_or_text_that_cannot_be_split_is_refused_with_what_to_do() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let (none, nothing): (&[u8], &[u8]) = (b"", b"Bare en tekst uden punkter.");
        for (text, file, sentence) in [
            (none, none, "Vælg et dokument, eller indsæt teksten."),
            (nothing, none, "hverken numre, overskrifter eller en liste"),
            (nothing, nothing, "ikke begge"),
            (none, b"%PDF-1.7 x".as_slice(), "Word"),
            (none, "1. a\n\n".repeat(300).as_bytes(), ""),
        ] {
            let name = if file.is_empty() { "" } else { "p.md" };
            let back = stine
                .upload("/policy/import", &[("text", None, text), ("file", Some(name), file)])
                .await;
            if sentence.is_empty() {
                assert_ne!(back.status, StatusCode::INTERNAL_SERVER_ERROR);
                continue;
            }
            assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(back.body.contains(sentence), "{sentence}");
            let kept = std::str::from_utf8(text).unwrap();
            assert!(back.body.contains(kept), "what was pasted is still there");
        }
        for reader in ["Rep", "Rita", "Nina"] {
            let client = house.signed_in(reader).await;
            assert_eq!(
                client.get("/policy/import").await.status,
                StatusCode::NOT_FOUND,
                "{reader}"
            );
        }
        let path = upload(&stine, "p.md", SHORT.as_bytes()).await;
        assert_eq!(
            house.signed_in("Rep").await.get(&path).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            stine.post(&format!("{path}/discard"), &[]).await.location(),
            "/policy/import"
        );
        assert_eq!(stine.get(&path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn there_is_room_for_ten_documents() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        for _ in 0..model::policy::DOCUMENTS {
            take_in(&stine, SHORT.as_bytes()).await;
        }
        assert!(
            stine
                .get("/policy/import")
                .await
                .body
                .contains("Der er ikke plads til flere dokumenter")
        );
        let path = upload(&stine, "p.md", SHORT.as_bytes()).await;
        let page = stine.get(&path).await;
        let back = press(&stine, &path, fields(&page), "store").await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.body.contains("Der er plads til 10 dokumenter"));
        let before = db.statements();
        let page = stine.get("/policy").await;
        assert!(db.statements() - before <= 8, "{} statements", db.statements() - before);
        assert!(page.body.contains("20 punkter") && page.body.contains("<small>Politik</small>"));
    })
    .await;
}
