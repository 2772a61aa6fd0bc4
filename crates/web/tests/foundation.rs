//! The two foundations: reading, uploading, editing, publishing, over HTTP on both databases.

use std::collections::HashMap;

use axum::http::StatusCode;
use fixture::{Answer, Client, House, TODAY, on_both};
use model::foundation::{Answer as FateAnswer, Fate, Kind, Text};
use model::{Day, EditionId, ElementId, Instant};
use store::Db;
use store::foundation::Edition;

const LEADERS: &[u8] = include_bytes!("../../../sample/ledelsesgrundlag.md");
const EMPLOYEES: &[u8] = include_bytes!("../../../sample/medarbejdergrundlag.md");

fn today() -> Day {
    TODAY.parse().unwrap()
}

/// The fields of the page's form at `action`, as a browser would send them back, without the buttons.
fn fields(page: &Answer, action: &str) -> Vec<(String, String)> {
    let start = page
        .body
        .find(&format!("action=\"{action}\""))
        .unwrap_or_else(|| panic!("no form for {action}"));
    let form = &page.body[start..];
    let mut rest = &form[..form.find("</form>").unwrap()];
    let mut fields = Vec::new();
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = rest.find('>').unwrap();
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        // What script copies is not sent.
        if tag.starts_with("<template") {
            rest = &rest[rest.find("</template>").unwrap()..];
            continue;
        }
        let Some(name) = attribute(tag, "name") else { continue };
        if tag.starts_with("<input") {
            let box_ = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
            if (!box_ || tag.contains(" checked")) && !tag.contains(" disabled") {
                fields.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        } else if tag.starts_with("<textarea") {
            let text = &rest[..rest.find("</textarea>").unwrap()];
            fields.push((name, plain(text.strip_prefix('\n').unwrap_or(text))));
        } else if tag.starts_with("<select") {
            let options = &rest[..rest.find("</select>").unwrap()];
            let chosen = options.split("<option").skip(1).find(|o| o.contains(" selected"));
            let first = options.split("<option").nth(1).unwrap();
            fields.push((name, attribute(chosen.unwrap_or(first), "value").unwrap()));
        }
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    Some(plain(after.split_once('"')?.0))
}

fn plain(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#38;", "&")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&amp;", "&")
}

/// Puts a value in the n-th field of a name.
fn set(fields: &mut [(String, String)], name: &str, n: usize, value: &str) {
    let field = fields.iter_mut().filter(|(f, _)| f == name).nth(n);
    value.clone_into(&mut field.unwrap_or_else(|| panic!("no field {name} {n}")).1);
}

async fn send(client: &Client, path: &str, fields: &[(String, String)]) -> Answer {
    let plain: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    client.post(path, &plain).await
}

/// Sends the split's form with one of its buttons.
async fn press(client: &Client, path: &str, mut form: Vec<(String, String)>, button: &str) -> Answer {
    form.push(("do".into(), button.into()));
    send(client, path, &form).await
}

/// Uploads a document and gives the path of its split.
async fn upload(client: &Client, kind: &str, name: &str, bytes: &[u8]) -> String {
    let answer = client
        .upload(
            "/foundations/import",
            &[("kind", None, kind.as_bytes()), ("file", Some(name), bytes)],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

/// Upload, look through, publish from today: three pages.
async fn bring_in(client: &Client, kind: &str, name: &str, bytes: &[u8]) -> String {
    let split = upload(client, kind, name, bytes).await;
    let page = client.get(&split).await;
    let stored = press(client, &split, fields(&page, &split), "store").await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
    let publish = stored.location().to_owned();
    assert!(publish.ends_with("/publish"));
    let page = client.get(&publish).await;
    assert_eq!(page.status, StatusCode::OK);
    let published = send(client, &publish, &fields(&page, &publish)).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.body);
    published.location().to_owned()
}

async fn editions(db: &Db) -> Vec<Edition> {
    let mut conn = db.read().await.unwrap();
    store::foundation::editions(&mut conn).await.unwrap()
}

async fn headlines(db: &Db, edition: EditionId) -> Vec<(String, ElementId)> {
    let mut conn = db.read().await.unwrap();
    let texts = store::foundation::texts(&mut conn, edition).await.unwrap();
    texts.into_iter().map(|e| (e.text.headline, e.element)).collect()
}

#[tokio::test]
async fn three_pages_bring_a_foundation_in_and_everybody_reads_both_hand_in_hand() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let empty = stine.get("/elements").await;
        assert!(empty.body.contains("Her kommer teksterne"));
        assert!(
            stine
                .get("/foundations")
                .await
                .body
                .contains("Begynd med at hente teksten ind")
        );

        let split = upload(&stine, "leadership", "ledelsesgrundlag.md", LEADERS).await;
        let page = stine.get(&split).await;
        assert!(page.body.contains("Vi fandt 6 elementer"));
        assert!(
            !page.body.contains("Nye lederniveauer"),
            "the usual levels have names already"
        );
        assert!(page.body.contains("læst som etiket") && !page.body.contains(">ikke med<"));
        assert!(
            editions(&db).await.is_empty(),
            "nothing is stored before it was looked through"
        );
        assert!(
            !house
                .signed_in("Nina")
                .await
                .get("/elements")
                .await
                .body
                .contains("Borgeren først")
        );

        let edition = bring_in(&stine, "leadership", "ledelsesgrundlag.md", LEADERS).await;
        assert_eq!(stine.get(&edition).await.status, StatusCode::OK);
        let split = upload(&stine, "employee", "medarbejdergrundlag.md", EMPLOYEES).await;
        assert!(
            !stine
                .get(&split)
                .await
                .body
                .contains("findes ikke i det andet grundlag")
        );
        bring_in(&stine, "employee", "medarbejdergrundlag.md", EMPLOYEES).await;

        let nina = house.signed_in("Nina").await;
        let before = db.statements();
        let page = nina.get("/elements").await;
        assert!(db.statements() - before <= 8, "{} statements", db.statements() - before);
        for text in [
            "Ledelsesgrundlaget",
            "Medarbejdergrundlaget",
            "Borgeren først",
            "Vi er her for borgerne",
            "du fjerner arbejdsgange, som kun er til for vores egen skyld",
            "Udgave 1, i kraft siden 23. november 2026",
            "Hånd i hånd med",
        ] {
            assert!(page.body.contains(text), "{text}");
        }
        // A leader of employees reads first what is theirs.
        let own = page
            .body
            .find("leder af medarbejdere · <b>dit niveau</b>")
            .expect("the reader's own level");
        assert!(own < page.body.find("alle ledere").unwrap());
        let pair = &page.body[page.body.find("Faglig stolthed").unwrap()..];
        let together = &pair[..pair.find("class=\"tie\"").unwrap()];
        assert!(
            together.contains("Mod til at prøve nyt"),
            "two that share a partner stand together"
        );
        let english = nina.in_english().get("/elements").await;
        assert!(english.body.contains("Two foundations, hand in hand") && english.body.contains("your level"));
        let conn = &mut db.read().await.unwrap();
        let levels = store::foundation::levels(conn, None, today()).await.unwrap();
        assert_eq!(levels.len(), 4);
        assert_eq!(store::foundation::ties(conn, today()).await.unwrap().len(), 6);
    })
    .await;
}

