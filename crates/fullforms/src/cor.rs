//! The Central Word Register for Danish (COR, ordregister.dk, CC0), where the operator supplies its file.

use crate::table::{Builder, Class};

#[derive(Debug, thiserror::Error)]
pub enum CorError {
    #[error("line {line} is not a COR line: it needs an id, a lemma, a grammar tag and a form, separated by tabs")]
    Line { line: usize },
    #[error("the file holds no COR forms")]
    Empty,
}

/// Reads tab-separated lines of the register (id, lemma, comment, grammar, form, status) into `builder`.
/// Returns the number of forms.
pub fn parse_cor(tsv: &str, builder: &mut Builder) -> Result<usize, CorError> {
    let mut forms = 0;
    for (at, line) in tsv.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || !line.starts_with("COR.") {
            // The register's files differ in whether they start with a heading; anything else later is an error.
            if at == 0 || line.trim().is_empty() {
                continue;
            }
            return Err(CorError::Line { line: at + 1 });
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, lemma, _, grammar, form, ..] = fields.as_slice() else {
            return Err(CorError::Line { line: at + 1 });
        };
        let class = match grammar.split('.').next() {
            Some("sb") => Class::Noun,
            Some("vb") => Class::Verb,
            Some("adj") => Class::Adjective,
            _ => Class::Other,
        };
        builder.add(form, lemma, class);
        forms += 1;
    }
    if forms == 0 { Err(CorError::Empty) } else { Ok(forms) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    #[test]
    fn lines_become_forms() {
        let mut builder = Builder::default();
        let tsv = "COR.00001.110.01\tborger\t\tsb.fk.sing.ubest\tborger\tN\nCOR.00001.111.01\tborger\t\tsb.fk.sing.best\tborgeren\tN\n";
        assert_eq!(parse_cor(tsv, &mut builder).unwrap(), 2);
        let table = Table::from_bytes(&builder.finish().unwrap()).unwrap();
        assert_eq!(table.lemmas("borgeren")[0].class, Class::Noun);
        assert!(parse_cor("a\nCOR.1\tb\n", &mut Builder::default()).is_err());
    }
}
