//! Writes 40,000 people in 2,000 units and reads them again, and prints time and memory.
//!
//! `cargo run --release --example bench`. Each reading is a process of its own, since the highest memory of a process
//! (`VmHWM`, Linux) is counted once for its whole life.
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use intake::export::{self, Organisation};
use intake::organisation::{Batch, Format, Person, Post, Role, Unit, read};
use intake::{File, Limits};

const UNITS: usize = 2_000;
const PEOPLE: usize = 40_000;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        write();
    } else {
        measure(&files);
    }
}

/// Writes every format into a folder and starts a process for each.
fn write() {
    let (units, people, posts) = municipality();
    let organisation = Organisation {
        units: &units,
        people: &people,
        posts: &posts,
    };
    let folder = std::env::temp_dir().join(format!("intake-bench-{}", std::process::id()));
    println!("{PEOPLE} people, {UNITS} units, {} posts", posts.len());
    println!(
        "{:<14} {:>8} {:>10} {:>10} {:>14}",
        "", "kB", "write ms", "read ms", "peak MB, read"
    );
    for format in [Format::Sample, Format::Os2mo] {
        let before = Instant::now();
        let files = export::csv(format, &organisation).expect("posts of known people");
        let took = before.elapsed().as_millis();
        let files: Vec<_> = files.into_iter().map(|file| (file.name, file.bytes)).collect();
        case(&format!("{format:?} CSV"), &folder, &files, took);

        let before = Instant::now();
        let book = export::xlsx(format, &organisation).expect("fits into a workbook");
        let took = before.elapsed().as_millis();
        case(
            &format!("{format:?} XLSX"),
            &folder,
            &[("organisation.xlsx".to_owned(), book)],
            took,
        );
    }
}

fn case(what: &str, folder: &Path, files: &[(String, Vec<u8>)], write_ms: u128) {
    std::fs::create_dir_all(folder).expect("a folder for temporary files");
    let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut reader = Command::new(std::env::current_exe().expect("a name"));
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("room for temporary files");
        reader.arg(path);
    }
    let output = reader.output().expect("starts itself");
    std::fs::remove_dir_all(folder).expect("its own folder");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let measured = String::from_utf8_lossy(&output.stdout);
    let (read_ms, peak) = measured.trim().split_once(' ').expect("two numbers");
    let size = size / 1_000;
    println!("{what:<14} {size:>8} {write_ms:>10} {read_ms:>10} {peak:>14}");
}

/// Reads the files, keeping nothing but counts, and prints milliseconds and megabytes.
fn measure(paths: &[String]) {
    let contents: Vec<Vec<u8>> = paths
        .iter()
        .map(|path| std::fs::read(path).expect("was just written"))
        .collect();
    let files: Vec<File> = paths
        .iter()
        .zip(&contents)
        .map(|(path, bytes)| File::new(path, bytes))
        .collect();
    let before = Instant::now();
    let mut rows = 0;
    let report = read::<()>(&files, &Limits::default(), |batch| {
        rows += match batch {
            Batch::Units(units) => units.len(),
            Batch::People(people) => people.len(),
            Batch::Posts(posts) => posts.len(),
        };
        Ok(())
    });
    let took = before.elapsed().as_millis();
    let report = report.expect("what was written can be read");
    assert_eq!(
        (report.units, report.people, report.problem_count),
        (UNITS as u64, PEOPLE as u64, 0)
    );
    assert_eq!(rows as u64, report.units + report.people + report.posts);
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .expect("Linux");
    let kilobytes: f64 = peak.trim().trim_end_matches(" kB").parse().expect("a number");
    println!("{took} {:.1}", kilobytes / 1e3);
}

/// A municipality of the right size: every twentieth person leads a unit beside their engagement.
fn municipality() -> (Vec<Unit>, Vec<Person>, Vec<Post>) {
    let key = |kind: &str, number: usize| format!("{kind}000000-0000-4000-8000-{number:012}");
    let units = (0..UNITS).map(|number| Unit {
        external_id: key("a1", number),
        parent: (number > 0).then(|| key("a1", (number - 1) / 5)),
        name: format!("Hjemmeplejen, område {number}"),
        kind: None,
    });
    let people = (0..PEOPLE).map(|number| Person {
        external_id: key("b2", number),
        name: format!("Ærlig Søgård Nummer {number}"),
        email: Some(format!("person.nummer.{number}@norreaa.example")),
    });
    let post = |number: usize, unit: usize, title: String, role| Post {
        person: key("b2", number),
        unit: key("a1", unit),
        title,
        role,
        level: None,
        acting: false,
        from: None,
        to: None,
    };
    let mut posts = Vec::new();
    for number in 0..PEOPLE {
        posts.push(post(
            number,
            number % UNITS,
            format!("Stilling {}", number % 300),
            Role::Employee,
        ));
        if number % 20 == 0 {
            posts.push(post(number, number / 20, "Personaleledelse".to_owned(), Role::Leader));
        }
    }
    (units.collect(), people.collect(), posts)
}
