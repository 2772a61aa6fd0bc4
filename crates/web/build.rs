//! Turns the Fluent files under `languages/` into methods: `t.unit_people(12)`. A message that one language lacks, an
//! argument that one language does not name, and a message that a template asks for and nobody wrote, do not build.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

/// A message's arguments in the order in which its text first names them.
type Messages = BTreeMap<String, Vec<String>>;

fn main() {
    println!("cargo::rerun-if-changed=languages");
    let danish = read(Path::new("languages/da"));
    let english = read(Path::new("languages/en"));
    compare(&danish.0, &english.0, "languages/en");
    compare(&english.0, &danish.0, "languages/da");

    let mut code = String::new();
    let _ = writeln!(code, "const DANISH: &[&str] = &[{}];", files(&danish.1));
    let _ = writeln!(code, "const ENGLISH: &[&str] = &[{}];", files(&english.1));
    code.push_str("impl Texts {\n");
    for (key, arguments) in &danish.0 {
        method(&mut code, key, arguments);
    }
    code.push_str("}\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("texts.rs");
    fs::write(out, code).expect("OUT_DIR can be written");
}

/// A key that ends in `-html` holds markup of our own; its arguments are escaped and the result is not.
fn method(code: &mut String, key: &str, arguments: &[String]) {
    let name = key.replace('-', "_");
    let parameters: String = arguments.iter().map(|a| format!(", {a}: impl Into<Value>")).collect();
    let values: Vec<String> = arguments.iter().map(|a| format!("({a:?}, {a}.into())")).collect();
    let values = values.join(", ");
    if key.ends_with("-html") {
        let _ = writeln!(
            code,
            "    #[must_use] pub fn {name}(self{parameters}) -> Html {{ self.html({key:?}, [{values}]) }}"
        );
    } else {
        let _ = writeln!(
            code,
            "    #[must_use] pub fn {name}(self{parameters}) -> String {{ self.text({key:?}, [{values}]) }}"
        );
    }
}

fn files(paths: &[PathBuf]) -> String {
    paths
        .iter()
        .map(|p| {
            format!(
                "include_str!(r\"{}\"), ",
                fs::canonicalize(p).expect("the file was just read").display()
            )
        })
        .collect()
}

fn read(folder: &Path) -> (Messages, Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "ftl"))
        .collect();
    paths.sort();
    let mut messages = Messages::new();
    for path in &paths {
        let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let resource =
            fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let key = message.id.name.clone();
            let mut arguments = Vec::new();
            if let Some(pattern) = &message.value {
                in_pattern(pattern, &mut arguments);
            }
            assert!(
                messages.insert(key.clone(), arguments).is_none(),
                "{}: {key} stands twice",
                path.display()
            );
        }
    }
    (messages, paths)
}

fn in_pattern(pattern: &Pattern<String>, found: &mut Vec<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<String>, found: &mut Vec<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<String>, found: &mut Vec<String>) {
    match inline {
        InlineExpression::VariableReference { id } if !found.contains(&id.name) => found.push(id.name.clone()),
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, .. },
            ..
        } => {
            for argument in positional {
                in_inline(argument, found);
            }
        }
        _ => {}
    }
}

fn compare(has: &Messages, other: &Messages, folder: &str) {
    for (key, arguments) in has {
        let Some(others) = other.get(key) else {
            panic!("{folder} lacks the message {key}")
        };
        let (a, b): (BTreeSet<_>, BTreeSet<_>) = (arguments.iter().collect(), others.iter().collect());
        assert!(a == b, "{folder}: {key} names {b:?}, the other language {a:?}");
    }
}
