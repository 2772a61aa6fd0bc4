use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use reqwest::{Response, StatusCode, Url};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout, timeout_at};
use uuid::Uuid;

use crate::answer::{Collected, Organisation, Paged, Reply};
use crate::{Error, Part, queries};

/// Where OS2mo is, and how it lets us in.
#[derive(Clone)]
pub struct Settings {
    /// With its version, because OS2mo promises that a version does not change: `https://os2mo.example.dk/graphql/v25`.
    pub url: String,
    pub access: Access,
    /// The certificate of an authority that OS2mo's is signed by, as PEM, when it is the organisation's own.
    pub authority: Option<Vec<u8>>,
    pub limits: Limits,
}

/// How a bearer token is come by. Neither the token nor the secret is kept in the settings: both files are read when
/// they are needed, so that they can be changed under way.
#[derive(Clone, Debug)]
pub enum Access {
    /// A file that holds a token, which something else keeps fresh.
    TokenFile(PathBuf),
    /// OAuth 2.0 client credentials, as Keycloak gives them.
    Client {
        token_url: String,
        id: String,
        secret_file: PathBuf,
    },
}

/// What is asked for and waited for at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Objects on a page.
    pub page: u32,
    /// Objects of one collection.
    pub objects: usize,
    /// Bytes of one answer.
    pub bytes: usize,
    /// For one answer.
    pub patience: Duration,
    /// For the whole organisation. Shorter than what a worker's job may take.
    pub together: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page: 500,
            objects: 100_000,
            bytes: 20_000_000,
            patience: Duration::from_mins(1),
            together: Duration::from_mins(6),
        }
    }
}

/// Something may have changed. That is all an event says; OS2mo gives it again until it is acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Event {
    pub subject: String,
    pub priority: i64,
    /// Opaque, and not to be kept.
    pub token: String,
}

/// Characters of what OS2mo says when it says no.
const SAID: usize = 300;
/// Bytes of a token's file, and of a secret's.
const SECRET: u64 = 20_000;

pub struct Client {
    url: Url,
    settings: Settings,
    http: reqwest::Client,
    /// The token from client credentials, until shortly before it runs out.
    token: Mutex<Option<(String, Instant)>>,
}

