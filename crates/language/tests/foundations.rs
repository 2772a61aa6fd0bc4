//! Elements of foundations that the library has not seen: each must find a family that a reader would name.

use language::detector::profiles;
use language::foundation::Foundation;
use language::library::Library;
use language::morphology::Language;

/// Six made-up foundations, each element with the families that would be sensible.
const FOUNDATIONS: [&[(&str, &str, &[&str])]; 6] = [
    &[
        (
            "Nærvær",
            "Vi er til stede, dér hvor opgaven løses, og vi tager os tid til at lytte.",
            &["presence"],
        ),
        (
            "Mod",
            "Vi tør prøve noget nyt og lærer af det, der ikke lykkes.",
            &["courage"],
        ),
        (
            "Respekt",
            "Vi møder alle mennesker med værdighed og taler ordentligt til og om hinanden.",
            &["decency"],
        ),
        (
            "Udsyn",
            "Vi kigger ud over kommunegrænsen, henter inspiration og er nysgerrige på verden.",
            &["curiosity", "whole"],
        ),
    ],
    &[
        (
            "Vi lykkes sammen",
            "Vi hjælper hinanden og løfter i flok. Ingen står alene med det svære.",
            &["community", "across"],
        ),
        (
            "Borgernær",
            "Vi er tæt på borgerne og indretter os efter deres hverdag.",
            &["citizen"],
        ),
        (
            "Faglighed",
            "Vi er dygtige til vores fag, holder viden ved lige og er stolte af kvaliteten.",
            &["craft"],
        ),
        (
            "Resultater",
            "Vi kan vise, at det, vi gør, har en effekt, og vi følger op på målene.",
            &["results"],
        ),
    ],
    &[
        (
            "Digitalisering med omtanke",
            "Teknologi skal lette hverdagen, og data skal bruges til noget.",
            &["digital"],
        ),
        (
            "Bæredygtighed",
            "Vi tænker langsigtet og efterlader en grøn kommune til de næste generationer.",
            &["sustainability"],
        ),
        (
            "Trivsel",
            "Et sundt arbejdsmiljø og arbejdsglæde er alles opgave.",
            &["wellbeing"],
        ),
        (
            "Handlekraft",
            "Vi går fra ord til handling og får tingene gjort.",
            &["action"],
        ),
    ],
    &[
        (
            "Vi åbner døren",
            "Vi er ærlige om vores beslutninger og lader andre se med. Gennemsigtighed skaber tillid.",
            &["openness"],
        ),
        (
            "Frihed under ansvar",
            "Vi giver råderum og stoler på, at medarbejderne træffer gode beslutninger tæt på opgaven.",
            &["trust", "responsibility"],
        ),
        (
            "Enkelt",
            "Vi fjerner unødigt bureaukrati og gør det let at være borger.",
            &["simplicity"],
        ),
        (
            "Medindflydelse",
            "Vi inddrager dem, det handler om, før vi beslutter.",
            &["involvement"],
        ),
    ],
    &[
        (
            "Helhed før egen kasse",
            "Vi ser på det samlede resultat for kommunen og ikke kun på vores eget område.",
            &["whole", "across"],
        ),
        (
            "Retning",
            "Vi sætter tydelige mål, prioriterer og forklarer hvorfor.",
            &["direction"],
        ),
        (
            "Dømmekraft",
            "Vi bruger vores faglige skøn og erfaring, når reglerne ikke giver svaret.",
            &["judgment"],
        ),
        (
            "Anerkendelse",
            "Vi roser det gode arbejde og ser den enkeltes indsats.",
            &["recognition"],
        ),
    ],
    &[
        (
            "Mangfoldighed",
            "Vi er forskellige, og det gør os stærkere. Der er plads til alle.",
            &["diversity"],
        ),
        (
            "Sammen med civilsamfundet",
            "Frivillige, foreninger og virksomheder er med til at skabe løsningerne.",
            &["cocreation"],
        ),
        (
            "Vi lærer hele livet",
            "Vi evaluerer, giver hinanden feedback og bliver klogere.",
            &["learning", "curiosity"],
        ),
        (
            "Økonomisk ansvarlighed",
            "Vi bruger skattekronerne med omtanke og overholder budgettet.",
            &["economy"],
        ),
    ],
];

#[test]
fn elements_of_unseen_foundations_find_sensible_families() {
    let library = Library::shipped(Language::Danish);
    let (mut first, mut among, mut all) = (0, 0, 0);
    for elements in FOUNDATIONS {
        let text: Vec<String> = elements
            .iter()
            .map(|(name, text, _)| format!("## {name}\n\n{text}\n\n"))
            .collect();
        let profiles = profiles(&Foundation::parse(&text.concat()).unwrap(), library).unwrap();
        for (profile, (name, _, sensible)) in profiles.iter().zip(elements) {
            let found: Vec<&str> = profile.families.iter().map(|share| share.family.as_str()).collect();
            all += 1;
            first += u32::from(found.first().is_some_and(|family| sensible.contains(family)));
            among += u32::from(found.iter().any(|family| sensible.contains(family)));
            if !found.first().is_some_and(|family| sensible.contains(family)) {
                eprintln!("{name}: {found:?}");
            }
        }
    }
    eprintln!("of {all} elements the first family is sensible in {first}, one of the families in {among}");
    assert!(first >= 21 && among >= 23, "{first}, {among} of {all}");
}
