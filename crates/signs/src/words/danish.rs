//! Sætninger på dansk.

use super::{Finding, Names, better, figure, percent};
use crate::chance::FalseAlarm;
use crate::chart::{Chart, Standing};
use crate::choose::{Choice, Reason};
use crate::guard::{Caution, Refusal};
use crate::icon::{Assurance, Label, Variation};
use crate::kind::Kind;
use crate::rules::Rule;
use crate::runs::Side;
use crate::words::Language::Danish;

pub(super) fn what_changed(chart: &Chart, names: &Names) -> String {
    let segment = chart.last_segment();
    if let Some(text) = standing(&segment.standing, names) {
        return text;
    }
    let centre = chart
        .latest()
        .and_then(|(_, point)| point.centre)
        .map_or_else(String::new, |x| names.value(x));
    if chart.variation == Variation::Unsettled {
        let runs = segment
            .runs
            .map_or((0, 0), |runs| (runs.crossings, runs.fewest_allowed));
        return format!(
            "Punkterne krydser midterlinjen ({centre}) {} gange; man ville vente mindst {}. Der er andet end tilfældighed \
             på spil.",
            runs.0, runs.1
        );
    }
    let Some(finding) = chart.finding() else {
        return match chart.earlier_signal() {
            None => format!("Indtil nu kun tilfældig variation: punkterne svinger om {centre}."),
            Some(place) => format!(
                "Det seneste punkt er inden for det tilfældige, men der har været udslag, senest ved {}. Punkterne svinger om \
                 {centre}.",
                names.period(place)
            ),
        };
    };
    let mut what = found(&finding, &centre, names);
    // A run is what people see first; it may stand behind a stronger rule.
    if let Some(run) = chart
        .findings()
        .find(|other| other.rule == Rule::Shift && finding.rule != Rule::Shift)
    {
        what = format!("{what} {}", found(&run, &centre, names));
    }
    let so = if chart.variation == Variation::Both {
        "Det er bedre efter én regel og dårligere efter en anden: se på punkterne."
    } else {
        match better(chart.direction, finding.side) {
            Some(true) => "Det er bedre, og det er næppe tilfældigt.",
            Some(false) => "Det er dårligere, og det er næppe tilfældigt.",
            None => "Det er næppe tilfældigt.",
        }
    };
    format!("{what} {so}")
}

fn found(finding: &Finding, centre: &str, names: &Names) -> String {
    let since = names.period(finding.from);
    let n = finding.points;
    match (finding.rule, finding.side) {
        (Rule::Outside, Side::High) => format!("Det seneste punkt, {since}, ligger over den øvre grænse."),
        (Rule::Outside, Side::Low) => format!("Det seneste punkt, {since}, ligger under den nedre grænse."),
        (Rule::Trend, Side::High) => format!("De seneste {n} punkter er steget ét efter ét siden {since}."),
        (Rule::Trend, Side::Low) => format!("De seneste {n} punkter er faldet ét efter ét siden {since}."),
        (Rule::TwoOfThree, Side::High) => format!("To af tre punkter, senest {since}, ligger tæt på den øvre grænse."),
        (Rule::TwoOfThree, Side::Low) => format!("To af tre punkter, senest {since}, ligger tæt på den nedre grænse."),
        (Rule::Shift, Side::High) => {
            format!("De seneste {n} punkter, siden {since}, ligger over midterlinjen ({centre}).")
        }
        (Rule::Shift, Side::Low) => {
            format!("De seneste {n} punkter, siden {since}, ligger under midterlinjen ({centre}).")
        }
    }
}

