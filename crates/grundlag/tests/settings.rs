//! Configuration: what wins, and what is refused with its name.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use clap::Parser;
use grundlag::commands::Cli;
use grundlag::settings::{LogFormat, LogLevel, Settings};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        path
    }
}

/// What the command line, the environment and the file together say.
fn read(flags: &[&str], environment: &[(&str, &str)]) -> Result<Settings, String> {
    let all = ["grundlag", "migrate"].iter().chain(flags);
    let cli = Cli::try_parse_from(all).map_err(|e| e.to_string())?;
    let environment = environment.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
    Settings::read(cli.given, environment).map_err(|e| e.to_string())
}

fn flag(path: &Path) -> String {
    format!("--config={}", path.display())
}

const WHOLE: &str = r#"
database = "sqlite:/var/lib/grundlag/grundlag.sqlite"
connections = 4
listen = "0.0.0.0:8000"
public_url = "https://grundlag.example.dk/"
trusted_proxies = ["127.0.0.1", "10.20.0.0/16"]
time_zone = "Atlantic/Faroe"
log_level = "warn"
log_format = "json"
"#;

#[test]
fn flags_win_over_the_environment_and_the_environment_over_the_file() {
    let folder = Folder::new();
    let file = flag(&folder.file("grundlag.toml", WHOLE, 0o644));

    let settings = read(&[&file], &[]).unwrap();
    assert_eq!(settings.connections, 4);
    assert_eq!(settings.public_url.to_string(), "https://grundlag.example.dk");
    assert!(settings.public_url.https());
    assert_eq!(settings.trusted_proxies.len(), 2);
    assert_eq!(settings.time_zone.iana_name(), Some("Atlantic/Faroe"));
    assert_eq!(
        (settings.log_level, settings.log_format),
        (LogLevel::Warn, LogFormat::Json)
    );

    let environment = [
        ("GRUNDLAG_CONNECTIONS", "12"),
        ("GRUNDLAG_LISTEN", "127.0.0.1:9"),
        ("GRUNDLAG_TRUSTED_PROXIES", "192.0.2.1, 192.0.2.2,192.0.2.3"),
        ("GRUNDLAG_LOG_LEVEL", "debug"),
        ("PATH", "/bin"),
    ];
    let settings = read(&[&file, "--connections=20", "--log-format=text"], &environment).unwrap();
    assert_eq!(settings.connections, 20);
    assert_eq!(settings.listen.to_string(), "127.0.0.1:9");
    assert_eq!(settings.trusted_proxies.len(), 3);
    assert_eq!(
        (settings.log_level, settings.log_format),
        (LogLevel::Debug, LogFormat::Text)
    );
    assert_eq!(
        settings.database.to_string(),
        "sqlite:/var/lib/grundlag/grundlag.sqlite"
    );

    // Where the database is, is one setting said in two ways: the higher source wins whichever it uses.
    let other = folder.file("address", "postgres://grundlag:hemmelig@db/grundlag\n", 0o600);
    let settings = read(&[&file], &[("GRUNDLAG_DATABASE_FILE", &other.display().to_string())]).unwrap();
    assert_eq!(settings.database.to_string(), "postgres://grundlag:…@db/grundlag");
    assert_eq!(settings.database.secret(), "postgres://grundlag:hemmelig@db/grundlag");
    assert!(!format!("{settings:?}").contains("hemmelig"));
}

#[test]
fn without_a_word_it_listens_at_home() {
    let settings = read(&["--database=sqlite:a.sqlite"], &[]).unwrap();
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.public_url.to_string(), "http://127.0.0.1:8080");
    assert!(!settings.public_url.https());
    assert_eq!(settings.time_zone.iana_name(), Some("Europe/Copenhagen"));
    let said = read(&[], &[]).unwrap_err();
    assert!(said.contains("No database is given"), "{said}");
}

#[test]
fn an_unknown_key_is_named_with_its_place() {
    let folder = Folder::new();
    let path = folder.file(
        "grundlag.toml",
        "listen = \"127.0.0.1:80\"\n\ntimezone = \"Europe/Copenhagen\"\n",
        0o644,
    );
    let said = read(&[&flag(&path)], &[]).unwrap_err();
    for part in ["grundlag.toml", "line 3", "`timezone`", "`time_zone`"] {
        assert!(said.contains(part), "{said}");
    }
    let said = read(&["--database=sqlite:a"], &[("GRUNDLAG_TIMEZONE", "UTC")]).unwrap_err();
    assert!(
        said.contains("GRUNDLAG_TIMEZONE") && said.contains("GRUNDLAG_TIME_ZONE"),
        "{said}"
    );
    let said = read(&["--timezone=UTC"], &[]).unwrap_err();
    assert!(said.contains("--timezone") && said.contains("--time-zone"), "{said}");
}

