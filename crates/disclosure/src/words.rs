//! What the auditor found, in plain words: Danish, and English.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::{Certificate, Finding, Report, Table, Way};
use crate::{Cell, Plan, Whole};

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    #[default]
    Danish,
    English,
}

impl Language {
    fn pick<'a>(self, danish: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Danish => danish,
            Self::English => english,
        }
    }

    fn people(self, n: u32) -> String {
        let word = match (self, n) {
            (Self::Danish | Self::English, 1) => "person",
            (Self::Danish, _) => "personer",
            (Self::English, _) => "people",
        };
        format!("{n} {word}")
    }

    fn groups(self, n: usize) -> String {
        let word = match (self, n) {
            (Self::Danish, 1) => "gruppe",
            (Self::Danish, _) => "grupper",
            (Self::English, 1) => "group",
            (Self::English, _) => "groups",
        };
        format!("{n} {word}")
    }
}

/// "Solen", "Solen, køn: kvinde", or "Skoler, kun ledere og stab, køn: kvinde".
pub fn group(plan: &Plan, cell: Cell, whole: Whole, language: Language) -> String {
    let (Cell::Unit(unit) | Cell::Part(unit, ..)) = cell;
    let mut name = plan.units().get(unit as usize).cloned().unwrap_or_default();
    if whole == Whole::Own {
        name += language.pick(", kun ledere og stab", ", leaders and staff alone");
    }
    if let Cell::Part(_, f, c) = cell
        && let Some(filter) = plan.filters().get(usize::from(f))
    {
        let category = filter.categories.get(usize::from(c)).map_or("", String::as_str);
        name += &format!(", {}: {category}", filter.name);
    }
    name
}

/// How many findings are written out in full; the rest are counted.
const WRITTEN: usize = 10;

/// The report for somebody who is no statistician.
pub fn report(table: &Table, report: &Report, language: Language) -> String {
    let mut text = beginning(report, language);
    text += &list(table, report, language);
    if report.is_clean() {
        text += &clean(report.k, language);
        return text;
    }
    let basic = basic(report);
    let more = report.findings.len() - basic.len();
    let (found, fewest) = (
        language.groups(basic.len()),
        language.people(report.findings.first().map_or(0, |f| f.people)),
    );
    text += &match language {
        Language::Danish => format!(
            "Resultat: Løftet er brudt. Man kan regne sig frem til, hvad {found} på under {} personer har svaret.\n\
             Den mindste er på {fewest}.\n",
            report.k
        ),
        Language::English => format!(
            "Result: The promise is broken. What {found} of fewer than {} people answered can be worked out.\n\
             The smallest is of {fewest}.\n",
            report.k
        ),
    };
    if more > 0 {
        let more = language.groups(more);
        text += &match language {
            Language::Danish => format!("Lægger man dem sammen eller trækker dem fra hinanden, får man {more} mere.\n"),
            Language::English => format!("Adding and subtracting them gives another {more}.\n"),
        };
    }
    text += language.pick(
        "\nEt gennemsnit ganget med antallet er summen af svarene, og summer kan man lægge sammen og trække fra:\n\n",
        "\nA mean times the number of people is the sum of their answers, and sums can be added and subtracted:\n\n",
    );
    for (number, finding) in (1..).zip(basic.iter().take(WRITTEN)) {
        text += &one(table, number, finding, language);
    }
    if basic.len() > WRITTEN {
        let rest = language.groups(basic.len() - WRITTEN);
        text += &match language {
            Language::Danish => format!("Og {rest} mere.\n\n"),
            Language::English => format!("And another {rest}.\n\n"),
        };
    }
    text += language.pick(
        "Hvad nu?\n--------\n\
         Et af tallene i hvert regnestykke skal skjules. Hvilket er lige meget for anonymiteten. Lad systemet vælge: det\n\
         viser så mange grupper, det kan finde, uden at bryde løftet.\n",
        "What now?\n---------\n\
         One of the figures in each sum has to be hidden. Which one makes no difference to anonymity. Let the system\n\
         choose: it shows as many groups as it finds without breaking the promise.\n",
    );
    text
}

fn beginning(report: &Report, language: Language) -> String {
    let Report {
        k,
        people,
        shown,
        hidden,
        ..
    } = report;
    match language {
        Language::Danish => format!(
            "Prøve af anonymiteten\n=====================\n\n\
             Løftet: Ingen kan regne sig frem til, hvad en gruppe på under {k} personer har svaret.\n\n\
             Sådan er det prøvet: Vi har ladet, som om vi kender alle de viste tal og ved, hvem der hører til hvor. Så har\n\
             vi lagt tallene sammen og trukket dem fra hinanden på alle de måder, vi kender.\n\n\
             {people} personer har svaret. Der er vist tal for {}. For {} er der ikke.\n\n",
            language.groups(*shown),
            language.groups(*hidden)
        ),
        Language::English => format!(
            "Test of the anonymity\n=====================\n\n\
             The promise: Nobody can work out what a group of fewer than {k} people answered.\n\n\
             How it was tested: We acted as if we knew every figure shown, and who belongs where. Then we added the figures\n\
             and subtracted them in all the ways that we know.\n\n\
             {people} people answered. Figures are shown about {}, and not about {}.\n\n",
            language.groups(*shown),
            language.groups(*hidden)
        ),
    }
}

/// Up to so many shown groups are named; nobody reads more.
const NAMED: usize = 30;

