//! Both formats, as files, as a workbook and as an archive.

mod support;

use intake::organisation::{Format, Part, ProblemKind, Role};
use intake::{Error, Limits};
use jiff::civil::date;
use support::{Taken, take, take_with, zip};

const UNITS: &[u8] = include_bytes!("data/organisation.csv");
const PEOPLE: &[u8] = include_bytes!("data/people.csv");

/// Five files as OS2mo writes them, with what newer versions add. The CPR numbers are no person's: the day is 31
/// and the month February.
const CPR: &str = "3102991234";
const BRUGER: &str = "BrugerId;CPR;Navn;E-mail;Mobil;Stilling\n\
    7d5f9a10-0000-4000-8000-000000000001;3102991234;Leyla Kaplan;leyla@norreaa.example;20304050;Kommunaldirektør\n\
    7d5f9a10-0000-4000-8000-000000000002;310299-1234; Allan   Pallesen ;;;Sosu-assistent\n";
const ORGANISATION: &str = "AfdelingsID;Afdelingsnavn;Parentid;Gade;Postnr;By\n\
    a1;Nørreå Kommune;;Torvet 1;9999;Nørreå\n\
    a2;Hjemmeplejen;a1;Torvet 2;9999;Nørreå\n";
const ENGAGEMENT: &str = "EngagementId;BrugerId;AfdelingsId;AktivStatus;StillingskodeId;Primær;Engagementstype;StartdatoEngagement\n\
    e1;7d5f9a10-0000-4000-8000-000000000001;a1;1;s1;1;Månedsløn;\n\
    e2;7d5f9a10-0000-4000-8000-000000000002;a2;1;s2;1;Timeløn;2026-03-01\n\
    e3;7d5f9a10-0000-4000-8000-000000000002;a1;1;s1;0;Timeløn;\n\
    e4;7d5f9a10-0000-4000-8000-000000000002;a1;0;s2;0;Timeløn;2027-01-01\n";
const STILLINGSKODE: &str = "StillingskodeID;AktivStatus;Stillingskode;Stillingskode#\ns1;1;Direktør;s1\ns2;1;Sosu-assistent;s2\n";
const LEDER: &str = "BrugerId;AfdelingsID;AktivStatus;Titel\n\
    7d5f9a10-0000-4000-8000-000000000001;a1;1;Personaleledelse\n\
    7d5f9a10-0000-4000-8000-000000000001;a2;0;Personaleledelse\n";

fn os2mo() -> [(&'static str, &'static str); 5] {
    [
        ("plan2learn_bruger.csv", BRUGER),
        ("1.csv", ORGANISATION),
        ("2.csv", ENGAGEMENT),
        ("3.csv", STILLINGSKODE),
        ("leder.csv", LEDER),
    ]
}

fn bytes<'a>(files: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a [u8])> {
    files
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect()
}

fn problems(files: &[(&str, &[u8])]) -> (Taken, Vec<(u32, ProblemKind)>) {
    let (taken, report) = take(files).unwrap();
    assert_eq!(report.problem_count, report.problems.len() as u64);
    (
        taken,
        report
            .problems
            .iter()
            .map(|problem| (problem.row, problem.kind))
            .collect(),
    )
}

/// Sample files with these rows below the headers; units `u1` and `u2` are there.
fn sample_people(rows: &str) -> (Taken, Vec<(u32, ProblemKind)>) {
    let people = format!("id,name,email,unit_id,title,role,level,acting,from,to\n{rows}");
    let units = "id,parent_id,name,kind\nu1,,Top,kommune\nu2,u1,Under,center\n";
    problems(&bytes(&[
        ("organisation.csv", units),
        ("people.csv", &people),
    ]))
}