pub(super) fn what_to_expect(chart: &Chart, _names: &Names) -> String {
    let text = match chart.assurance {
        Assurance::Pass => "Målet bliver nået, hvis intet ændrer sig.",
        Assurance::Fail => "Målet bliver ikke nået, medmindre noget ændrer sig.",
        Assurance::HitOrMiss => "Målet bliver nået den ene gang og ikke den næste, helt tilfældigt.",
        Assurance::NoTarget => "Der er ikke noget mål.",
        Assurance::NotApplicable => "Der kan ikke siges noget om målet endnu.",
    };
    let promises = matches!(
        chart.assurance,
        Assurance::Pass | Assurance::Fail | Assurance::HitOrMiss
    );
    if chart.unstable && promises {
        format!("{text} Det er ikke sikkert: der er tegn på forandring siden udgangspunktet.")
    } else {
        text.to_owned()
    }
}

pub(super) fn standing(standing: &Standing, names: &Names) -> Option<String> {
    Some(match standing {
        Standing::Firm => return None,
        Standing::TooFew => "Der er for få punkter til at tegne en linje.".to_owned(),
        Standing::Trial => "På prøve: der skal 13 punkter til at skelne tilfældighed fra forandring.".to_owned(),
        Standing::NoVariation => "Alle punkter er ens: der er ingen variation at dømme ud fra.".to_owned(),
        Standing::Refused(Refusal::Sparse { value, share }) => format!(
            "Ingen grænser: {} af punkterne er {}. Tæl i stedet dagene eller sagerne mellem hændelserne.",
            percent(*share, Danish),
            names.value(*value)
        ),
        Standing::Refused(Refusal::Rolling { periods }) => format!(
            "Ingen grænser: værdierne er gennemsnit over {periods} perioder, og så ligner tilfældighed forandring. Brug \
             værdierne for de enkelte perioder."
        ),
        Standing::Refused(Refusal::FlatBaseline) => {
            "Ingen grænser: punkterne i udgangspunktet varierer ikke, så der er intet at dømme de senere ud fra."
                .to_owned()
        }
        Standing::Refused(Refusal::NoBaseline) => {
            "Ingen grænser: alle punkter i udgangspunktet er holdt ude.".to_owned()
        }
        Standing::Refused(Refusal::NoNeighbours) => "Ingen grænser: der er ikke to kendte perioder i træk.".to_owned(),
        Standing::Refused(Refusal::NoSpread) => "Ingen grænser: ingen stikprøve har mere end én værdi.".to_owned(),
    })
}

pub(super) fn caution(caution: &Caution, names: &Names) -> String {
    match caution {
        Caution::FewEvents => "Der er få hændelser i en periode. Grænserne er nøjagtige, men dage eller sager mellem \
                               hændelserne ville vise mere."
            .to_owned(),
        Caution::Smooth { .. } => {
            "Naboværdier ligner hinanden som i et gennemsnit over flere perioder eller en langsom \
                                   glidning. Udslag her er ofte falske."
                .to_owned()
        }
        Caution::TwoLevels { from } => format!(
            "Der er to niveauer, og midterlinjen beskriver ingen af dem. Overvej en ny fase fra {}, hvis du ved hvorfor.",
            names.period(*from)
        ),
        Caution::EveryPointSignals => "Alle punkter giver udslag: midterlinjen beskriver ingen af dem.".to_owned(),
    }
}

pub(super) fn false_alarm(chance: FalseAlarm) -> String {
    format!(
        "Hvis kun tilfældet rådede, ville {} af den slags diagrammer alligevel vise et udslag et sted, og {} ved det \
         seneste punkt.",
        percent(chance.any, Danish),
        percent(chance.latest, Danish)
    )
}

pub(super) fn wall(signs: usize, expected: f64, shown: usize) -> String {
    format!(
        "{shown} af {signs} tegn viser et udslag ved det seneste punkt. Omkring {} ville gøre det, hvis kun tilfældet rådede.",
        figure(expected, 0, Danish)
    )
}

