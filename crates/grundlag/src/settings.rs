//! Configuration: a TOML file, then the environment, then flags; the later wins. Each key is called the same in all
//! three: `time_zone`, `GRUNDLAG_TIME_ZONE`, `--time-zone`. A key that is not known is an error that says where it
//! stands, because a misspelt key that is passed over is a setting that silently does not hold.

use std::fmt;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{Args, ValueEnum};
use jiff::tz::TimeZone;
use serde::Deserialize;
use web::Network;
use web::access::GroupRole;

use crate::{Outcome, Stop};

/// Read when `--config` names no other file and this one is there.
const DEFAULT_FILE: &str = "/etc/grundlag/grundlag.toml";

/// What one of the three sources says.
#[derive(Args, Deserialize, Default, Debug)]
#[serde(deny_unknown_fields)]
#[command(next_help_heading = "Configuration")]
pub struct Given {
    /// The configuration file [default: /etc/grundlag/grundlag.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "ADDRESS",
        help = "The database: sqlite:/var/lib/grundlag/grundlag.sqlite or postgres://grundlag@localhost/grundlag"
    )]
    pub database: Option<Address>,
    /// A file that holds the database's address, for an address with a password
    #[arg(long, global = true, value_name = "FILE")]
    pub database_file: Option<PathBuf>,
    /// Connections kept open to the database [default: 8]
    #[arg(long, global = true, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=500))]
    pub connections: Option<u32>,
    /// Where the server listens [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// The address that people type; with https, cookies are only sent encrypted [default: http:// and --listen]
    #[arg(long, global = true, value_name = "URL")]
    pub public_url: Option<PublicUrl>,
    /// Proxies whose X-Forwarded-For is believed: addresses or networks, with commas between
    #[arg(long, global = true, value_name = "NETWORKS", value_delimiter = ',')]
    pub trusted_proxies: Option<Vec<Network>>,
    /// Requests a second that each key to the API has [default: 20]
    #[arg(long, global = true, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub api_requests: Option<u32>,
    /// The organisation's time zone: when a new day begins [default: Europe/Copenhagen]
    #[arg(long, global = true, value_name = "ZONE")]
    pub time_zone: Option<Zone>,
    /// A folder where documents are put to be read for the foundation's words; nothing in it is changed
    #[arg(long, global = true, value_name = "FOLDER")]
    pub wording_folder: Option<PathBuf>,
    /// The identity provider that people sign in at: its issuer, as it writes it itself
    #[arg(long, global = true, value_name = "URL")]
    pub oidc_issuer: Option<String>,
    /// What the identity provider knows Grundlag by
    #[arg(long, global = true, value_name = "ID")]
    pub oidc_client_id: Option<String>,
    /// A file that holds the secret shared with the identity provider
    #[arg(long, global = true, value_name = "FILE")]
    pub oidc_client_secret_file: Option<PathBuf>,
    /// A certificate (PEM) of the authority that the identity provider's is signed by, if it is your own
    #[arg(long, global = true, value_name = "FILE")]
    pub oidc_authority_file: Option<PathBuf>,
    /// The claim that holds the person's key in the imported files; without it, people come in by invitation
    #[arg(long, global = true, value_name = "CLAIM")]
    pub oidc_person_claim: Option<String>,
    /// The claim that holds the groups [default: groups]
    #[arg(long, global = true, value_name = "CLAIM")]
    pub oidc_groups_claim: Option<String>,
    /// What to ask the identity provider for beside openid, with commas between
    #[arg(long, global = true, value_name = "SCOPES", value_delimiter = ',')]
    pub oidc_scopes: Option<Vec<String>>,
    /// Which group gives which role: GROUP=ROLE for the whole organisation, or GROUP=ROLE@UNIT-KEY
    #[arg(long, global = true, value_name = "GROUPS", value_delimiter = ',')]
    #[serde(default, deserialize_with = "groups")]
    pub oidc_groups: Option<Vec<GroupRole>>,
    /// OS2mo's GraphQL, which the organisation is read from; the address ends with a version, as /graphql/v25
    #[arg(long, global = true, value_name = "URL")]
    pub os2mo_url: Option<String>,
    /// A file that holds a token for OS2mo, which something else keeps fresh
    #[arg(long, global = true, value_name = "FILE")]
    pub os2mo_token_file: Option<PathBuf>,
    /// Where a token for OS2mo is given (Keycloak), in place of a token file
    #[arg(long, global = true, value_name = "URL")]
    pub os2mo_token_url: Option<String>,
    /// What Keycloak knows Grundlag by
    #[arg(long, global = true, value_name = "ID")]
    pub os2mo_client_id: Option<String>,
    /// A file that holds the secret shared with Keycloak
    #[arg(long, global = true, value_name = "FILE")]
    pub os2mo_client_secret_file: Option<PathBuf>,
    /// A certificate (PEM) of the authority that OS2mo's is signed by, if it is your own
    #[arg(long, global = true, value_name = "FILE")]
    pub os2mo_authority_file: Option<PathBuf>,
    /// The listeners in OS2mo whose events are fetched, with commas between; without any it is read once a day
    #[arg(long, global = true, value_name = "UUIDS", value_delimiter = ',')]
    pub os2mo_listeners: Option<Vec<uuid::Uuid>>,
    /// Minutes between two times of asking OS2mo for events [default: 10]
    #[arg(long, global = true, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1_440))]
    pub os2mo_minutes: Option<u32>,
    /// How much is logged [default: info]
    #[arg(long, global = true, value_name = "LEVEL")]
    pub log_level: Option<LogLevel>,
    /// How a line of the log looks [default: text]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

