//! What the auditor found, in plain Danish.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::{Certificate, Finding, Report, Table, Way};
use crate::{Cell, Plan, Whole};

/// "Solen", "Solen, køn: kvinde", or "Skoler, kun ledere og stab, køn: kvinde".
pub(super) fn group(plan: &Plan, cell: Cell, whole: Whole) -> String {
    let (Cell::Unit(unit) | Cell::Part(unit, ..)) = cell;
    let mut name = plan.units().get(unit as usize).cloned().unwrap_or_default();
    if whole == Whole::Own {
        name += ", kun ledere og stab";
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
pub(super) fn report(table: &Table, report: &Report) -> String {
    let k = report.k;
    let mut text = String::from("Prøve af anonymiteten\n=====================\n\n");
    text += &format!(
        "Løftet: Ingen kan regne sig frem til, hvad en gruppe på under {k} personer har svaret.\n\n\
         Vi har prøvet at bryde det. Vi har lagt alt det sammen, som er vist, og trukket det fra hinanden på alle de\n\
         måder, vi kender. Vi har ladet som om vi ved, hvem der hører til hvor.\n\n\
         Personer: {}. Grupper, der er vist tal for: {}. Grupper, der ikke er vist tal for: {}.\n\n",
        report.people, report.shown, report.hidden
    );
    if report.is_clean() {
        text += &format!("Resultat: Løftet holder. Vi fandt ingen gruppe på under {k} personer.\n\n");
        text += "Det siger prøven ikke\n---------------------\n\
                 Den siger ikke, at ingen kan gætte. Er du selv med i en gruppe, kender du dit eget svar. Går I flere sammen\n\
                 og fortæller hinanden, hvad I har svaret, kan I regne jer frem til de øvriges svar. Og skriver du dit navn i\n\
                 en kommentar, er du ikke anonym.\n";
        return text;
    }
    let basic = basic(report);
    let more = report.findings.len() - basic.len();
    let fewest = report.findings.first().map_or(0, |f| f.people);
    text += &format!(
        "Resultat: Løftet er brudt. Vi fandt {}. Den mindste er på {}.\n",
        count(basic.len(), "gruppe", "grupper"),
        count(fewest as usize, "person", "personer")
    );
    if more > 0 {
        text += &format!(
            "Af dem kan man sætte {} sammen.\n",
            count(more, "gruppe mere", "grupper mere")
        );
    }
    text += "\n";
    for (number, finding) in (1..).zip(basic.iter().take(WRITTEN)) {
        text += &one(table, number, finding);
    }
    if basic.len() > WRITTEN {
        text += &format!(
            "Og {}.\n\n",
            count(basic.len() - WRITTEN, "gruppe mere", "grupper mere")
        );
    }
    text += "Hvad nu?\n--------\n\
             Et af tallene i hvert regnestykke skal skjules. Hvilket er lige meget for anonymiteten. Lad systemet vælge: det\n\
             viser så mange grupper som muligt uden at bryde løftet.\n";
    text
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

fn count(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

fn one(table: &Table, number: usize, finding: &Finding) -> String {
    let mut text = format!(
        "{number}. {}: {}\n",
        count(finding.people as usize, "person", "personer"),
        who(table, finding)
    );
    if difference(finding) {
        text += "   Man får ikke hver enkelts svar, men forskellen mellem deres svar.\n";
    }
    match (&finding.certificate, finding.way) {
        (Some(certificate), _) => text += &sum(table, certificate),
        (None, Way::Rest) => text += "   Man trækker viste tal fra hinanden.\n",
        (None, _) => {
            text += "   Man sammenholder mange af de viste tal på én gang. Regnestykket er for langt at skrive her.\n";
        }
    }
    text + "\n"
}

/// The group's own name if it has one; otherwise the units and categories that its people have in common.
fn who(table: &Table, finding: &Finding) -> String {
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
        "på tværs af enheder".to_owned()
    } else {
        format!("blandt {}", names.join("; "))
    }
}

fn sum(table: &Table, certificate: &Certificate) -> String {
    let mut steps = certificate.steps.clone();
    // What is added first, largest first, as one would write it by hand.
    let size = |g: u32| table.size_of(g);
    steps.sort_by_key(|&(factor, g)| (factor < 0, std::cmp::Reverse(size(g)), g));
    if steps.len() > 12 {
        return format!(
            "   Man lægger {} af de viste tal sammen og trækker dem fra hinanden.\n",
            steps.len()
        );
    }
    let mut text = String::from("   Sådan regner man:\n");
    for &(factor, g) in &steps {
        let sign = if factor < 0 { '-' } else { '+' };
        let times = if factor.abs() == 1 {
            String::new()
        } else {
            format!("{} × ", factor.abs())
        };
        text += &format!("     {sign} {times}{} ({})\n", table.groups()[g as usize].name, size(g));
    }
    if certificate.times.abs() != 1 {
        text += &format!("     og deler med {}\n", certificate.times.abs());
    }
    text
}