#[tokio::test]
async fn the_split_is_corrected_before_it_becomes_a_draft() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let text = String::from_utf8_lossy(LEADERS).replace("(chef)", "(områdeleder)");
        let path = upload(&stine, "leadership", "g.md", text.as_bytes()).await;
        let page = stine.get(&path).await;
        assert!(page.body.contains("Nye lederniveauer") && page.body.contains("value=\"områdeleder\" checked"));
        let form = fields(&page, &path);

        // Leave the last out, put the fourth together with the third, make the first part of the preamble.
        let answer = press(&stine, &path, form, "leave:5").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let page = stine.get(&path).await;
        assert!(page.body.contains("ikke med") && page.body.contains("Gør det til et element"));
        assert!(page.body.contains("afsnit af dokumentet er ikke med"));
        press(&stine, &path, fields(&page, &path), "merge:3").await;
        let page = stine.get(&path).await;
        let mut form = fields(&page, &path);
        let meaning = form.iter().filter(|(n, _)| n == "meaning").nth(2).unwrap().1.clone();
        assert!(
            meaning.contains("Tillid og ansvar") && !meaning.contains("Tydelig"),
            "{meaning}"
        );

        // The level "områdeleder" is none after all; a headline is edited in the same breath.
        form.retain(|(n, v)| !(n == "new_level" && v == "områdeleder"));
        set(&mut form, "headline", 0, "Borgeren allerførst");
        set(&mut form, "preamble", 0, "Kort & godt");
        let behaviours = form.iter().filter(|(n, _)| n == "behaviour").count();
        assert!(behaviours > 15);
        press(&stine, &path, form, "save").await;
        let page = stine.get(&path).await;
        assert!(page.body.contains("Borgeren allerførst") && page.body.contains("Kort &#38; godt"));
        assert!(page.body.contains("eget budget (områdeleder)"));

        // Cut it in two again where the block stands, and take back what was left out.
        let mut form = fields(&page, &path);
        let block = page
            .body
            .split("<option value=\"")
            .find(|o| o.split("</").next().unwrap().ends_with(">Tillid og ansvar"))
            .unwrap();
        let block = block.split('"').next().unwrap().to_owned();
        set(&mut form, "cut", 2, &block);
        press(&stine, &path, form, "cut:2").await;
        let page = stine.get(&path).await;
        let begin = attribute(
            page.body
                .split("<button")
                .find(|b| b.contains("Gør det til et element"))
                .unwrap(),
            "value",
        )
        .unwrap();
        press(&stine, &path, fields(&page, &path), &begin).await;
        let page = stine.get(&path).await;
        let form = fields(&page, &path);
        let heads: Vec<&str> = form
            .iter()
            .filter(|(n, _)| n == "headline")
            .map(|(_, v)| v.as_str())
            .collect();
        assert_eq!(
            heads,
            [
                "Borgeren allerførst",
                "Tværgående samarbejde",
                "Tydelig retning",
                "Tillid og ansvar",
                "Faglig stolthed",
                "Mod til at prøve nyt"
            ]
        );

        // What does not fit is said at its field, and everything else is still there.
        let mut long = form.clone();
        set(&mut long, "headline", 1, &"x".repeat(121));
        set(&mut long, "title", 0, " ");
        let refused = press(&stine, &path, long, "store").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("Der står 121 tegn. Der er plads til 120.")
                && refused.body.contains("href=\"#e1-headline\"")
        );
        assert!(refused.body.contains("Kort &#38; godt") && refused.body.contains("<title>Fejl: "));
        let mut form = fields(&refused, &path);
        set(&mut form, "headline", 1, "På tværs");
        set(&mut form, "title", 0, "Grundlag");
        let stored = press(&stine, &path, form.clone(), "store").await;
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
        let all = editions(&db).await;
        assert_eq!((all.len(), all[0].elements, all[0].title.as_str()), (1, 6, "Grundlag"));
        // A double click lands on the same page, and the upload is gone.
        let again = press(&stine, &path, form, "store").await;
        assert_eq!(again.location(), stored.location());
        assert_eq!(stine.get(&path).await.status, StatusCode::NOT_FOUND);
        let levels = store::foundation::levels(&mut db.read().await.unwrap(), None, today())
            .await
            .unwrap();
        assert_eq!(levels.len(), 4, "the level that was none is not added");
    })
    .await;
}