impl Client {
    /// Asks nothing yet.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let url = address("os2mo_url", &settings.url)?;
        let version = url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let versioned = version
            .strip_prefix('v')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
        if !versioned {
            return Err(Error::Settings {
                why: "os2mo_url does not end with the version of OS2mo's GraphQL, such as /graphql/v25".into(),
            });
        }
        if let Access::Client { token_url, .. } = &settings.access {
            address("os2mo_token_url", token_url)?;
        }
        let wrong = |e: reqwest::Error| Error::Settings { why: e.to_string() };
        let mut http = reqwest::Client::builder()
            // A redirect would let somebody else choose whom we give the token to.
            .redirect(reqwest::redirect::Policy::none())
            .timeout(settings.limits.patience)
            .no_proxy();
        if let Some(pem) = &settings.authority {
            http = http.add_root_certificate(reqwest::Certificate::from_pem(pem).map_err(wrong)?);
        }
        Ok(Self {
            http: http.build().map_err(wrong)?,
            url,
            settings,
            token: Mutex::new(None),
        })
    }

    /// Everything that an import is made of, as it is on `day` in `zone`, with the posts that begin later.
    pub async fn organisation(&self, day: Date, zone: &TimeZone) -> Result<Organisation, Error> {
        let end = Instant::now() + self.settings.limits.together;
        let from = day
            .to_zoned_datetime(zone.clone())
            .map_err(|e| Error::Settings { why: e.to_string() })?;
        let from = from.timestamp().to_string();
        Ok(Organisation {
            classes: self.all(end, json!({})).await?,
            units: self.all(end, json!({})).await?,
            engagements: self.all(end, json!({ "from": from })).await?,
            managers: self.all(end, json!({ "from": from })).await?,
            people: self.all(end, json!({})).await?,
            emails: self.all(end, json!({})).await?,
        })
    }

    /// The listener's next event.
    pub async fn event(&self, listener: Uuid) -> Result<Option<Event>, Error> {
        let data = self
            .ask(Part::Events, queries::EVENT, json!({ "listener": listener }))
            .await?;
        read(Part::Events, data, "event_fetch")
    }

    /// Tells OS2mo that the event is dealt with. False when OS2mo does not know the token any more.
    pub async fn acknowledge(&self, event: &Event) -> Result<bool, Error> {
        let variables = json!({ "token": event.token });
        match self.ask(Part::Events, queries::ACKNOWLEDGE, variables).await {
            Ok(data) => read(Part::Events, data, "event_acknowledge"),
            Err(Error::Said { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// All pages of a collection.
    async fn all<T: Collected>(&self, end: Instant, variables: Value) -> Result<Vec<T>, Error> {
        let limits = &self.settings.limits;
        let endless = || Error::Endless {
            part: T::PART,
            limit: limits.objects as u64,
        };
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut variables = variables.clone();
            variables["limit"] = json!(limits.page);
            variables["cursor"] = json!(cursor);
            let asked = self.ask(T::PART, T::QUERY, variables);
            let data = timeout_at(end, asked).await.map_err(|_| Error::TooSlow {
                part: T::PART,
                seconds: limits.together.as_secs(),
            })??;
            let page: Paged<T::Wire> = read(T::PART, data, T::FIELD)?;
            // A page may be short, or empty, and not the last.
            for row in page.objects {
                T::read(row, &mut found);
            }
            if found.len() > limits.objects {
                return Err(endless());
            }
            match page.page_info.next_cursor {
                None => return Ok(found),
                Some(next) if seen.len() < limits.objects && seen.insert(next.clone()) => cursor = Some(next),
                Some(_) => return Err(endless()),
            }
        }
    }

    /// Asks once, and once more with a new token when the one we had is not good any more.
    async fn ask(&self, part: Part, query: &str, variables: Value) -> Result<Value, Error> {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let mut again = matches!(self.settings.access, Access::Client { .. });
        loop {
            let token = self.token().await?;
            let sent = self
                .http
                .post(self.url.clone())
                .bearer_auth(token)
                .header("content-type", "application/json")
                .body(body.clone())
                .send()
                .await;
            let answer = sent.map_err(|e| self.not_reached(part, &e))?;
            if answer.status() == StatusCode::UNAUTHORIZED && again {
                again = false;
                *self.token.lock().await = None;
                continue;
            }
            let status = answer.status();
            if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
                let status = status.as_u16();
                return Err(Error::Refused { part, status });
            }
            let bytes = self.bytes(part, answer).await?;
            let reply: Result<Reply, _> = serde_json::from_slice(&bytes);
            return match reply {
                Ok(reply) if !reply.errors.is_empty() => Err(Error::Said {
                    part,
                    message: said(&reply.errors[0].message),
                }),
                _ if !status.is_success() => Err(Error::Status {
                    part,
                    status: status.as_u16(),
                }),
                Ok(Reply { data: Some(data), .. }) => Ok(data),
                _ => Err(Error::Unreadable { part }),
            };
        }
    }

    async fn token(&self) -> Result<String, Error> {
        match &self.settings.access {
            Access::TokenFile(file) => secret(file),
            Access::Client {
                token_url,
                id,
                secret_file,
            } => {
                let mut kept = self.token.lock().await;
                if let Some((token, until)) = &*kept
                    && Instant::now() < *until
                {
                    return Ok(token.clone());
                }
                let (token, seconds) = self.fresh(token_url, id, &secret(secret_file)?).await?;
                // A little before its time, so that it is good when it arrives.
                let good = Duration::from_secs(seconds.saturating_sub(30).min(24 * 3600));
                *kept = Some((token.clone(), Instant::now() + good));
                Ok(token)
            }
        }
    }

    /// A token for the client's identity and secret (RFC 6749, section 4.4), and for how many seconds it is good.
    async fn fresh(&self, token_url: &str, id: &str, secret: &str) -> Result<(String, u64), Error> {
        #[derive(Deserialize)]
        struct Given {
            access_token: String,
            #[serde(default)]
            expires_in: u64,
        }
        let part = Part::Token;
        let url = address("os2mo_token_url", token_url)?;
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", id),
            ("client_secret", secret),
        ];
        let sent = self.http.post(url).form(&form).send().await;
        let answer = sent.map_err(|e| self.not_reached(part, &e))?;
        let status = answer.status();
        if status.is_client_error() {
            let status = status.as_u16();
            return Err(Error::Refused { part, status });
        }
        if !status.is_success() {
            let status = status.as_u16();
            return Err(Error::Status { part, status });
        }
        let bytes = self.bytes(part, answer).await?;
        let given: Given = serde_json::from_slice(&bytes).map_err(|_| Error::Unreadable { part })?;
        Ok((given.access_token, given.expires_in))
    }

    /// The whole answer, and not more than may be.
    async fn bytes(&self, part: Part, mut answer: Response) -> Result<Vec<u8>, Error> {
        let limit = self.settings.limits.bytes;
        let mut bytes = Vec::new();
        let reading = async {
            while let Some(piece) = answer.chunk().await.map_err(|e| self.not_reached(part, &e))? {
                if bytes.len() + piece.len() > limit {
                    return Err(Error::TooLarge {
                        part,
                        limit: limit as u64,
                    });
                }
                bytes.extend_from_slice(&piece);
            }
            Ok(())
        };
        timeout(self.settings.limits.patience, reading)
            .await
            .map_err(|_| self.too_slow(part))??;
        Ok(bytes)
    }

    fn too_slow(&self, part: Part) -> Error {
        Error::TooSlow {
            part,
            seconds: self.settings.limits.patience.as_secs(),
        }
    }

    fn not_reached(&self, part: Part, error: &reqwest::Error) -> Error {
        if error.is_timeout() {
            return self.too_slow(part);
        }
        // The innermost reason says it: a name that is not known, a certificate, a port that nobody listens at.
        let mut source: &dyn std::error::Error = error;
        while let Some(inner) = source.source() {
            source = inner;
        }
        Error::NotReached {
            part,
            why: said(&source.to_string()),
        }
    }
}