#[test]
fn a_value_that_does_not_fit_is_named_with_its_place() {
    let folder = Folder::new();
    for (text, part) in [
        ("listen = \"everywhere\"", "line 1"),
        ("connections = 0", "connections"),
        ("connections = \"many\"", "line 1"),
        ("public_url = \"grundlag.example.dk\"", "https://"),
        ("public_url = \"https://example.dk/grundlag\"", "host name"),
        ("time_zone = \"Nørreå\"", "Europe/Copenhagen"),
        ("trusted_proxies = [\"proxy\"]", "10.20.0.0/16"),
        ("log_level = \"loud\"", "`warn`"),
        ("database = \"mysql://root:hemmelig@db/x\"", "postgres://"),
        ("database = ", "line 1"),
    ] {
        let said = read(&[&flag(&folder.file("wrong.toml", text, 0o600))], &[]).unwrap_err();
        assert!(said.contains("wrong.toml") && said.contains(part), "{said}");
        assert!(!said.contains("hemmelig"), "{said}");
    }
    for (name, value, part) in [
        ("GRUNDLAG_LISTEN", "8080", "GRUNDLAG_LISTEN"),
        ("GRUNDLAG_CONNECTIONS", "501", "1 to 500"),
        ("GRUNDLAG_LOG_FORMAT", "xml", "text, json"),
        ("GRUNDLAG_DATABASE", "mysql://root:hemmelig@db/x", "GRUNDLAG_DATABASE"),
    ] {
        let said = read(&[], &[(name, value)]).unwrap_err();
        assert!(said.contains(part) && !said.contains("hemmelig"), "{said}");
    }
    let missing = read(&["--config=/does/not/exist.toml"], &[]).unwrap_err();
    assert!(missing.contains("/does/not/exist.toml"), "{missing}");
}

#[test]
fn a_secret_that_everybody_can_read_is_refused() {
    let folder = Folder::new();
    let text = "database = \"postgres://grundlag:hemmelig@db/grundlag\"\n";
    let open = folder.file("open.toml", text, 0o644);
    let said = read(&[&flag(&open)], &[]).unwrap_err();
    assert!(
        said.contains("open.toml") && said.contains("chmod o-rwx") && said.contains("644"),
        "{said}"
    );
    assert!(read(&[&flag(&folder.file("closed.toml", text, 0o640))], &[]).is_ok());
    let without = "database = \"postgres://grundlag@db/grundlag\"\n";
    assert!(
        read(&[&flag(&folder.file("without.toml", without, 0o644))], &[]).is_ok(),
        "no secret in it"
    );
    let in_query = "database = \"postgres://db/grundlag?user=g&password=hemmelig\"\n";
    assert!(read(&[&flag(&folder.file("query.toml", in_query, 0o644))], &[]).is_err());

    let address = folder.file("address", "postgres://grundlag:hemmelig@db/grundlag", 0o644);
    let path = address.display().to_string();
    let said = read(&["--database-file", &path], &[]).unwrap_err();
    assert!(said.contains(&path), "{said}");
    fs::set_permissions(&address, Permissions::from_mode(0o400)).unwrap();
    assert!(read(&["--database-file", &path], &[]).is_ok());

    // The command line of a process is open to everybody on the machine.
    let said = read(&["--database=postgres://grundlag:hemmelig@db/grundlag"], &[]).unwrap_err();
    assert!(said.contains("--database-file") && !said.contains("hemmelig"), "{said}");
    let said = read(&["--database=sqlite:a", "--database-file", &path], &[]).unwrap_err();
    assert!(said.contains("both"), "{said}");
}

#[test]
fn the_sample_configuration_reads() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging/grundlag.toml");
    let settings = read(&[&flag(&sample)], &[]).unwrap();
    assert!(settings.public_url.https());
    // Every setting that is out of use there reads as well once it is taken into use.
    let text = fs::read_to_string(&sample).unwrap();
    let folder = Folder::new();
    let all: String = text
        .lines()
        .filter(|line| !line.starts_with("database ="))
        .map(|line| match line.strip_prefix('#') {
            Some(setting) if setting.starts_with(char::is_lowercase) => format!("{setting}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let address = folder.file("address", "sqlite:/a", 0o600);
    let secret = folder.file("oidc-secret", "a secret", 0o600);
    let all = all
        .replace("/etc/grundlag/database", &address.display().to_string())
        .replace("/etc/grundlag/oidc-secret", &secret.display().to_string())
        .replace("/etc/grundlag/os2mo-secret", &secret.display().to_string());
    read(&[&flag(&folder.file("all.toml", &all, 0o600))], &[]).unwrap();
}
