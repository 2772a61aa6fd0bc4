//! The command line's help, as somebody who runs Grundlag reads it.

use clap::CommandFactory;
use grundlag::commands::Cli;

/// The long help of a command and of everything below it.
fn help(command: &mut clap::Command, path: &str, out: &mut String) {
    use std::fmt::Write as _;
    let text = command.clone().term_width(110).render_long_help();
    // The configuration is the same everywhere: shown once.
    let text = text.to_string();
    let own = if path == "grundlag" {
        text.as_str()
    } else {
        text.split("\nConfiguration:").next().unwrap_or("")
    };
    let _ = write!(out, "=== {path}\n{}\n\n", own.trim_end());
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names.into_iter().filter(|n| n != "help") {
        if let Some(sub) = command.find_subcommand_mut(&name) {
            help(sub, &format!("{path} {name}"), out);
        }
    }
}

#[test]
fn every_command_tells_what_it_does() {
    let mut command = Cli::command();
    command.build();
    let mut out = String::new();
    help(&mut command, "grundlag", &mut out);
    insta::assert_snapshot!(out);
}
