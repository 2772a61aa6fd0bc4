//! Points at the full-form table, or says how to make it; solves what likeness learns from the shipped examples, which takes a
//! second and is the same each time.

use std::{env, fs, path::Path};

use fullforms::Table;

#[expect(dead_code, unreachable_pub, reason = "the library uses all of it")]
#[path = "src/examples.rs"]
mod examples;
#[path = "src/ridge.rs"]
mod ridge;
#[expect(dead_code, reason = "the library uses all of it")]
#[path = "src/vocabulary.rs"]
mod vocabulary;

fn main() {
    let folder = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let table = Path::new(&folder).join("data/danish-forms.gff");
    println!("cargo::rerun-if-changed={}", table.display());
    let Some(forms) = fs::read(&table).ok().and_then(|bytes| Table::from_bytes(&bytes).ok()) else {
        println!("cargo::error=crates/language/data/danish-forms.gff is missing: script/setup makes it (needs npm)");
        return;
    };
    let shipped = examples::parse(examples::DANISH).expect("each example stands under families");
    let lemma = |word: &str| {
        let lemma = forms.lemmas(word).into_iter().next();
        lemma.map_or_else(|| word.to_owned(), |lemma| lemma.text)
    };
    let problems = examples::Problems::new(&shipped, lemma);
    let solved: Vec<u8> = [&problems.sense, &problems.missed]
        .into_iter()
        .flat_map(|problem| ridge::dual(&problem.rows, &problem.wanted, problem.ridge))
        .flatten()
        .flat_map(f32::to_le_bytes)
        .collect();
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("likeness.dual"), solved).expect("cargo's folder can be written to");
}