/// The address of a database. Printed without its password.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Address(String);

impl Address {
    /// The address itself, for opening the database and nothing else.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// The file of an embedded database.
    #[must_use]
    pub fn sqlite_file(&self) -> Option<&Path> {
        let path = self.0.strip_prefix("sqlite:")?;
        Some(Path::new(path.strip_prefix("//").unwrap_or(path)))
    }

    /// `postgres://user:PASSWORD@host/name` or `…?password=PASSWORD`.
    fn password(&self) -> Option<&str> {
        if self.sqlite_file().is_some() {
            return None;
        }
        let after = self.0.split_once("://")?.1;
        let (before_query, query) = after.split_once('?').unwrap_or((after, ""));
        let in_user = before_query
            .rsplit_once('@')
            .and_then(|(user, _)| user.split_once(':'))
            .map(|(_, password)| password);
        in_user
            .or_else(|| query.split('&').find_map(|pair| pair.strip_prefix("password=")))
            .filter(|password| !password.is_empty())
    }
}

impl FromStr for Address {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let address = Self(text.trim().to_owned());
        let sqlite = address.sqlite_file().is_some_and(|path| path != Path::new(""));
        if sqlite || address.0.starts_with("postgres://") || address.0.starts_with("postgresql://") {
            Ok(address)
        } else {
            // Without the text: what is not an address may still hold a password.
            Err("a database's address begins with sqlite: or postgres://".into())
        }
    }
}

impl TryFrom<String> for Address {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.password() {
            Some(password) => f.write_str(&self.0.replace(password, "…")),
            None => f.write_str(&self.0),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `https://grundlag.example.dk`: a scheme, a host and perhaps a port.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicUrl(String);

impl PublicUrl {
    #[must_use]
    pub fn https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim().trim_end_matches('/');
        let host = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or_else(|| format!("{text:?} does not begin with https:// or http://"))?;
        if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
            // Cookies and links are made for the root of a host name.
            return Err(format!("{text:?} is more or less than a scheme and a host name"));
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// A time zone by its name.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Zone(pub TimeZone);

impl FromStr for Zone {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        TimeZone::get(text)
            .map(Self)
            .map_err(|_| format!("{text:?} is not a time zone; they are called Europe/Copenhagen and the like"))
    }
}

impl TryFrom<String> for Zone {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// An identity provider, as it was set.
pub struct Oidc {
    pub settings: oidc::Settings,
    pub groups: Vec<GroupRole>,
}

impl fmt::Debug for Oidc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the secret.
        write!(f, "{} as {}", self.settings.issuer, self.settings.client_id)
    }
}

fn groups<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Vec<GroupRole>>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?;
    let groups = texts.iter().map(|text| text.parse().map_err(serde::de::Error::custom));
    groups.collect::<Result<_, _>>().map(Some)
}