#[test]
fn the_sample_municipality() {
    let (taken, report) = take(&[("organisation.csv", UNITS), ("people.csv", PEOPLE)]).unwrap();
    assert_eq!(
        (report.format, report.problem_count, report.inactive),
        (Format::Sample, 0, 0)
    );
    assert_eq!(
        (report.units, report.people, report.posts),
        (204, 1_215, 1_213 + 2)
    );
    assert_eq!(taken.units[0].parent, None);
    assert_eq!(
        (taken.units[1].name.as_str(), taken.units[1].kind.as_deref()),
        ("Direktionen", Some("direktion"))
    );
    let leaders = taken
        .posts
        .iter()
        .filter(|post| post.role == Role::Leader)
        .count();
    let levelled = taken
        .posts
        .iter()
        .filter(|post| post.level.is_some())
        .count();
    assert_eq!((leaders, levelled), (101, 101));
    assert_eq!(taken.posts[1].title, "Direktør for Børn, Unge og Kultur");
}

#[test]
fn encodings_delimiters_and_line_ends_are_found_out() {
    let expected = take(&[("o.csv", UNITS), ("p.csv", PEOPLE)]).unwrap().0;
    let (units, people) = (
        std::str::from_utf8(UNITS).unwrap(),
        std::str::from_utf8(PEOPLE).unwrap(),
    );
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let encodings: [&dyn Fn(&str) -> Vec<u8>; 5] = [
        &|text| format!("\u{FEFF}{text}").into_bytes(),
        &|text| utf16(text, false),
        &|text| utf16(text, true),
        &|text| {
            text.chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap())
                .collect()
        },
        &|text| text.replace('\n', "\r\n").into_bytes(),
    ];
    for (number, encode) in encodings.iter().enumerate() {
        let read = take(&[("x", &encode(people)), ("y", &encode(units))])
            .unwrap()
            .0;
        assert!(read == expected, "encoding {number}");
    }
    // No cell has a tab in it; those with a comma are quoted, and tabs leave the quotation marks standing.
    let tabs = units.replace(',', "\t");
    assert_eq!(
        take(&[("o.tsv", tabs.as_bytes()), ("p.csv", PEOPLE)])
            .unwrap()
            .0
            .units,
        expected.units
    );
}

#[test]
fn os2mo_as_it_is() {
    let (taken, report) = take(&bytes(&os2mo())).unwrap();
    assert_eq!(
        (report.format, report.inactive, report.problem_count),
        (Format::Os2mo, 2, 0)
    );
    assert_eq!(taken.units[1].parent.as_deref(), Some("a1"));
    assert_eq!(taken.units[1].kind, None);
    assert_eq!(
        (
            taken.people[1].name.as_str(),
            taken.people[1].email.as_deref()
        ),
        ("Allan Pallesen", None)
    );
    let posts: Vec<_> = taken
        .posts
        .iter()
        .map(|post| {
            (
                &post.person[35..],
                post.unit.as_str(),
                post.title.as_str(),
                post.role,
                post.from,
            )
        })
        .collect();
    assert_eq!(
        posts,
        [
            ("1", "a1", "Direktør", Role::Employee, None),
            (
                "2",
                "a2",
                "Sosu-assistent",
                Role::Employee,
                Some(date(2026, 3, 1))
            ),
            ("2", "a1", "Direktør", Role::Employee, None),
            ("1", "a1", "Personaleledelse", Role::Leader, None),
        ]
    );
    assert!(
        taken
            .posts
            .iter()
            .all(|post| post.level.is_none() && !post.acting && post.to.is_none())
    );
}

#[test]
fn headers_in_other_spellings_and_an_archive() {
    let engagement = ENGAGEMENT
        .replace("Primær", " PRIMAER ")
        .replace("BrugerId", "brugerid");
    let plain = take(&bytes(&os2mo())).unwrap();
    let entries = [
        ("os2mo/", b"".as_slice()),
        ("os2mo/bruger.csv", BRUGER.as_bytes()),
        ("os2mo/organisation.csv", ORGANISATION.as_bytes()),
        ("os2mo/engagement.csv", engagement.as_bytes()),
        ("os2mo/stillingskode.csv", STILLINGSKODE.as_bytes()),
        ("os2mo/leder.csv", LEDER.as_bytes()),
        ("__MACOSX/os2mo/._leder.csv", b"\0\0"),
    ];
    assert_eq!(take(&[("alt.zip", &zip(&entries))]).unwrap(), plain);
}