/// An address that a token may be sent to.
fn address(name: &str, text: &str) -> Result<Url, Error> {
    let wrong = |why: &str| Error::Settings {
        why: format!("{name} {why}"),
    };
    let url = Url::parse(text).map_err(|_| wrong("is no address"))?;
    let local = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    if url.scheme() != "https" && !(url.scheme() == "http" && local) {
        return Err(wrong(
            "does not begin with https://, so anybody on the way could read the token",
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("holds a name or a password"));
    }
    Ok(url)
}

fn secret(file: &Path) -> Result<String, Error> {
    use std::io::Read;
    let wrong = || Error::SecretFile {
        file: file.display().to_string(),
    };
    let mut text = String::new();
    std::fs::File::open(file)
        .and_then(|file| file.take(SECRET).read_to_string(&mut text))
        .map_err(|_| wrong())?;
    let text = text.trim();
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(wrong());
    }
    Ok(text.to_owned())
}

fn read<T: DeserializeOwned>(part: Part, mut data: Value, field: &str) -> Result<T, Error> {
    let value = data.get_mut(field).map(Value::take).ok_or(Error::Unreadable { part })?;
    serde_json::from_value(value).map_err(|_| Error::Unreadable { part })
}

/// What somebody else wrote, short and on one line.
fn said(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    clean.take(SAID).collect::<String>().trim().to_owned()
}
