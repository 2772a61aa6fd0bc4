//! Writes the table that the language crate embeds: `fullforms INDEX.aff INDEX.dic OUT`.

use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [aff, dic, out] = arguments.as_slice() else {
        eprintln!("fullforms AFF DIC OUT");
        return ExitCode::from(2);
    };
    match write(aff, dic, out) {
        Ok(message) => {
            println!("{message}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("fullforms: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(aff: &str, dic: &str, out: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut builder = fullforms::Builder::default();
    let entries = fullforms::expand(&fs::read_to_string(aff)?, &fs::read_to_string(dic)?, &mut builder)?;
    let forms = builder.len();
    let bytes = builder.finish()?;
    fs::write(out, &bytes)?;
    Ok(format!("{entries} entries, {forms} forms, {} kB", bytes.len() / 1000))
}