#[tokio::test]
async fn two_correct_the_same_split_and_neither_loses_anything() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let path = upload(&stine, "leadership", "g.md", LEADERS).await;
        let mine = fields(&stine.get(&path).await, &path);
        let mut theirs = mine.clone();
        set(&mut theirs, "headline", 0, "Deres overskrift");
        press(&stine, &path, theirs, "save").await;
        let mut mine = mine;
        set(&mut mine, "headline", 0, "Min overskrift");
        let conflict = press(&stine, &path, mine, "store").await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(conflict.body.contains("En anden har rettet delingen") && conflict.body.contains("Min overskrift"));
        assert!(stine.get(&path).await.body.contains("Deres overskrift"));
        let saved = press(&stine, &path, fields(&conflict, &path), "save").await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        assert!(stine.get(&path).await.body.contains("Min overskrift"));
    })
    .await;
}

fn docx(body: &str) -> Vec<u8> {
    use std::io::Write as _;
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
                Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
                Target=\"word/document.xml\"/></Relationships>";
    let style = |id: &str, level: u8| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"heading {level}\"/></w:style>")
    };
    let document = format!("<w:document {w}><w:body>{body}</w:body></w:document>");
    let styles = format!("<w:styles {w}>{}{}</w:styles>", style("H1", 1), style("H2", 2));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", rels),
        ("word/document.xml", &document),
        ("word/styles.xml", &styles),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn paragraph(style: &str, text: &str) -> String {
    let style = match style {
        "" => String::new(),
        "item" => "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>".into(),
        style => format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"),
    };
    format!("<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[tokio::test]
async fn a_word_document_is_split_like_any_other() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let body = [
            paragraph("H1", "Ledelsesgrundlag for Prøveby"),
            paragraph("", "Det gælder for alle."),
            paragraph("H2", "Mod"),
            paragraph("", "Vi tør."),
            paragraph("", "Det betyder, at"),
            paragraph("item", "du siger ja (holdleder)"),
            paragraph("H2", "Ro"),
            paragraph("", "Vi venter &lt;b&gt;gerne&lt;/b&gt;."),
        ];
        let edition = bring_in(&stine, "leadership", "grundlag.docx", &docx(&body.concat())).await;
        let page = stine.get(&edition).await;
        assert!(page.body.contains("Ledelsesgrundlag for Prøveby") && page.body.contains("du siger ja"));
        let levels = store::foundation::levels(&mut db.read().await.unwrap(), None, today())
            .await
            .unwrap();
        assert_eq!(
            levels.last().unwrap().code,
            "holdleder",
            "a level that was kept is the organisation's from now on"
        );
        assert!(page.body.contains("&#60;b&#62;gerne") && !page.body.contains("<b>gerne"));
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_is_refused_says_why_and_what_to_do() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let bomb = docx(&" ".repeat(60_000_000));
        assert!(bomb.len() < 9_000_000);
        let long = format!("# A\n\n{}", "## Et element\n\ntekst\n\n".repeat(50));
        let cases: Vec<(&str, &[u8], &str, &str)> = vec![
            (
                "g.docx",
                LEADERS,
                "hedder, som om det er et Word-dokument, men det er ren tekst",
                "named as if it were a Word document",
            ),
            (
                "g.md",
                b"",
                "Der står ikke noget i dokumentet",
                "nothing in the document",
            ),
            ("g.pdf", b"%PDF-1.7\nhej", "Det er en PDF", "That is a PDF"),
            (
                "g.md",
                b"Kun broedtekst uden overskrifter.\n\nMere.",
                "ingen overskrifter",
                "no headings",
            ),
            (
                "g.docx",
                b"PK\x03\x04oedelagt",
                "Gem det igen som Word-dokument",
                "Save it again as a Word document",
            ),
            ("g.docx", &bomb, "Der er plads til", "There is room for"),
            (
                "g.doc",
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1gammel",
                "gammelt Office",
                "old Office",
            ),
            (
                "g.md",
                long.as_bytes(),
                "mere end 40 overskrifter",
                "more than 40 headings",
            ),
            ("g.html", b"<html><h1>Hej</h1></html>", "en webside", "a web page"),
        ];
        for (name, bytes, danish, english) in cases {
            for (client, text) in [(&stine, danish), (&stine.in_english(), english)] {
                let parts = [("kind", None, b"employee".as_slice()), ("file", Some(name), bytes)];
                let answer = client.upload("/foundations/import", &parts).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
                assert!(answer.body.contains(text), "{name}: {text}: {}", answer.body);
                assert!(
                    answer.body.contains("id=\"k2\" value=\"employee\" checked"),
                    "the choice is kept"
                );
            }
        }
        let none = stine
            .upload("/foundations/import", &[("kind", None, b"employee")])
            .await;
        assert!(none.body.contains("Vælg det dokument"));
        let large = vec![b'x'; 10_100_000];
        let too_large = stine
            .upload(
                "/foundations/import",
                &[("kind", None, b"employee"), ("file", Some("g.md"), &large)],
            )
            .await;
        assert_eq!(too_large.status, StatusCode::PAYLOAD_TOO_LARGE);
        for fields in [
            vec![("kind", None, b"pirate".as_slice()), ("file", Some("g.md"), LEADERS)],
            vec![("file", Some("g.md"), LEADERS)],
            vec![
                ("kind", None, b"employee".as_slice()),
                ("state", None, b"published".as_slice()),
            ],
        ] {
            assert_eq!(
                stine.upload("/foundations/import", &fields).await.status,
                StatusCode::BAD_REQUEST
            );
        }
        assert_eq!(
            stine.post("/foundations/import", &[("kind", "employee")]).await.status,
            StatusCode::BAD_REQUEST
        );
        assert!(
            store::foundation::uploads(&mut db.read().await.unwrap())
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn drafts_and_uploads_are_the_stewards_alone() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let begun = stine.post("/foundations", &[("kind", "leadership")]).await;
        let draft = begun.location().to_owned();
        assert!(draft.starts_with("/foundations/drafts/"));
        // Begun again, it is the same draft.
        assert_eq!(
            stine.post("/foundations", &[("kind", "leadership")]).await.location(),
            draft
        );
        let split = upload(&stine, "employee", "m.md", EMPLOYEES).await;
        let element = house.elements["Borgeren først"];
        let id = draft.rsplit('/').next().unwrap();
        let pages = [
            "/foundations".to_owned(),
            "/foundations/prominence".into(),
            "/foundations/import".into(),
            split.clone(),
            draft.clone(),
            format!("{draft}/publish"),
            format!("{draft}/compare"),
            format!("{draft}/elements/{element}"),
            format!("/elements/{element}/prominence"),
        ];
        for page in &pages {
            let before = db.statements();
            let answer = stine.get(page).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            assert!(
                db.statements() - before <= 8,
                "{page}: {} statements",
                db.statements() - before
            );
            assert!(!answer.body.contains("style="), "{page}");
            for name in ["Nina", "Nor", "Rita", "Ada", "Eks", "Rep"] {
                let other = house.signed_in(name).await;
                assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{name} {page}");
            }
            assert_eq!(house.stranger().get(page).await.status, StatusCode::SEE_OTHER);
        }
        let nina = house.signed_in("Nina").await;
        let posts: Vec<(String, Vec<(&str, &str)>)> = vec![
            ("/foundations".into(), vec![("kind", "employee")]),
            (format!("{split}/discard"), vec![]),
            (
                draft.clone(),
                vec![
                    ("title", "x"),
                    ("preamble", ""),
                    ("was_title", "x"),
                    ("was_preamble", ""),
                ],
            ),
            (format!("{draft}/discard"), vec![]),
            (format!("{draft}/elements"), vec![("headline", "x")]),
            (format!("{draft}/elements/{element}/remove"), vec![]),
            (format!("{draft}/elements/{element}/move"), vec![("direction", "up")]),
            (format!("{draft}/publish"), vec![("seen", "1"), ("from", "2026-11-23")]),
            (
                format!("/elements/{element}/prominence"),
                vec![("prominent", "no"), ("reason", "x")],
            ),
        ];
        for (path, form) in &posts {
            assert_eq!(nina.post(path, form).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        // A draft is no edition that anybody can read, and a published one no draft.
        for path in [
            format!("/editions/{id}"),
            format!("/editions/{}/compare/{id}", house.editions["leadership"]),
        ] {
            assert_eq!(nina.get(&path).await.status, StatusCode::NOT_FOUND);
            assert_eq!(stine.get(&path).await.status, StatusCode::NOT_FOUND);
        }
        let published = house.editions["leadership"];
        assert_eq!(
            stine.get(&format!("/foundations/drafts/{published}")).await.status,
            StatusCode::NOT_FOUND
        );
        for other in [format!("/editions/{}", ElementId(published.0)), "/editions/x".into()] {
            assert_ne!(stine.get(&other).await.status, StatusCode::INTERNAL_SERVER_ERROR);
        }
        assert!(!nina.get("/elements").await.body.contains("kladde"));
        let reading = format!("/editions/{published}");
        let before = db.statements();
        assert_eq!(nina.get(&reading).await.status, StatusCode::OK);
        assert!(db.statements() - before <= 8);
        assert_eq!(
            nina.get("/editions/00000000000000000000000000000000").await.status,
            StatusCode::NOT_FOUND
        );
        let nor = house.signed_in("Nor").await;
        assert_eq!(nor.get("/elements").await.status, StatusCode::OK);
        assert_eq!(nor.get(&reading).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn an_element_is_edited_and_two_at_once_lose_nothing() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let draft = stine
            .post("/foundations", &[("kind", "leadership")])
            .await
            .location()
            .to_owned();
        let (first, second) = (house.elements["Borgeren først"], house.elements["Mod til at prøve nyt"]);
        let path = format!("{draft}/elements/{first}");
        let mine = fields(&stine.get(&path).await, &path);

        // A colleague saves another element: no conflict.
        let other = format!("{draft}/elements/{second}");
        let mut theirs = fields(&stine.get(&other).await, &other);
        set(&mut theirs, "meaning", 0, "Vi tør.");
        assert_eq!(send(&stine, &other, &theirs).await.status, StatusCode::SEE_OTHER);

        let mut theirs = mine.clone();
        set(&mut theirs, "meaning", 0, "Deres tekst om borgeren.");
        set(&mut theirs, "good", 0, "Et godt\r\nEt til");
        let saved = send(&stine, &path, &theirs).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        let page = stine.get(saved.location()).await;
        assert!(page.body.contains("Gemt.") && page.body.contains("Et godt\nEt til"));

        let mut mine = mine;
        set(&mut mine, "meaning", 0, "Min tekst om borgeren.");
        let conflict = send(&stine, &path, &mine).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        for text in [
            "To har skrevet samtidig",
            "Deres",
            "Min tekst om borgeren.",
            "<ins>",
            "<del>",
        ] {
            assert!(conflict.body.contains(text), "{text}");
        }
        let again = fields(&conflict, &path);
        assert_eq!(send(&stine, &path, &again).await.status, StatusCode::SEE_OTHER);
        assert!(stine.get(&path).await.body.contains("Min tekst om borgeren."));
        // The same words twice are no conflict.
        assert_eq!(send(&stine, &path, &mine).await.status, StatusCode::SEE_OTHER);

        // Taken out meanwhile: the text is kept, and saving again puts it back.
        let form = fields(&stine.get(&path).await, &path);
        stine.post(&format!("{path}/remove"), &[]).await;
        let gone = send(&stine, &path, &form).await;
        assert_eq!(gone.status, StatusCode::CONFLICT);
        assert!(gone.body.contains("En anden har taget elementet ud") && gone.body.contains("Min tekst om borgeren."));
        assert_eq!(
            send(&stine, &path, &fields(&gone, &path)).await.status,
            StatusCode::SEE_OTHER
        );
        let id: EditionId = draft.rsplit('/').next().unwrap().parse().unwrap();
        let order: Vec<ElementId> = headlines(&db, id).await.into_iter().map(|(_, e)| e).collect();
        assert_eq!(order, [second, first]);
        stine.post(&format!("{path}/move"), &[("direction", "up")]).await;
        stine.post(&format!("{path}/move"), &[("direction", "up")]).await;
        assert_eq!(headlines(&db, id).await[0].1, first);

        let mut wrong = fields(&stine.get(&path).await, &path);
        set(&mut wrong, "headline", 0, "");
        set(&mut wrong, "behaviour", 0, &"x".repeat(401));
        set(&mut wrong, "level", 1, "konge");
        let refused = send(&stine, &path, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for text in [
            "Skriv noget her.",
            "Der står 401 tegn",
            "Vælg en af mulighederne.",
            "id=\"b0-error\"",
        ] {
            assert!(refused.body.contains(text), "{text}");
        }
        wrong.push(("state".into(), "published".into()));
        assert_eq!(send(&stine, &path, &wrong).await.status, StatusCode::BAD_REQUEST);
        // Somebody else's identity is not found, nor is the other foundation's.
        let foreign = format!("{draft}/elements/{}", house.elements["Vi er her for borgerne"]);
        assert_eq!(stine.get(&foreign).await.status, StatusCode::NOT_FOUND);
        assert_eq!(send(&stine, &foreign, &form).await.status, StatusCode::NOT_FOUND);

        // A title that two write at once.
        let front = fields(&stine.get(&draft).await, &draft);
        let mut theirs = front.clone();
        set(&mut theirs, "title", 0, "Deres titel");
        assert_eq!(send(&stine, &draft, &theirs).await.status, StatusCode::SEE_OTHER);
        let mut mine = front;
        set(&mut mine, "preamble", 0, "Min indledning");
        let conflict = send(&stine, &draft, &mine).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(conflict.body.contains("Deres titel") && conflict.body.contains("Min indledning"));
        assert_eq!(
            send(&stine, &draft, &fields(&conflict, &draft)).await.status,
            StatusCode::SEE_OTHER
        );
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_written_by_hand_and_thrown_away() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let draft = stine
            .post("/foundations", &[("kind", "employee")])
            .await
            .location()
            .to_owned();
        let publish = format!("{draft}/publish");
        assert!(stine.get(&publish).await.body.contains("Tilføj mindst ét"));
        let added = stine
            .post(&format!("{draft}/elements"), &[("headline", "Vi hjælper")])
            .await;
        let element = added.location().to_owned();
        assert!(element.contains("/elements/"));
        let refused = stine.post(&format!("{draft}/elements"), &[("headline", " ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Without a meaning it is not ready, and the form alone does not get past that.
        let page = stine.get(&publish).await;
        assert!(page.body.contains("Vi hjælper: Skriv, hvad det betyder."));
        assert_eq!(
            send(&stine, &publish, &fields(&page, &publish)).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let mut form = fields(&stine.get(&element).await, &element);
        set(&mut form, "meaning", 0, "Du spørger.");
        assert_eq!(send(&stine, &element, &form).await.status, StatusCode::SEE_OTHER);
        // The page was read before that: what is published is what was read.
        let stale = send(&stine, &publish, &fields(&page, &publish)).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(stale.body.contains("En anden har ændret kladden"));
        for (day, sentence) in [
            ("2126-01-01", "ikke ligger efter"),
            ("i morgen", "Skriv en dag, der findes"),
        ] {
            let mut form = fields(&stale, &publish);
            set(&mut form, "from", 0, day);
            let refused = send(&stine, &publish, &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains(sentence), "{day}");
        }
        assert_eq!(
            stine.post(&format!("{draft}/discard"), &[]).await.location(),
            "/foundations"
        );
        assert!(editions(&db).await.is_empty());
        assert_eq!(stine.get(&draft).await.status, StatusCode::NOT_FOUND);
        let split = upload(&stine, "employee", "m.md", EMPLOYEES).await;
        assert!(
            stine
                .get("/foundations")
                .await
                .body
                .contains("m.md venter på at blive set igennem")
        );
        stine.post(&format!("{split}/discard"), &[]).await;
        assert_eq!(stine.get(&split).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_new_edition_gives_an_account_of_the_one_before() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let first = bring_in(&stine, "leadership", "l.md", LEADERS).await;
        bring_in(&stine, "employee", "m.md", EMPLOYEES).await;
        let first_id: EditionId = first.rsplit('/').next().unwrap().parse().unwrap();
        let old: HashMap<String, ElementId> = headlines(&db, first_id).await.into_iter().collect();

        // One is reworded under another name, one reworded, one split, one merged, one retired; one is new.
        let text = "# Ledelsesgrundlag for Nørreå Kommune\n\nNyt.\n\n## Borgeren først\n\nVi er til for borgeren.\n\n\
            ## Sammen på tværs\n\nBorgerens liv følger ikke vores organisationsdiagram. De bedste løsninger bliver til, \
            når vi arbejder på tværs af fag, centre og områder – og sammen med foreninger, virksomheder og pårørende. \
            Vi ser helheden, før vi ser vores eget.\n\n## Tydelig retning\n\nVi ved, hvor vi skal hen.\n\n\
            ## Håndværk\n\nKvalitet.\n\n## Læring\n\nVi lærer.\n";
        let split = upload(&stine, "leadership", "l2.md", text.as_bytes()).await;
        let page = stine.get(&split).await;
        let publish = press(&stine, &split, fields(&page, &split), "store").await.location().to_owned();
        let before = db.statements();
        let page = stine.get(&publish).await;
        assert!(db.statements() - before <= 8);
        let form = fields(&page, &publish);
        let fates: Vec<&str> = form.iter().filter(|(n, _)| n == "fate").map(|(_, v)| v.as_str()).collect();
        assert_eq!(fates, ["reworded", "reworded", "reworded", "", "", ""]);

        let unanswered = send(&stine, &publish, &form).await;
        assert_eq!(unanswered.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unanswered.body.contains("Sig, hvad der blev af »Tillid og ansvar«."));
        let new_id: EditionId = publish.split('/').nth(3).unwrap().parse().unwrap();
        let new: HashMap<String, ElementId> = headlines(&db, new_id).await.into_iter().collect();
        assert_eq!(new["Borgeren først"], old["Borgeren først"], "the same headline is the same element");
        let mut form = fields(&unanswered, &publish);
        for (n, fate) in [(3, "merged"), (4, "split"), (5, "retired")] {
            set(&mut form, "fate", n, fate);
        }
        set(&mut form, "why", 4, "Det var to ting");
        let mut few = form.clone();
        few.push(("into".into(), format!("{}:{}", old["Faglig stolthed"], new["Læring"])));
        let refused = send(&stine, &publish, &few).await;
        assert!(refused.body.contains("Vælg mindst to elementer") && refused.body.contains("Det var to ting"));
        for (o, n) in [("Faglig stolthed", "Læring"), ("Faglig stolthed", "Håndværk"), ("Tillid og ansvar", "Tydelig retning")] {
            form.push(("into".into(), format!("{}:{}", old[o], new[n])));
        }
        // Before the edition before is too early; a future day is fine.
        set(&mut form, "from", 0, "2026-11-22");
        assert!(send(&stine, &publish, &form).await.body.contains("ikke ligger før 23. november 2026"));
        set(&mut form, "from", 0, "2027-01-01");
        let published = send(&stine, &publish, &form).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.body);
        let second = published.location().to_owned();
        assert_eq!(send(&stine, &publish, &form).await.location(), second, "a second click changes nothing");

        let now: HashMap<String, ElementId> = headlines(&db, new_id).await.into_iter().collect();
        assert_eq!(now["Sammen på tværs"], old["Tværgående samarbejde"], "reworded, it keeps its identity");

        // Until its day comes readers have the first edition, and are told.
        let nina = house.signed_in("Nina").await;
        let page = nina.get("/elements").await;
        assert!(page.body.contains("Faglig stolthed") && page.body.contains("Den gælder fra 1. januar 2027"));
        assert!(!page.body.contains("Sammen på tværs"));
        assert!(nina.get(&second).await.body.contains("Træder i kraft 1. januar 2027"));
        let later: Day = "2027-01-01".parse().unwrap();
        let conn = &mut db.read().await.unwrap();
        let names = |elements: Vec<store::foundation::CurrentElement>| -> Vec<String> {
            elements.into_iter().filter(|e| e.kind == Kind::Leadership).map(|e| e.headline).collect()
        };
        assert_eq!(names(store::foundation::current(conn, today()).await.unwrap()).len(), 6);
        assert_eq!(
            names(store::foundation::current(conn, later).await.unwrap()),
            ["Borgeren først", "Sammen på tværs", "Tydelig retning", "Håndværk", "Læring"]
        );
        let split_up = store::foundation::element(conn, old["Faglig stolthed"], later).await.unwrap().unwrap();
        let became: Vec<&str> = split_up.became.iter().map(|r| r.headline.as_str()).collect();
        assert_eq!((split_up.current.is_none(), became.len()), (true, 2));
        let craft = store::foundation::element(conn, new["Håndværk"], later).await.unwrap().unwrap();
        assert_eq!(craft.came_from[0].headline, "Faglig stolthed");
        let renamed = store::foundation::element(conn, old["Tværgående samarbejde"], later).await.unwrap().unwrap();
        assert_eq!((renamed.headline(), renamed.earlier.len(), renamed.ties.len()), ("Sammen på tværs", 1, 1));
        assert!(store::foundation::element(conn, old["Mod til at prøve nyt"], later).await.unwrap().unwrap().retired.is_some());

        let compare = format!("/editions/{first_id}/compare/{new_id}");
        let before = db.statements();
        let page = nina.get(&compare).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(db.statements() - before <= 8);
        for text in ["formuleret om", "delt i flere", "lagt sammen", "taget ud", "Det var to ting", "<ins>", "<del>"] {
            assert!(page.body.contains(text), "{text}");
        }
        assert!(nina.in_english().get(&compare).await.body.contains("split into several"));
        // What was written under the first edition still finds it.
        assert!(nina.get(&first).await.body.contains("Mod til at prøve nyt"));
        let listed = stine.get("/foundations").await;
        assert!(listed.body.contains("på vej") && listed.body.contains("fra 1. januar 2027"));
        assert_eq!(nina.get(&format!("/editions/{new_id}/compare/{}", editions(&db).await.iter().find(|e| e.kind == Kind::Employee).unwrap().id)).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_draft_in_the_way_keeps_an_upload_waiting() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let path = upload(&stine, "leadership", "l.md", LEADERS).await;
        let draft = stine
            .post("/foundations", &[("kind", "leadership")])
            .await
            .location()
            .to_owned();
        let page = stine.get(&path).await;
        assert!(page.body.contains("Der ligger allerede en kladde til udgave 1"));
        let refused = press(&stine, &path, fields(&page, &path), "store").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.body.contains("Der ligger allerede en kladde"));
        stine.post(&format!("{draft}/discard"), &[]).await;
        let stored = press(&stine, &path, fields(&stine.get(&path).await, &path), "store").await;
        assert_eq!(stored.status, StatusCode::SEE_OTHER);
        // Forms of another shape than the page's are refused whole.
        let path = upload(&stine, "employee", "m.md", EMPLOYEES).await;
        let form = fields(&stine.get(&path).await, &path);
        for (name, value) in [("headline", "en mere"), ("of", "99"), ("tie", "0:x"), ("state", "x")] {
            let mut bent = form.clone();
            bent.push((name.into(), value.into()));
            assert_eq!(
                press(&stine, &path, bent, "save").await.status,
                StatusCode::BAD_REQUEST,
                "{name}"
            );
        }
        for button in ["explode:1", "merge:x", "cut:77"] {
            let answer = press(&stine, &path, form.clone(), button).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{button}");
        }
    })
    .await;
}

#[tokio::test]
async fn prominence_has_a_reason_and_a_history_of_its_own() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let element = house.elements["Mod til at prøve nyt"];
        let path = format!("/elements/{element}/prominence");
        let bare = stine.post(&path, &[("prominent", "yes"), ("reason", " ")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.body.contains("Skriv noget her.") && bare.body.contains("value=\"yes\" checked"));
        assert_eq!(
            stine
                .post(&path, &[("prominent", "måske"), ("reason", "x")])
                .await
                .status,
            StatusCode::BAD_REQUEST
        );
        for (choice, reason) in [
            ("yes", "Hovedudvalget valgte det"),
            ("yes", "To var uenige"),
            ("no", "Det lever nu"),
            ("no", "Stadig"),
        ] {
            let saved = stine.post(&path, &[("prominent", choice), ("reason", reason)]).await;
            assert_eq!(saved.location(), "/foundations/prominence");
        }
        let page = stine.get(&path).await;
        for reason in [
            "Hovedudvalget valgte det",
            "To var uenige",
            "Det lever nu",
            "Stadig",
            "Stine Prøvesen",
        ] {
            assert!(page.body.contains(reason), "{reason}");
        }
        let current = |db: Db| async move {
            let all = store::foundation::current(&mut db.read().await.unwrap(), today())
                .await
                .unwrap();
            all.into_iter()
                .filter(|e| e.prominent)
                .map(|e| e.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(current(db.clone()).await, [house.elements["Borgeren først"]]);
        stine.post(&path, &[("prominent", "yes"), ("reason", "Igen")]).await;
        assert_eq!(current(db.clone()).await.len(), 2);
        let nina = house.signed_in("Nina").await;
        assert!(nina.get("/elements").await.body.contains("Igen"));
        assert!(nina.get(&format!("/elements/{element}")).await.body.contains("Igen"));
    })
    .await;
}

#[tokio::test]
async fn more_than_seven_prominent_ones_are_warned_about_kindly() {
    on_both(async |db| {
        let house = House::empty(db.clone()).await;
        let stine = house.signed_in("Stine").await;
        let text = (1..=8).fold("# Grundlag\n".to_owned(), |t, n| {
            format!("{t}\n## Element {n}\n\nTekst {n}.\n")
        });
        bring_in(&stine, "leadership", "l.md", text.as_bytes()).await;
        let all = store::foundation::current(&mut db.read().await.unwrap(), today())
            .await
            .unwrap();
        for (n, element) in all.iter().enumerate() {
            let path = format!("/elements/{}/prominence", element.id);
            let page = stine.get(&path).await;
            assert_eq!(page.body.contains("der træder frem"), n == 7, "{n}");
            stine.post(&path, &[("prominent", "yes"), ("reason", "Fordi")]).await;
        }
        let page = stine.get("/foundations/prominence").await;
        assert!(page.body.contains("8 elementer er fremtrædende. Er der flere end 7"));
    })
    .await;
}

#[tokio::test]
async fn a_published_edition_is_immutable_in_the_database_itself() {
    on_both(async |db| {
        let house = House::new(db.clone()).await;
        let edition = house.editions["leadership"];
        let element = house.elements["Borgeren først"];
        let mut tx = db.write().await.unwrap();
        assert_eq!(store::foundation::begin_save(&mut tx, edition).await.unwrap(), None);
        let again = store::foundation::publish(&mut tx, edition, today(), None, Instant(1))
            .await
            .unwrap();
        assert!(!again);
        tx.roll_back().await.unwrap();
        let text = Text::default();
        let answer = FateAnswer {
            element,
            fate: Some(Fate::Retired),
            into: vec![],
            why: String::new(),
        };
        let other = house.elements["Vi er her for borgerne"];
        let mut refused = 0;
        for attempt in 0..5 {
            let tx = &mut db.write().await.unwrap();
            let result = match attempt {
                0 => store::foundation::save_text(tx, edition, element, &text, 2).await,
                1 => store::foundation::set_ties(tx, edition, element, &[other]).await,
                2 => store::foundation::discard(tx, edition).await,
                3 => store::foundation::remove_element(tx, edition, element).await,
                _ => store::foundation::set_fates(tx, edition, std::slice::from_ref(&answer), || edition.0).await,
            };
            refused += usize::from(result.is_err());
        }
        assert_eq!(refused, 5);
        let conn = &mut db.read().await.unwrap();
        let before = db.statements();
        let page = store::foundation::element(conn, element, today())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(db.statements() - before, 2);
        assert_eq!((page.headline(), page.ties.len()), ("Borgeren først", 1));
    })
    .await;
}
