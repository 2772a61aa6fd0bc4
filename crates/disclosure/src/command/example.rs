//! `grundlag disclosure audit --example`: an invented school and day-care area, so that a representative can see what the
//! promise means before anybody has answered anything.

use std::io::Write;

use super::{Form, Stop, audit, protect};

/// Units of the example: id, parent, people without the leader, women among them.
const UNITS: [(&str, Option<&str>, u32, u32); 7] = [
    ("Børn og Unge", None, 4, 3),
    ("Skoler", Some("Børn og Unge"), 0, 0),
    ("Dagtilbud", Some("Børn og Unge"), 0, 0),
    ("Bakkeskolen", Some("Skoler"), 24, 15),
    ("Engskolen", Some("Skoler"), 19, 12),
    ("Solen", Some("Dagtilbud"), 12, 10),
    ("Månen", Some("Dagtilbud"), 3, 3),
];

/// Writes the example twice: as somebody would show it who only asks that each group holds at least five, and as this
/// system shows it. The report of each is plain Danish.
///
/// # Errors
/// Only from writing.
pub fn example(mut output: impl Write) -> Result<(), Stop> {
    let wave = wave();
    let mut naive = wave.clone();
    for (unit, people, women) in sizes() {
        if people >= 5 {
            naive += &format!("{{\"type\":\"shown\",\"unit\":\"{unit}\"}}\n");
        }
        for (category, n) in [("kvinde", women), ("mand", people - women)] {
            if n >= 5 {
                naive += &shown(unit, category);
            }
        }
    }
    writeln!(
        output,
        "Eksemplet er opdigtet. Syv enheder har svaret, og svarene kan deles op på køn. En leders svar tælles med på\n\
         niveauet over lederens egen enhed.\n\n\
         FØRST: Alle grupper på mindst fem personer er vist. Sådan gør mange systemer.\n"
    )?;
    audit(naive.as_bytes(), &mut output, Form::Danish)?;
    let mut release = Vec::new();
    protect(wave.as_bytes(), &mut release)?;
    let kept: String = String::from_utf8_lossy(&release)
        .lines()
        .filter(|line| line.contains("\"type\":\"shown\""))
        .map(|line| format!("{line}\n"))
        .collect();
    writeln!(output, "\nSÅ: Det, som Grundlag viser af de samme svar.\n")?;
    audit((wave + &kept).as_bytes(), &mut output, Form::Danish)?;
    Ok(())
}

fn shown(unit: &str, category: &str) -> String {
    format!("{{\"type\":\"shown\",\"unit\":\"{unit}\",\"filter\":\"køn\",\"category\":\"{category}\"}}\n")
}

/// A leader of each unit below the top answers with the unit above; every second one is a woman.
fn people() -> Vec<(&'static str, bool, &'static str)> {
    let mut people = Vec::new();
    for (number, (unit, parent, staff, women)) in UNITS.into_iter().enumerate() {
        for person in 0..staff {
            people.push((unit, false, if person < women { "kvinde" } else { "mand" }));
        }
        if parent.is_some() {
            people.push((unit, true, if number % 2 == 0 { "kvinde" } else { "mand" }));
        }
    }
    people
}

/// Each unit with the people and the women whose answers count in it.
fn sizes() -> Vec<(&'static str, u32, u32)> {
    let parent = |unit: &str| UNITS.into_iter().find(|u| u.0 == unit).and_then(|u| u.1);
    UNITS
        .into_iter()
        .map(|(unit, ..)| {
            let (mut all, mut women) = (0, 0);
            for (home, leads, sex) in people() {
                let mut at = if leads { parent(home) } else { Some(home) };
                while let Some(here) = at {
                    if here == unit {
                        all += 1;
                        women += u32::from(sex == "kvinde");
                    }
                    at = parent(here);
                }
            }
            (unit, all, women)
        })
        .collect()
}

fn wave() -> String {
    let mut lines = String::new();
    for (unit, parent, ..) in UNITS {
        let parent = parent.map_or("null".to_owned(), |p| format!("\"{p}\""));
        lines += &format!("{{\"type\":\"unit\",\"id\":\"{unit}\",\"parent\":{parent}}}\n");
    }
    lines += "{\"type\":\"filter\",\"name\":\"køn\",\"categories\":[\"kvinde\",\"mand\"]}\n";
    lines +=
        "{\"type\":\"item\",\"name\":\"Jeg ved, hvad min leder står for\",\"low\":1,\"high\":5,\"favourable\":4}\n";
    for (number, (unit, leads, sex)) in people().into_iter().enumerate() {
        let answer = 1 + (number * 7 + number / 5) % 5;
        lines += &format!(
            "{{\"type\":\"person\",\"unit\":\"{unit}\",\"leads\":{leads},\"categories\":{{\"køn\":\"{sex}\"}},\
             \"answers\":{{\"Jeg ved, hvad min leder står for\":{answer}}}}}\n"
        );
    }
    lines
}
