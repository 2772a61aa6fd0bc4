//! Points at the full-form table, or says how to make it.

use std::{env, fs, path::Path};

fn main() {
    let folder = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let table = Path::new(&folder).join("data/danish-forms.gff");
    println!("cargo::rerun-if-changed={}", table.display());
    let found = fs::read(&table).is_ok_and(|bytes| bytes.starts_with(b"GFF1"));
    if !found {
        println!("cargo::error=crates/language/data/danish-forms.gff is missing: script/setup makes it (needs npm)");
    }
}
