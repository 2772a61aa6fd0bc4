//! 171 short made-up English passages, five and more to a family (`data/english/passages.txt`), by a writer who had not read the
//! English rules. Too few and too different to learn from: each left out in turn, the others do not find its family.

use language::assignment::Reader;
use language::detector::{Detector, Profile, Reading, Share};
use language::foundation::Foundation;
use language::library::Library;
use language::morphology::Language;

#[test]
fn english_rules_on_passages_by_a_stranger() {
    let library = Library::shipped(Language::English);
    // Each family as an element of its own.
    let profiles: Vec<Profile> = library
        .families
        .iter()
        .map(|family| Profile {
            element: family.english.clone(),
            families: vec![Share {
                family: family.key.clone(),
                share: 1.0,
            }],
            own: Vec::new(),
        })
        .collect();
    let names: String = profiles
        .iter()
        .map(|profile| format!("## {}\n\n.\n\n", profile.element))
        .collect();
    let foundation = Foundation::parse(&format!("# Families\n\n{names}")).unwrap();
    let detector = Detector::build(library, profiles).unwrap();
    let mut reader = Reader::new(&detector, &foundation, Language::English);
    let (mut family, mut reading) = ("", Reading::default());
    let (mut told, mut found, mut other, mut silent, mut nothing, mut alarms) = (0, 0, 0, 0, 0, 0);
    for line in include_str!("data/english/passages.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        if let Some(key) = line.strip_prefix("= ") {
            assert!(key == "none" || library.family(key).is_some(), "{key}");
            family = key;
            continue;
        }
        reader.read(line.trim_start_matches('!'), &mut reading);
        // What an element needs before it is assigned, in the rules' own weights.
        let best = (0..reading.scores.len())
            .filter(|at| detector.family_keys[*at] != "practical" && detector.family_keys[*at] != "absence")
            .max_by(|a, b| reading.scores[*a].total_cmp(&reading.scores[*b]))
            .filter(|at| reading.scores[*at] >= 2.6)
            .map(|at| detector.family_keys[at].as_str());
        match (family, best) {
            ("none", best) => {
                nothing += 1;
                alarms += i32::from(best.is_some());
            }
            (family, best) => {
                told += 1;
                match best {
                    Some(best) if best == family => found += 1,
                    Some(_) => other += 1,
                    None => silent += 1,
                }
            }
        }
    }
    eprintln!(
        "English rules: of {told} passages {found} found, {other} taken for another family, {silent} not seen; of {nothing} about nothing {alarms} taken for something"
    );
    assert_eq!((told, nothing), (155, 16));
    assert!(alarms <= 2, "{alarms}");
}