/// OS2mo, as it was set.
pub struct Os2mo {
    pub settings: os2mo::Settings,
    pub listeners: Vec<uuid::Uuid>,
    pub minutes: u32,
}

impl fmt::Debug for Os2mo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.settings.url)
    }
}

/// What holds, after all three sources.
#[derive(Debug)]
pub struct Settings {
    pub database: Address,
    pub connections: u32,
    pub listen: SocketAddr,
    pub public_url: PublicUrl,
    pub trusted_proxies: Vec<Network>,
    /// Requests a second that each key to the API has.
    pub api_requests: u32,
    pub time_zone: TimeZone,
    /// Where documents are put to be read.
    pub wording_folder: Option<PathBuf>,
    /// Where people sign in beside passwords.
    pub oidc: Option<Oidc>,
    /// Where the organisation is read from, beside files.
    pub os2mo: Option<Os2mo>,
    pub log_level: LogLevel,
    pub log_format: LogFormat,
    /// The file that was read.
    pub config: Option<PathBuf>,
}

impl Settings {
    /// `flags` from the command line over `environment` over the file.
    pub fn read(flags: Given, environment: impl IntoIterator<Item = (String, String)>) -> Outcome<Self> {
        if flags.database.as_ref().is_some_and(|a| a.password().is_some()) {
            return Err(Stop::because(
                "--database holds a password, and everybody on this machine can read the command line of a process. \
                 Write the address into a file that only the server's user can read, and use --database-file.",
            ));
        }
        let environment = Given::from_environment(environment)?;
        let config = flags.config.clone().or_else(|| environment.config.clone()).or_else(|| {
            let default = Path::new(DEFAULT_FILE);
            default.exists().then(|| default.to_owned())
        });
        let file = config.as_deref().map(Given::from_file).transpose()?.unwrap_or_default();
        let given = flags.over(environment.over(file));

        let oidc = given.oidc()?;
        let os2mo = given.os2mo()?;
        let database = match (given.database, given.database_file) {
            (Some(_), Some(file)) => {
                return Err(Stop::because(format!(
                    "database and database_file ({}) are both given. Keep one of them.",
                    file.display()
                )));
            }
            (Some(address), None) => address,
            (None, Some(file)) => address_in(&file)?,
            (None, None) => {
                return Err(Stop::because(
                    "No database is given. Write `database = \"sqlite:/var/lib/grundlag/grundlag.sqlite\"` into \
                     /etc/grundlag/grundlag.toml, or use --database.",
                ));
            }
        };
        let listen = given.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
        let public_url = given
            .public_url
            .unwrap_or_else(|| PublicUrl(format!("http://{listen}")));
        let oidc = oidc.map(|oidc| Oidc {
            settings: oidc::Settings {
                redirect: format!("{public_url}{}", web::paths::provider_return()),
                ..oidc.settings
            },
            ..oidc
        });
        Ok(Self {
            database,
            oidc,
            os2mo,
            connections: given.connections.unwrap_or(8),
            listen,
            public_url,
            trusted_proxies: given.trusted_proxies.unwrap_or_default(),
            api_requests: given.api_requests.unwrap_or(web::api::A_SECOND),
            time_zone: match given.time_zone {
                Some(zone) => zone.0,
                None => "Europe/Copenhagen".parse::<Zone>().map_err(Stop)?.0,
            },
            wording_folder: given.wording_folder,
            log_level: given.log_level.unwrap_or(LogLevel::Info),
            log_format: given.log_format.unwrap_or(LogFormat::Text),
            config,
        })
    }
}