#[test]
fn titles_fall_back_on_the_primary_engagement() {
    let stillingskode = STILLINGSKODE.replace("s2;1;", "s2;0;");
    let mut files = os2mo();
    files[3].1 = &stillingskode;
    let (taken, found) = problems(&bytes(&files));
    assert_eq!(taken.posts[1].title, "Sosu-assistent");
    assert_eq!(found, [(3, ProblemKind::UnknownJobTitle)]);
}

#[test]
fn rows_with_problems() {
    let (taken, found) = sample_people(
        "p1,Ida Bækkelund,ida@norreaa.example,u1,Chef,leder,chef,ja,2026-01-01,31.12.2026\n\
         p1,Ida Bækkelund,ida@norreaa.example,u2,Konsulent,medarbejder,,,,\n\
         p1,Ida Bækkelund,ida@norreaa.example,u2,Konsulent,medarbejder,,,,\n\
         p1,Ida Olsen,ida@norreaa.example,u2,Konsulent,medarbejder,,,,\n\
         ,Uden Nøgle,,u1,,leder,,,,\n\
         p2,,,u1,,leder,,,,\n\
         p3,Skæv Adresse,ida@@norreaa,u1,,leder,,,,\n\
         p4,Ukendt Rolle,,u1,,vikar,,,,\n\
         p5,Ukendt Enhed,,u9,,leder,,,,\n\
         p6,Uden Enhed,,,Chef,leder,,,,\n\
         p7,Skæv Dato,,u1,,leder,,,2026-02-30,\n\
         p8,Omvendt Dato,,u1,,leder,,,2026-03-01,2026-02-01\n\
         p9,Uden Post,,,,,,,,\n\
         p9,Uden Post,,,,,,,,\n\
         q1,Måske,,u1,,leder,,måske,,\n\
         q2,Styre\u{1}tegn,,u1,,leder,,,,\n\
         q3,Cpr 310299-1234,,u1,,leder,,,,\n\
         q4,God,310299-1234@norreaa.example,u1,,leder,,,,\n",
    );
    assert_eq!(
        found,
        [
            (4, ProblemKind::Repeated),
            (5, ProblemKind::DuplicateId { first_row: 2 }),
            (6, ProblemKind::MissingId),
            (7, ProblemKind::MissingName),
            (8, ProblemKind::MalformedEmail),
            (9, ProblemKind::UnknownRole),
            (10, ProblemKind::UnknownUnit),
            (11, ProblemKind::MissingUnit),
            (12, ProblemKind::MalformedDate { column: "from" }),
            (13, ProblemKind::DatesReversed),
            (15, ProblemKind::Repeated),
            (16, ProblemKind::UnknownAnswer { column: "acting" }),
            (17, ProblemKind::ControlCharacter { column: "name" }),
            (18, ProblemKind::PersonNumber { column: "name" }),
            (19, ProblemKind::PersonNumber { column: "email" }),
        ]
    );
    let people: Vec<&str> = taken
        .people
        .iter()
        .map(|person| person.external_id.as_str())
        .collect();
    assert_eq!(
        people,
        ["p1", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "q1", "q4"]
    );
    assert!(taken.people[1].email.is_none() && taken.people[9].email.is_none());
    let first = &taken.posts[0];
    assert_eq!(
        (first.acting, first.from, first.to),
        (true, Some(date(2026, 1, 1)), Some(date(2026, 12, 31)))
    );
    assert_eq!(taken.posts.len(), 4);
}

