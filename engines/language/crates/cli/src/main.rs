//! The `language` command alone, to try the engine without the house.

mod language_command;

use clap::Parser;

#[derive(Parser)]
#[command(name = "language", version, about = "Where a foundation is latent in what people write and say")]
struct Cli {
    #[command(flatten)]
    args: language_command::Args,
}

fn main() -> std::process::ExitCode {
    language_command::run(Cli::parse().args, &[])
}