impl Given {
    /// `GRUNDLAG_…`, each in its own words; lists have commas.
    fn from_environment(variables: impl IntoIterator<Item = (String, String)>) -> Outcome<Self> {
        let mut given = Self::default();
        for (name, value) in variables {
            let Some(key) = name.strip_prefix("GRUNDLAG_") else {
                continue;
            };
            match key {
                "CONFIG" => given.config = Some(value.into()),
                "DATABASE" => given.database = Some(said(&name, &value)?),
                "DATABASE_FILE" => given.database_file = Some(value.into()),
                "CONNECTIONS" => given.connections = Some(said(&name, &value)?),
                "LISTEN" => given.listen = Some(said(&name, &value)?),
                "PUBLIC_URL" => given.public_url = Some(said(&name, &value)?),
                "TRUSTED_PROXIES" => {
                    let networks = value.split(',').filter(|n| !n.trim().is_empty());
                    given.trusted_proxies = Some(networks.map(|n| said(&name, n)).collect::<Outcome<_>>()?);
                }
                "API_REQUESTS" => given.api_requests = Some(said(&name, &value)?),
                "TIME_ZONE" => given.time_zone = Some(said(&name, &value)?),
                "WORDING_FOLDER" => given.wording_folder = Some(value.into()),
                "OIDC_ISSUER" => given.oidc_issuer = Some(value),
                "OIDC_CLIENT_ID" => given.oidc_client_id = Some(value),
                "OIDC_CLIENT_SECRET_FILE" => given.oidc_client_secret_file = Some(value.into()),
                "OIDC_AUTHORITY_FILE" => given.oidc_authority_file = Some(value.into()),
                "OIDC_PERSON_CLAIM" => given.oidc_person_claim = Some(value),
                "OIDC_GROUPS_CLAIM" => given.oidc_groups_claim = Some(value),
                "OIDC_SCOPES" => given.oidc_scopes = Some(value.split(',').map(|s| s.trim().to_owned()).collect()),
                "OIDC_GROUPS" => {
                    let groups = value.split(',').filter(|g| !g.trim().is_empty());
                    given.oidc_groups = Some(groups.map(|g| said(&name, g)).collect::<Outcome<_>>()?);
                }
                "OS2MO_URL" => given.os2mo_url = Some(value),
                "OS2MO_TOKEN_FILE" => given.os2mo_token_file = Some(value.into()),
                "OS2MO_TOKEN_URL" => given.os2mo_token_url = Some(value),
                "OS2MO_CLIENT_ID" => given.os2mo_client_id = Some(value),
                "OS2MO_CLIENT_SECRET_FILE" => given.os2mo_client_secret_file = Some(value.into()),
                "OS2MO_AUTHORITY_FILE" => given.os2mo_authority_file = Some(value.into()),
                "OS2MO_LISTENERS" => {
                    let listeners = value.split(',').filter(|l| !l.trim().is_empty());
                    given.os2mo_listeners = Some(listeners.map(|l| said(&name, l)).collect::<Outcome<_>>()?);
                }
                "OS2MO_MINUTES" => given.os2mo_minutes = Some(said(&name, &value)?),
                "LOG_LEVEL" => given.log_level = Some(word(&name, &value)?),
                "LOG_FORMAT" => given.log_format = Some(word(&name, &value)?),
                // Where the tests find PostgreSQL.
                "TEST_POSTGRES" => {}
                _ => {
                    return Err(Stop(format!(
                        "The environment has {name}, which Grundlag does not know. `grundlag serve --help` lists the \
                         settings: --time-zone is GRUNDLAG_TIME_ZONE."
                    )));
                }
            }
        }
        in_range(given.connections, 500, "GRUNDLAG_CONNECTIONS")?;
        in_range(given.api_requests, 10_000, "GRUNDLAG_API_REQUESTS")?;
        in_range(given.os2mo_minutes, 1_440, "GRUNDLAG_OS2MO_MINUTES")?;
        Ok(given)
    }