#[test]
fn texts_are_made_uniform_and_limited() {
    let long = "å".repeat(200);
    let (taken, found) = sample_people(&format!(
        "p1, A\u{30A}se\u{A0} \u{200B}Holm\t,,u1,\"Chef\nfor drift\",LEDER,,,,\n\
         p2,{long},,u1,,leder,,,,\np3,{long}å,,u1,,leder,,,,\n"
    ));
    assert_eq!(
        (taken.people[0].name.as_str(), taken.posts[0].title.as_str()),
        ("Åse Holm", "Chef for drift")
    );
    assert_eq!(taken.people.len(), 2);
    assert_eq!(
        found,
        [(
            5,
            ProblemKind::TooLong {
                column: "name",
                limit: 200
            }
        )]
    );
}

#[test]
fn units_with_problems() {
    let units = "id,parent_id,name,kind\n\
                 u2,u1,Under,\nu1,,Top,\nu3,u9,Hjemløs,\nu1,u2,Igen,\n,u1,Uden nøgle,\nu4,u1,,\n";
    let people = "id,name,email,unit_id,title,role,level\n";
    let (taken, found) = problems(&bytes(&[("o.csv", units), ("p.csv", people)]));
    let kept: Vec<_> = taken
        .units
        .iter()
        .map(|u| (u.external_id.as_str(), u.parent.as_deref()))
        .collect();
    assert_eq!(kept, [("u2", Some("u1")), ("u1", None), ("u3", None)]);
    assert_eq!(
        found,
        [
            (6, ProblemKind::MissingId),
            (7, ProblemKind::MissingName),
            (5, ProblemKind::DuplicateId { first_row: 3 }),
            (4, ProblemKind::UnknownParent),
        ]
    );
}

#[test]
fn problems_are_capped_and_counted() {
    let people = format!(
        "id,name,email,unit_id,title,role,level\n{}",
        "p,,,u1,,,\n".repeat(1_000)
    );
    let (_, report) = take(&[("o.csv", UNITS), ("p.csv", people.as_bytes())]).unwrap();
    assert_eq!((report.problems.len(), report.problem_count), (200, 1_000));
}

#[test]
fn missing_mixed_and_unknown_files() {
    let files = os2mo();
    let of = |at: &[usize]| bytes(&at.iter().map(|at| files[*at]).collect::<Vec<_>>());
    assert_eq!(
        take(&of(&[0, 1, 2, 3])).unwrap_err(),
        Error::MissingPart { part: Part::Leder }
    );
    assert_eq!(
        take(&[]).unwrap_err(),
        Error::MissingPart { part: Part::Units }
    );
    assert_eq!(
        take(&of(&[0, 1, 0])).unwrap_err(),
        Error::DuplicatePart {
            part: Part::Bruger,
            first: "plan2learn_bruger.csv".to_owned(),
            second: "plan2learn_bruger.csv".to_owned()
        }
    );
    let mut mixed = of(&[0, 1]);
    mixed.push(("people.csv", PEOPLE));
    assert!(matches!(
        take(&mixed).unwrap_err(),
        Error::MixedFormats {
            format: Format::Os2mo,
            ..
        }
    ));
    assert_eq!(
        take(&[("x.csv", b"navn;alder\nIda;40\n")]).unwrap_err(),
        Error::Unrecognised {
            file: "x.csv".to_owned()
        }
    );
    let without = BRUGER.replace("E-mail", "Mail");
    let missing = Error::MissingColumn {
        file: "b.csv".to_owned(),
        column: "E-mail",
    };
    assert_eq!(take(&[("b.csv", without.as_bytes())]).unwrap_err(), missing);
    let twice = BRUGER.replace("Mobil", "navn");
    let duplicate = Error::DuplicateColumn {
        file: "b.csv".to_owned(),
        column: "Navn",
    };
    assert_eq!(take(&[("b.csv", twice.as_bytes())]).unwrap_err(), duplicate);
}

/// Everything that comes out for these files, errors too, as a log would show it.
fn shown(files: &[(&str, &str)]) -> String {
    format!(
        "{:?} {}",
        take(&bytes(files)),
        take(&bytes(files)).map_or_else(|e| e.to_string(), |_| String::new())
    )
}