pub(super) fn choice(choice: &Choice) -> String {
    let chart = choice.kind.sign();
    let number = |x: f64| figure(x, 1, Danish);
    let text = match choice.reason {
        Reason::FewPoints { points, firm } => {
            format!("Et seriediagram, fordi der er {points} punkter, og grænser kræver {firm}.")
        }
        Reason::SingleValues => format!("Et {chart}-diagram, fordi der er én målt værdi for hver periode."),
        Reason::MostlyEqual { share } => {
            format!(
                "Et seriediagram, fordi {} af værdierne er ens, og grænser ville vildlede.",
                percent(share, Danish)
            )
        }
        Reason::Shares => format!("Et {chart}-diagram, fordi det er andele, der varierer som tilfældet gør."),
        Reason::Rates => {
            format!(
                "Et {chart}-diagram, fordi det er hændelser i forhold til omfanget, der varierer som tilfældet gør."
            )
        }
        Reason::Counts => format!("Et {chart}-diagram, fordi det er antal, der varierer som tilfældet gør."),
        Reason::FewEvents { expected } => format!(
            "Et {chart}-diagram med nøjagtige grænser, fordi der kun ventes {} hændelser i en periode.",
            number(expected)
        ),
        Reason::ChangingAnswers => {
            format!("Et {chart}-diagram, fordi det er gennemsnit af et antal svar, der skifter.")
        }
        Reason::MoreThanChance { times } => format!(
            "Et {chart}-diagram, fordi naboperioder ligger {} gange så langt fra hinanden, som tilfældet forklarer.",
            number(times)
        ),
        Reason::LargeSizes { size } => format!(
            "Et {chart}-diagram, fordi {} i en periode gør grænserne for ren tilfældighed for snævre.",
            figure(size, 0, Danish)
        ),
    };
    match choice.rather {
        Some(Kind::T) => format!("{text} Dagene mellem hændelserne ville vise mere."),
        Some(_) => format!("{text} Sagerne mellem hændelserne ville vise mere."),
        None => text,
    }
}

pub(super) const fn variation(variation: Variation) -> &'static str {
    match variation {
        Variation::Common => "kun tilfældighed",
        Variation::ImprovementHigh => "bedre (højere)",
        Variation::ImprovementLow => "bedre (lavere)",
        Variation::ConcernHigh => "dårligere (højere)",
        Variation::ConcernLow => "dårligere (lavere)",
        Variation::NeutralHigh => "ændret (højere)",
        Variation::NeutralLow => "ændret (lavere)",
        Variation::Both => "bedre og dårligere",
        Variation::Unsettled => "ændret",
        Variation::TooFewPoints => "for få punkter",
        Variation::NoVariation => "ingen variation",
        Variation::NotCharted => "ingen grænser",
    }
}

pub(super) const fn assurance(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::Pass => "når målet",
        Assurance::Fail => "når ikke målet",
        Assurance::HitOrMiss => "nu og da",
        Assurance::NoTarget => "intet mål",
        Assurance::NotApplicable => "ikke endnu",
    }
}

pub(super) const fn label(label: Label) -> &'static str {
    match label {
        Label::None => "",
        Label::Common => "tilfældigt",
        Label::Improvement => "bedre",
        Label::Concern => "dårligere",
        Label::High => "højere",
        Label::Low => "lavere",
        Label::Both => "bedre og dårligere",
    }
}

pub(super) const fn rule(rule: Rule, side: Side) -> &'static str {
    match (rule, side) {
        (Rule::Outside, Side::High) => "over den øvre grænse",
        (Rule::Outside, Side::Low) => "under den nedre grænse",
        (Rule::Trend, Side::High) => "del af en stigning",
        (Rule::Trend, Side::Low) => "del af et fald",
        (Rule::TwoOfThree, Side::High) => "to af tre tæt på den øvre grænse",
        (Rule::TwoOfThree, Side::Low) => "to af tre tæt på den nedre grænse",
        (Rule::Shift, Side::High) => "i træk over midterlinjen",
        (Rule::Shift, Side::Low) => "i træk under midterlinjen",
    }
}