    fn from_file(path: &Path) -> Outcome<Self> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| Stop(format!("The configuration {} cannot be read: {e}", path.display())))?;
        let given: Self = toml::from_str(&text).map_err(|e| {
            // Not the line itself, as toml would show it: it may hold a password.
            let line = e.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            Stop(format!(
                "The configuration {} does not read at line {line}: {}.",
                path.display(),
                e.message()
            ))
        })?;
        in_range(given.connections, 500, &format!("connections in {}", path.display()))?;
        in_range(
            given.api_requests,
            10_000,
            &format!("api_requests in {}", path.display()),
        )?;
        in_range(
            given.os2mo_minutes,
            1_440,
            &format!("os2mo_minutes in {}", path.display()),
        )?;
        if given.database.as_ref().is_some_and(|a| a.password().is_some()) {
            not_for_everybody(path, "holds the database's password")?;
        }
        Ok(given)
    }

    /// The identity provider, if there is one: both its name and ours, or neither.
    fn oidc(&self) -> Outcome<Option<Oidc>> {
        let (issuer, client_id) = match (&self.oidc_issuer, &self.oidc_client_id) {
            (Some(issuer), Some(client_id)) => (issuer.clone(), client_id.clone()),
            (None, None) => return Ok(None),
            _ => {
                return Err(Stop::because(
                    "oidc_issuer and oidc_client_id belong together, and only one of them is given.",
                ));
            }
        };
        let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
        if !issuer.starts_with("https://") && !local.iter().any(|host| issuer.starts_with(host)) {
            return Err(Stop::because(
                "oidc_issuer does not begin with https://, so anybody on the way could let anybody in.",
            ));
        }
        let read = |path: &PathBuf, what: &str| {
            std::fs::read(path).map_err(|e| Stop(format!("{what} {} cannot be read: {e}", path.display())))
        };
        let client_secret = match &self.oidc_client_secret_file {
            None => None,
            Some(path) => {
                not_for_everybody(path, "holds the identity provider's secret")?;
                let text = String::from_utf8_lossy(&read(path, "oidc_client_secret_file")?)
                    .trim()
                    .to_owned();
                Some(text)
            }
        };
        let authority = match &self.oidc_authority_file {
            None => None,
            Some(path) => Some(read(path, "oidc_authority_file")?),
        };
        Ok(Some(Oidc {
            settings: oidc::Settings {
                issuer,
                client_id,
                client_secret,
                redirect: String::new(),
                person_claim: self.oidc_person_claim.clone(),
                groups_claim: Some(self.oidc_groups_claim.clone().unwrap_or_else(|| "groups".into())),
                scopes: self.oidc_scopes.clone().unwrap_or_default(),
                authority,
            },
            groups: self.oidc_groups.clone().unwrap_or_default(),
        }))
    }

    /// OS2mo, if there is one: its address and one of the two ways in.
    fn os2mo(&self) -> Outcome<Option<Os2mo>> {
        let Some(url) = self.os2mo_url.clone() else {
            return Ok(None);
        };
        let access = match (
            &self.os2mo_token_file,
            &self.os2mo_token_url,
            &self.os2mo_client_id,
            &self.os2mo_client_secret_file,
        ) {
            (Some(file), None, None, None) => {
                not_for_everybody(file, "holds the token for OS2mo")?;
                os2mo::Access::TokenFile(file.clone())
            }
            (None, Some(token_url), Some(id), Some(file)) => {
                not_for_everybody(file, "holds the secret for OS2mo")?;
                os2mo::Access::Client {
                    token_url: token_url.clone(),
                    id: id.clone(),
                    secret_file: file.clone(),
                }
            }
            _ => {
                return Err(Stop::because(
                    "os2mo_url needs a way in: either os2mo_token_file, or os2mo_token_url, os2mo_client_id and \
                     os2mo_client_secret_file together.",
                ));
            }
        };
        let authority = match &self.os2mo_authority_file {
            None => None,
            Some(path) => Some(
                std::fs::read(path)
                    .map_err(|e| Stop(format!("os2mo_authority_file {} cannot be read: {e}", path.display())))?,
            ),
        };
        Ok(Some(Os2mo {
            settings: os2mo::Settings {
                url,
                access,
                authority,
                limits: os2mo::Limits::default(),
            },
            listeners: self.os2mo_listeners.clone().unwrap_or_default(),
            minutes: self.os2mo_minutes.unwrap_or(10),
        }))
    }

    /// This source where it speaks, else `lower`. The two ways to say where the database is are one setting.
    fn over(self, lower: Self) -> Self {
        let database_here = self.database.is_some() || self.database_file.is_some();
        let (database, database_file) = if database_here {
            (self.database, self.database_file)
        } else {
            (lower.database, lower.database_file)
        };
        Self {
            config: self.config.or(lower.config),
            database,
            database_file,
            connections: self.connections.or(lower.connections),
            listen: self.listen.or(lower.listen),
            public_url: self.public_url.or(lower.public_url),
            trusted_proxies: self.trusted_proxies.or(lower.trusted_proxies),
            api_requests: self.api_requests.or(lower.api_requests),
            time_zone: self.time_zone.or(lower.time_zone),
            wording_folder: self.wording_folder.or(lower.wording_folder),
            oidc_issuer: self.oidc_issuer.or(lower.oidc_issuer),
            oidc_client_id: self.oidc_client_id.or(lower.oidc_client_id),
            oidc_client_secret_file: self.oidc_client_secret_file.or(lower.oidc_client_secret_file),
            oidc_authority_file: self.oidc_authority_file.or(lower.oidc_authority_file),
            oidc_person_claim: self.oidc_person_claim.or(lower.oidc_person_claim),
            oidc_groups_claim: self.oidc_groups_claim.or(lower.oidc_groups_claim),
            oidc_scopes: self.oidc_scopes.or(lower.oidc_scopes),
            oidc_groups: self.oidc_groups.or(lower.oidc_groups),
            os2mo_url: self.os2mo_url.or(lower.os2mo_url),
            os2mo_token_file: self.os2mo_token_file.or(lower.os2mo_token_file),
            os2mo_token_url: self.os2mo_token_url.or(lower.os2mo_token_url),
            os2mo_client_id: self.os2mo_client_id.or(lower.os2mo_client_id),
            os2mo_client_secret_file: self.os2mo_client_secret_file.or(lower.os2mo_client_secret_file),
            os2mo_authority_file: self.os2mo_authority_file.or(lower.os2mo_authority_file),
            os2mo_listeners: self.os2mo_listeners.or(lower.os2mo_listeners),
            os2mo_minutes: self.os2mo_minutes.or(lower.os2mo_minutes),
            log_level: self.log_level.or(lower.log_level),
            log_format: self.log_format.or(lower.log_format),
        }
    }
}