#[test]
fn cpr_numbers_never_come_out() {
    let canaries = [CPR, "310299-1234", "310299"];
    let clean = |files: &[(&str, &str)]| {
        let shown = shown(files);
        canaries.iter().all(|canary| !shown.contains(canary))
            && !shown.contains("20304050")
            && !shown.contains("Torvet")
    };
    assert!(BRUGER.contains(CPR) && clean(&os2mo()));

    // Broken in every way in which a row of bruger.csv can break, whatever the message shows.
    let breaks: [&dyn Fn(&str) -> String; 9] = [
        &|text| text.replace(";Leyla", ";\"Leyla"),
        &|text| text.replace("Leyla", "\"Ley\"la"),
        &|text| text.replace("Kommunaldirektør", "a;b;c;d"),
        &|text| text.replace("Leyla Kaplan", &"x".repeat(5_000)),
        &|text| text.replace("Leyla Kaplan", "310299-1234"),
        &|text| text.replace("leyla@norreaa.example", "3102991234"),
        &|text| text.replace("7d5f9a10-0000-4000-8000-000000000001", ""),
        // The columns are shifted, so that CPR stands under another header.
        &|text| text.replace("CPR;Navn", "Navn;CPR"),
        // Without headers, the first person is the header row.
        &|text| text.lines().skip(1).collect::<Vec<_>>().join("\n"),
    ];
    for (number, broken) in breaks.iter().enumerate() {
        let bruger = broken(BRUGER);
        assert_ne!(bruger, BRUGER);
        let mut files = os2mo();
        files[0].1 = &bruger;
        assert!(clean(&files), "{number}: {}", shown(&files));
    }
    let file = intake::File::new("bruger.csv", BRUGER.as_bytes());
    assert!(!format!("{file:?}").contains("31029"));
}

#[test]
fn a_cpr_number_as_key_ends_the_reading() {
    for key in [CPR, "310299-1234", "310299 1234", "9102991234", "102991234"] {
        // bruger.csv, engagement.csv and leder.csv, and the row in which the person is first named there.
        for (at, id, row) in [(0, "02", 3), (2, "02", 3), (4, "01", 2)] {
            let mut files = os2mo();
            let replaced = files[at]
                .1
                .replace(&format!("7d5f9a10-0000-4000-8000-0000000000{id}"), key);
            files[at].1 = &replaced;
            let error = take(&bytes(&files)).unwrap_err();
            let file = files[at].0.to_owned();
            assert!(!error.to_string().contains("1234"));
            assert_eq!(
                error,
                Error::PersonNumberAsKey {
                    file,
                    row,
                    column: "BrugerId"
                },
                "{key}"
            );
        }
    }
    let people = format!("id,name,email,unit_id,title,role,level\n{CPR},Ida,,u001,,leder,\n");
    assert!(matches!(
        take(&[("o.csv", UNITS), ("p.csv", people.as_bytes())]),
        Err(Error::PersonNumberAsKey {
            row: 2,
            column: "id",
            ..
        })
    ));
}

#[test]
fn the_receiver_can_stop() {
    use intake::organisation::{Stopped, read};
    let files = [
        intake::File::new("o.csv", UNITS),
        intake::File::new("p.csv", PEOPLE),
    ];
    let mut batches = 0;
    let stopped = read(&files, &Limits::default(), |_| {
        batches += 1;
        if batches == 2 { Err("full") } else { Ok(()) }
    });
    assert_eq!((stopped, batches), (Err(Stopped::Sink("full")), 2));
}

#[test]
fn row_and_column_limits() {
    let limits = Limits {
        rows: 1_214,
        ..Limits::default()
    };
    let files: [(&str, &[u8]); 2] = [("o.csv", UNITS), ("p.csv", PEOPLE)];
    assert_eq!(
        take_with(&files, &limits).unwrap_err(),
        Error::TooManyRows {
            file: "p.csv".to_owned(),
            limit: 1_214
        }
    );
    assert!(
        take_with(
            &files,
            &Limits {
                rows: 1_215,
                ..limits
            }
        )
        .is_ok()
    );
}
