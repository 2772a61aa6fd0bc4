//! The rules of ARCHITECTURE.md that can be read from the source.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The crates of the house that `package` depends on to run.
fn house_dependencies(metadata: &serde_json::Value, package: &str) -> BTreeSet<String> {
    let packages = metadata["packages"].as_array().unwrap();
    let names: BTreeSet<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    let package = packages.iter().find(|p| p["name"] == package).unwrap();
    package["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["kind"].is_null())
        .filter_map(|d| d["name"].as_str())
        .filter(|name| names.contains(name))
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn dependencies_point_one_way() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |package| house_dependencies(&metadata, package);
    let set = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(of("model"), set(&[]));
    assert_eq!(of("intake"), set(&[]));
    assert_eq!(of("disclosure"), set(&[]));
    assert_eq!(of("signs"), set(&[]));
    assert_eq!(of("fullforms"), set(&[]));
    assert_eq!(of("language"), set(&["fullforms"]));
    assert_eq!(of("store"), set(&["intake", "model"]));
    assert_eq!(of("oidc"), set(&[]));
    assert_eq!(of("os2mo"), set(&["intake"]));
    assert_eq!(
        of("web"),
        set(&["intake", "language", "model", "oidc", "os2mo", "signs", "store"])
    );
}

fn sources(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !["target", "node_modules", "built"]
                .iter()
                .any(|skip| path.ends_with(skip))
            {
                sources(&path, ending, found);
            }
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
}

#[test]
fn sql_text_stands_in_the_store_alone() {
    let mut files = Vec::new();
    for house in ["web", "model", "intake", "grundlag", "sample"] {
        sources(&root().join("crates").join(house).join("src"), "rs", &mut files);
    }
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for start in ["\"select ", "\"insert into ", "\"update ", "\"delete from "] {
            assert!(!text.contains(start), "{} has SQL: {start}…", file.display());
        }
    }
}

#[test]
fn templates_hold_no_inline_style_or_script() {
    let mut files = Vec::new();
    sources(&root().join("crates/web/templates"), "html", &mut files);
    assert!(files.len() > 5);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for banned in [
            " style=",
            "<style",
            " onclick=",
            " onsubmit=",
            " onchange=",
            "javascript:",
            "|safe",
        ] {
            assert!(!text.contains(banned), "{} has {banned}", file.display());
        }
        for script in text.split("<script").skip(1) {
            assert!(
                script.starts_with(" type=\"module\" src="),
                "{} has an inline script",
                file.display()
            );
        }
    }
}
