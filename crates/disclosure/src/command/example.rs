//! `grundlag disclosure audit --example`: an invented school and day-care area, so that a representative can see what the
//! promise means before anybody has answered anything.

use std::io::Write;

use super::{Form, Stop, audit, protect};
use crate::words::Language;

/// Units of the example in Danish and English: id, parent, people without the leader, women among them.
const UNITS: [(Name, Option<Name>, u32, u32); 7] = [
    (TOP, None, 4, 3),
    (SCHOOLS, Some(TOP), 0, 0),
    (CARE, Some(TOP), 0, 0),
    (["Bakkeskolen", "Hill School"], Some(SCHOOLS), 24, 15),
    (["Engskolen", "Meadow School"], Some(SCHOOLS), 19, 12),
    (["Solen", "The Sun"], Some(CARE), 12, 10),
    (["Månen", "The Moon"], Some(CARE), 3, 3),
];
const TOP: Name = ["Børn og Unge", "Children and Young People"];
const SCHOOLS: Name = ["Skoler", "Schools"];
const CARE: Name = ["Dagtilbud", "Day Care"];
const SEX: Name = ["køn", "sex"];
const WOMAN: Name = ["kvinde", "woman"];
const MAN: Name = ["mand", "man"];
const ITEM: Name = ["Jeg ved, hvad min leder står for", "I know what my leader stands for"];

/// A name in Danish and English.
type Name = [&'static str; 2];

/// Writes the example twice: as somebody would show it who only asks that each group holds at least five, and as this
/// system shows it, each with its report.
///
/// # Errors
/// Only from writing.
pub fn example(mut output: impl Write, language: Language) -> Result<(), Stop> {
    let say = |name: Name| match language {
        Language::Danish => name[0],
        Language::English => name[1],
    };
    let wave = wave(say);
    let mut naive = wave.clone();
    for (unit, people, women) in sizes() {
        let unit = say(unit);
        if people >= 5 {
            naive += &format!("{{\"type\":\"shown\",\"unit\":\"{unit}\"}}\n");
        }
        for (category, n) in [(WOMAN, women), (MAN, people - women)] {
            if n >= 5 {
                naive += &shown(unit, say(SEX), say(category));
            }
        }
    }
    let (intro, then) = match language {
        Language::Danish => (
            "Eksemplet er opdigtet: et område med to skoler og to dagtilbud. Alle har svaret på ét spørgsmål, og svarene kan\n\
             deles op på køn. En leders svar tælles med på niveauet over lederens egen enhed.\n\n\
             FØRST: Alle grupper på mindst fem personer er vist. Det lyder sikkert, og sådan gør mange systemer.\n",
            "\nTag Solen: 12 har svaret, og 10 af dem er kvinder. Trækker man kvindernes svar fra alles, har man de to mænds.\n\
             Kender den ene sit eget svar, kender han også den andens.\n\n\
             SÅ: Det, som Grundlag viser af de samme svar.\n",
        ),
        Language::English => (
            "The example is invented: an area with two schools and two day nurseries. Everybody answered one question, and\n\
             the answers can be divided by sex. A leader's answer counts on the level above the leader's own unit.\n\n\
             FIRST: All groups of at least five people are shown. It sounds safe, and many systems do so.\n",
            "\nTake The Sun: 12 answered, and 10 of them are women. All answers less the women's are those of the two men. One\n\
             of them knows his own answer, and so he knows the other's.\n\n\
             THEN: What Grundlag shows of the same answers.\n",
        ),
    };
    writeln!(output, "{intro}")?;
    audit(naive.as_bytes(), &mut output, Form::Words(language))?;
    let mut release = Vec::new();
    protect(wave.as_bytes(), &mut release)?;
    let kept: String = String::from_utf8_lossy(&release)
        .lines()
        .filter(|line| line.contains("\"type\":\"shown\""))
        .map(|line| format!("{line}\n"))
        .collect();
    writeln!(output, "{then}")?;
    audit((wave + &kept).as_bytes(), &mut output, Form::Words(language))?;
    Ok(())
}

fn shown(unit: &str, filter: &str, category: &str) -> String {
    format!("{{\"type\":\"shown\",\"unit\":\"{unit}\",\"filter\":\"{filter}\",\"category\":\"{category}\"}}\n")
}

/// A leader of each unit below the top answers with the unit above; every second one is a woman.
fn people() -> Vec<(Name, bool, Name)> {
    let mut people = Vec::new();
    for (number, (unit, parent, staff, women)) in UNITS.into_iter().enumerate() {
        for person in 0..staff {
            people.push((unit, false, if person < women { WOMAN } else { MAN }));
        }
        if parent.is_some() {
            people.push((unit, true, if number % 2 == 0 { WOMAN } else { MAN }));
        }
    }
    people
}

/// Each unit with the people and the women whose answers count in it.
fn sizes() -> Vec<(Name, u32, u32)> {
    let parent = |unit: Name| UNITS.into_iter().find(|u| u.0 == unit).and_then(|u| u.1);
    UNITS
        .into_iter()
        .map(|(unit, ..)| {
            let (mut all, mut women) = (0, 0);
            for (home, leads, sex) in people() {
                let mut at = if leads { parent(home) } else { Some(home) };
                while let Some(here) = at {
                    if here == unit {
                        all += 1;
                        women += u32::from(sex == WOMAN);
                    }
                    at = parent(here);
                }
            }
            (unit, all, women)
        })
        .collect()
}

fn wave(say: impl Fn(Name) -> &'static str) -> String {
    let mut lines = String::new();
    for (unit, parent, ..) in UNITS {
        let parent = parent.map_or("null".to_owned(), |p| format!("\"{}\"", say(p)));
        lines += &format!("{{\"type\":\"unit\",\"id\":\"{}\",\"parent\":{parent}}}\n", say(unit));
    }
    let (filter, item) = (say(SEX), say(ITEM));
    lines += &format!(
        "{{\"type\":\"filter\",\"name\":\"{filter}\",\"categories\":[\"{}\",\"{}\"]}}\n\
         {{\"type\":\"item\",\"name\":\"{item}\",\"low\":1,\"high\":5,\"favourable\":4}}\n",
        say(WOMAN),
        say(MAN)
    );
    for (number, (unit, leads, sex)) in people().into_iter().enumerate() {
        let answer = 1 + (number * 7 + number / 5) % 5;
        lines += &format!(
            "{{\"type\":\"person\",\"unit\":\"{}\",\"leads\":{leads},\"categories\":{{\"{filter}\":\"{}\"}},\
             \"answers\":{{\"{item}\":{answer}}}}}\n",
            say(unit),
            say(sex)
        );
    }
    lines
}