fn list(table: &Table, report: &Report, language: Language) -> String {
    if report.shown == 0 || report.shown > NAMED {
        return String::new();
    }
    let names = (0_u32..).zip(table.groups()).filter(|(_, group)| group.shown);
    let lines: String = names
        .map(|(g, group)| format!("  {} ({})\n", group.name, table.size_of(g)))
        .collect();
    format!(
        "{}\n{lines}\n",
        language.pick("Vist, med antal:", "Shown, with numbers:")
    )
}

fn clean(k: u32, language: Language) -> String {
    match language {
        Language::Danish => format!(
            "Resultat: Løftet holder. Vi fandt ingen gruppe på under {k} personer.\n\n\
             Det siger prøven ikke\n---------------------\n\
             Den siger ikke, at ingen kan gætte. Er du selv med i en gruppe, kender du dit eget svar. Går I flere sammen\n\
             og fortæller hinanden, hvad I har svaret, kan I regne jer frem til de øvriges svar. Og skriver du dit navn i\n\
             en kommentar, er du ikke anonym.\n"
        ),
        Language::English => format!(
            "Result: The promise holds. We found no group of fewer than {k} people.\n\n\
             What the test does not say\n--------------------------\n\
             It does not say that nobody can guess. If you are in a group yourself, you know your own answer. If several of\n\
             you tell each other what you answered, you can work out the answers of the rest. And if you write your name in\n\
             a comment, you are not anonymous.\n"
        ),
    }
}

/// The findings that are about somebody new: the others are put together out of these. Sums before differences.
fn basic(report: &Report) -> Vec<&Finding> {
    let mut known = BTreeSet::new();
    let mut order: Vec<&Finding> = report.findings.iter().collect();
    order.sort_by_key(|f| (difference(f), f.people));
    order.retain(|f| f.combination.iter().filter(|c| known.insert(c.0)).count() > 0);
    order
}

fn difference(finding: &Finding) -> bool {
    finding.combination.iter().any(|c| c.1 != finding.combination[0].1)
}

fn one(table: &Table, number: usize, finding: &Finding, language: Language) -> String {
    let mut text = format!(
        "{number}. {}: {}\n",
        language.people(finding.people),
        who(table, finding, language)
    );
    if difference(finding) {
        text += language.pick(
            "   Man får ikke hver enkelts svar, men forskellen mellem deres svar.\n",
            "   This does not give the answer of each, but the difference between their answers.\n",
        );
    }
    match (&finding.certificate, finding.way) {
        (Some(certificate), _) => text += &sum(table, finding, certificate, language),
        (None, Way::Rest) => {
            text += language.pick(
                "   Man trækker viste tal fra hinanden.\n",
                "   By subtracting figures that are shown.\n",
            );
        }
        (None, _) => {
            text += language.pick(
                "   Man sammenholder mange af de viste tal på én gang. Regnestykket er for langt at skrive her.\n",
                "   By comparing many of the shown figures at once. The sum is too long to write here.\n",
            );
        }
    }
    text + "\n"
}

/// The group's own name if it has one; otherwise the units and categories that its people have in common.
fn who(table: &Table, finding: &Finding, language: Language) -> String {
    let members: Vec<u32> = finding.combination.iter().map(|c| c.0).collect();
    if let Some(group) = table.groups().iter().find(|g| g.members == members) {
        return group.name.clone();
    }
    let mut smallest: BTreeMap<u32, (usize, &str)> = BTreeMap::new();
    for group in table.groups() {
        if members.iter().all(|m| group.members.binary_search(m).is_ok()) {
            let best = smallest.entry(group.family).or_insert((usize::MAX, ""));
            *best = (*best).min((group.members.len(), group.name.as_str()));
        }
    }
    let names: Vec<&str> = smallest.values().map(|s| s.1).collect();
    if names.is_empty() {
        language.pick("på tværs af enheder", "across units").to_owned()
    } else {
        format!("{} {}", language.pick("blandt", "among"), names.join("; "))
    }
}

fn sum(table: &Table, finding: &Finding, certificate: &Certificate, language: Language) -> String {
    let mut steps = certificate.steps.clone();
    // What is added first, largest first, as one would write it by hand.
    let size = |g: u32| table.size_of(g);
    steps.sort_by_key(|&(factor, g)| (factor < 0, std::cmp::Reverse(size(g)), g));
    if steps.len() > 12 {
        return match language {
            Language::Danish => format!(
                "   Man lægger {} af de viste tal sammen og trækker dem fra hinanden.\n",
                steps.len()
            ),
            Language::English => format!("   By adding and subtracting {} of the shown figures.\n", steps.len()),
        };
    }
    let mut text = String::from(language.pick("   Sådan regner man:\n", "   This is how:\n"));
    for (place, &(factor, g)) in steps.iter().enumerate() {
        let sign = match (factor < 0, place) {
            (true, _) => '-',
            (false, 0) => ' ',
            (false, _) => '+',
        };
        let times = if factor.abs() == 1 {
            String::new()
        } else {
            format!("{} × ", factor.abs())
        };
        text += &format!(
            "     {sign} {times}{} ({})\n",
            table.groups()[g as usize].name,
            language.people(size(g))
        );
    }
    if certificate.times.abs() != 1 {
        let times = certificate.times.abs();
        text += &match language {
            Language::Danish => format!("     og deler med {times}\n"),
            Language::English => format!("     and divide by {times}\n"),
        };
    }
    if !difference(finding) {
        text += &format!("     = {}\n", language.people(finding.people));
    }
    text
}