fn said<T: FromStr<Err: fmt::Display>>(name: &str, value: &str) -> Outcome<T> {
    value
        .trim()
        .parse()
        .map_err(|e| Stop(format!("{name} in the environment: {e}.")))
}

fn word<T: ValueEnum>(name: &str, value: &str) -> Outcome<T> {
    T::from_str(value.trim(), true).map_err(|_| {
        let known: Vec<String> = T::value_variants()
            .iter()
            .filter_map(|v| v.to_possible_value().map(|v| v.get_name().to_owned()))
            .collect();
        Stop(format!("{name} in the environment is one of {}.", known.join(", ")))
    })
}

fn in_range(number: Option<u32>, most: u32, name: &str) -> Outcome {
    match number {
        Some(n) if !(1..=most).contains(&n) => Err(Stop(format!("{name} is {n}; it goes from 1 to {most}."))),
        _ => Ok(()),
    }
}

/// The address in a `database_file`: its one line.
pub fn address_in(path: &Path) -> Outcome<Address> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| Stop(format!("database_file {} cannot be read: {e}", path.display())))?;
    not_for_everybody(path, "holds the database's address")?;
    text.parse()
        .map_err(|e| Stop(format!("database_file {}: {e}.", path.display())))
}

/// A file with a secret in it is not for everybody on the machine.
pub fn not_for_everybody(path: &Path, why: &str) -> Outcome {
    let mode = std::fs::metadata(path)
        .map_err(|e| Stop(format!("{} cannot be read: {e}", path.display())))?
        .permissions()
        .mode();
    let for_everybody = mode & 0o007;
    if for_everybody == 0 {
        return Ok(());
    }
    Err(Stop(format!(
        "{0} {why} and is open to everybody on this machine (mode {1:03o}). Close it: chmod o-rwx {0}",
        path.display(),
        mode & 0o777
    )))
}
