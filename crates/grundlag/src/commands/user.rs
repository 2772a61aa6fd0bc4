//! `grundlag user …`

use std::io::{BufRead, IsTerminal};

use clap::{Args, Subcommand};
use model::access::{GrantFlaw, Role};
use model::audit::Deed;
use model::{Day, GrantId, PeriodId, PersonId, UnitId};
use store::Conn;
use store::access::{Among, NewGrant, Search, UnitFound};
use store::audit::About;
use web::App;
use web::access::{Password, WeakPassword, hash_password};

use super::note;
use crate::settings::Settings;
use crate::{Outcome, Stop, start};

/// Who can sign in, and with which roles
///
/// Leaders and employees have their roles from their posts; here are the others. Everything but the first administrator
/// can also be done in the browser, under "Brugere og roller".
#[derive(Args)]
pub struct User {
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Subcommand)]
enum UserCommand {
    Add(Add),
    Password(PasswordOf),
    Grant(Grant),
    Revoke(Revoke),
    Disable(Disable),
    Enable(Enable),
    List(List),
}

/// Open an account for a person, or the first administrator's in an empty database
///
/// Asks for a password, or reads one line from standard input when it is not a terminal. The person must choose their
/// own at the first sign-in.
///
/// In an empty database, --organisation and --name make the organisation, its topmost unit, the person, and an
/// administrator's role.
#[derive(Args)]
struct Add {
    /// The person's e-mail address
    email: String,
    /// The organisation's name; only in an empty database
    #[arg(long, requires = "name")]
    organisation: Option<String>,
    /// The first administrator's name; only in an empty database
    #[arg(long, requires = "organisation")]
    name: Option<String>,
    /// The topmost unit's key in the files that will be imported, so that they find it (OS2mo: `AfdelingsID`)
    #[arg(long, requires = "organisation", value_name = "KEY")]
    unit_key: Option<String>,
}

/// Set a new first password and end the person's sessions
///
/// Asks for it, or reads one line from standard input. The person must choose their own at the next sign-in.
#[derive(Args)]
struct PasswordOf {
    /// The person's e-mail address
    email: String,
}

/// Give a role, at a unit and everything below it
#[derive(Args)]
struct Grant {
    /// The person's e-mail address
    email: String,
    #[arg(value_parser = role)]
    /// steward, director, representative, adviser, dpo or administrator
    role: Role,
    /// The unit's key or its name [default: the topmost]
    #[arg(long, value_name = "KEY")]
    unit: Option<String>,
    /// The first day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Day>,
    /// The last day; an adviser needs one
    #[arg(long, value_name = "YYYY-MM-DD")]
    last_day: Option<Day>,
    /// Why; for an adviser the data processing agreement
    #[arg(long, default_value = "", hide_default_value = true)]
    note: String,
}

/// Take a role back, from today
#[derive(Args)]
struct Revoke {
    /// The person's e-mail address
    email: String,
    #[arg(value_parser = role)]
    /// steward, director, representative, adviser, dpo or administrator
    role: Role,
    /// The unit's key or its name [default: wherever it was given]
    #[arg(long, value_name = "KEY")]
    unit: Option<String>,
}

/// Close an account and end its sessions; nothing that the person wrote is removed
#[derive(Args)]
struct Disable {
    /// The person's e-mail address
    email: String,
}

/// Open an account again
#[derive(Args)]
struct Enable {
    /// The person's e-mail address
    email: String,
}

/// List people with their accounts and roles
#[derive(Args)]
struct List {
    /// Part of a name or an address [default: those with a role that was given to them]
    search: Option<String>,
}

fn role(text: &str) -> Result<Role, String> {
    text.parse::<Role>()
        .ok()
        .filter(|role| Role::GRANTED.contains(role))
        .ok_or_else(|| "it is one of steward, director, representative, adviser, dpo, administrator".into())
}

impl User {
    pub async fn run(self, settings: &Settings) -> Outcome {
        start::log(settings);
        let db = start::open_migrated(settings).await?;
        let app = start::app(settings, db.clone())?;
        let result = match self.command {
            UserCommand::Add(command) => command.run(&app).await,
            UserCommand::Password(command) => command.run(&app).await,
            UserCommand::Grant(command) => command.run(&app).await,
            UserCommand::Revoke(command) => command.run(&app).await,
            UserCommand::Disable(command) => command.run(&app).await,
            UserCommand::Enable(command) => command.run(&app).await,
            UserCommand::List(command) => command.run(&app).await,
        };
        db.close().await;
        result
    }
}

/// The first administrator of an empty database.
pub struct FirstAdministrator<'a> {
    pub organisation: &'a str,
    pub unit_key: Option<&'a str>,
    pub name: &'a str,
    pub email: &'a str,
}

/// Founds the organisation with its topmost unit, and gives it to its first administrator.
pub async fn found(app: &App, first: &FirstAdministrator<'_>, password_hash: &str) -> Outcome {
    let (now, today) = (app.now(), app.today());
    let mut tx = app.db.write().await?;
    if let Some(house) = store::access::house(&mut tx).await? {
        return Err(Stop(format!(
            "This database belongs to {} already. Leave --organisation and --name out.",
            house.organisation
        )));
    }
    store::organisation::found(&mut tx, first.organisation, false, today, now).await?;
    let unit: UnitId = app.id(now);
    let root = store::organisation::NewUnit {
        id: unit,
        period: app.id::<PeriodId>(now),
        external_id: first.unit_key,
        name: first.organisation,
        kind: "kommune",
        parent: None,
        from: today,
    };
    store::organisation::add_unit(&mut tx, &root, now).await?;
    let person: PersonId = app.id(now);
    let new = store::organisation::NewPerson {
        id: person,
        external_id: None,
        name: first.name,
        email: Some(first.email),
    };
    store::organisation::add_person(&mut tx, &new, now).await?;
    // Whoever runs this command chose the password for themselves.
    store::access::add_account(&mut tx, person, Some(password_hash), false, now).await?;
    let grant = NewGrant {
        id: app.id::<GrantId>(now),
        person,
        role: Role::Administrator,
        unit,
        from: today,
        to: None,
        note: "",
        by: None,
    };
    store::access::add_grant(&mut tx, &grant, now).await?;
    store::organisation::build_today(&mut tx, today).await?;
    for deed in [Deed::AddPerson, Deed::OpenAccount, Deed::GiveRole] {
        note(&mut tx, deed, About::People(&[person]), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

impl Add {
    async fn run(self, app: &App) -> Outcome {
        let email = model::text::folded(&self.email);
        if let (Some(organisation), Some(name)) = (&self.organisation, &self.name) {
            let line = |what, text| {
                model::text::line(text, 200)
                    .and_then(model::text::required)
                    .map_err(|e| Stop(format!("{what}: {e}.")))
            };
            let (organisation, name) = (line("--organisation", organisation)?, line("--name", name)?);
            if !email.contains('@') || email.len() > 254 {
                return Err(Stop(format!("{email:?} is not an e-mail address.")));
            }
            let hash = new_password(app, &name, &email)?;
            let first = FirstAdministrator {
                organisation: &organisation,
                unit_key: self.unit_key.as_deref(),
                name: &name,
                email: &email,
            };
            found(app, &first, &hash).await?;
            println!("{name} administers {organisation} and signs in as {email}.");
            return Ok(());
        }
        let mut conn = app.db.read().await?;
        if store::access::house(&mut conn).await?.is_none() {
            return Err(Stop::because(
                "The database is empty. Name the organisation and its first administrator: grundlag user add EMAIL \
                 --organisation NAME --name NAME",
            ));
        }
        let person = store::access::person_by_email(&mut conn, &email)
            .await?
            .ok_or_else(|| {
                Stop(format!(
                    "Nobody has the address {email}. People come in with the organisation, by import or in the browser."
                ))
            })?;
        if store::access::account(&mut conn, person.id).await?.is_some() {
            return Err(Stop(format!(
                "{} has an account. `grundlag user password {email}` sets a new first password.",
                person.name
            )));
        }
        drop(conn);
        let hash = new_password(app, &person.name, &email)?;
        let mut tx = app.db.write().await?;
        store::access::add_account(&mut tx, person.id, Some(&hash), true, app.now()).await?;
        note(&mut tx, Deed::OpenAccount, About::People(&[person.id]), app.now()).await?;
        tx.commit().await?;
        println!(
            "{} signs in as {email}, and then chooses a password of their own.",
            person.name
        );
        Ok(())
    }
}

impl PasswordOf {
    async fn run(self, app: &App) -> Outcome {
        let account = account(app, &self.email).await?;
        let email = model::text::folded(&self.email);
        let hash = new_password(app, &account.name, &email)?;
        let mut tx = app.db.write().await?;
        store::access::set_password(&mut tx, account.person, &hash, true).await?;
        store::access::end_sessions(&mut tx, account.person, None).await?;
        note(&mut tx, Deed::SetPassword, About::People(&[account.person]), app.now()).await?;
        tx.commit().await?;
        println!(
            "{} is signed out everywhere and chooses a password of their own next time.",
            account.name
        );
        Ok(())
    }
}

impl Grant {
    async fn run(self, app: &App) -> Outcome {
        let (now, today) = (app.now(), app.today());
        let from = self.from.unwrap_or(today);
        let flaws = model::access::grant_flaws(self.role, from, self.last_day, &self.note, today);
        if !flaws.is_empty() {
            let sentences: Vec<String> = flaws.iter().map(GrantFlaw::to_string).collect();
            return Err(Stop(format!("Not granted: {}.", sentences.join("; "))));
        }
        let mut tx = app.db.write().await?;
        store::organisation::lock(&mut tx).await?;
        let person = person(&mut tx, &self.email).await?;
        let unit = unit(&mut tx, self.unit.as_deref()).await?;
        let to = self.last_day.map(|last| last.plus_days(1));
        let held = store::access::grants(&mut tx, person.id).await?;
        if held.iter().any(|g| g.overlaps(self.role, unit.id, from, to)) {
            return Err(Stop(format!(
                "{} is {} at {} in that time already.",
                person.name, self.role, unit.name
            )));
        }
        let grant = NewGrant {
            id: app.id::<GrantId>(now),
            person: person.id,
            role: self.role,
            unit: unit.id,
            from,
            to,
            note: self.note.trim(),
            by: None,
        };
        store::access::add_grant(&mut tx, &grant, now).await?;
        let account = store::access::account(&mut tx, person.id).await?;
        note(&mut tx, Deed::GiveRole, About::People(&[person.id]), now).await?;
        tx.commit().await?;
        println!("{} is {} at {} from {from}.", person.name, self.role, unit.name);
        if account.is_none() {
            println!("There is no account yet: grundlag user add {}", self.email);
        }
        Ok(())
    }
}

impl Revoke {
    async fn run(self, app: &App) -> Outcome {
        let (now, today) = (app.now(), app.today());
        let mut tx = app.db.write().await?;
        store::organisation::lock(&mut tx).await?;
        let person = person(&mut tx, &self.email).await?;
        let at = match &self.unit {
            Some(_) => Some(unit(&mut tx, self.unit.as_deref()).await?.id),
            None => None,
        };
        let grants = store::access::grants(&mut tx, person.id).await?;
        let mut count = 0;
        for grant in grants
            .iter()
            .filter(|g| g.is_open(today) && g.role == self.role && at.is_none_or(|unit| unit == g.unit))
        {
            store::access::revoke(&mut tx, person.id, grant.id, None, now).await?;
            count += 1;
        }
        if count == 0 {
            return Err(Stop(format!("{} has no such role.", person.name)));
        }
        keep_an_administrator(&mut tx, today).await?;
        note(&mut tx, Deed::RevokeRole, About::People(&[person.id]), now).await?;
        tx.commit().await?;
        println!("{} is not {} any more.", person.name, self.role);
        Ok(())
    }
}

impl Disable {
    async fn run(self, app: &App) -> Outcome {
        let mut tx = app.db.write().await?;
        store::organisation::lock(&mut tx).await?;
        let account = account_in(&mut tx, &self.email).await?;
        store::access::disable(&mut tx, account.person, app.now()).await?;
        keep_an_administrator(&mut tx, app.today()).await?;
        note(&mut tx, Deed::CloseAccount, About::People(&[account.person]), app.now()).await?;
        tx.commit().await?;
        println!("{} cannot sign in any more.", account.name);
        Ok(())
    }
}

impl Enable {
    async fn run(self, app: &App) -> Outcome {
        let mut tx = app.db.write().await?;
        let account = account_in(&mut tx, &self.email).await?;
        store::access::enable(&mut tx, account.person).await?;
        note(
            &mut tx,
            Deed::ReopenAccount,
            About::People(&[account.person]),
            app.now(),
        )
        .await?;
        tx.commit().await?;
        println!("{} can sign in again.", account.name);
        Ok(())
    }
}

impl List {
    async fn run(self, app: &App) -> Outcome {
        /// More than anybody reads.
        const MOST: i64 = 1000;
        let text = model::text::folded(self.search.as_deref().unwrap_or(""));
        let search = Search {
            text: &text,
            role: None,
            among: if text.is_empty() { Among::Granted } else { Among::All },
        };
        let mut conn = app.db.read().await?;
        let mut rows = store::access::people(&mut conn, &search, app.today(), 0, MOST + 1).await?;
        let more = rows.len() > 1000;
        rows.truncate(1000);
        if rows.is_empty() {
            println!("Nobody.");
        }
        let mut last = None;
        for row in &rows {
            if last != Some(row.person) {
                let state = match (row.has_account, row.disabled_at, row.must_change) {
                    (false, ..) => "no account",
                    (true, Some(_), _) => "closed",
                    (true, None, true) => "has a first password",
                    (true, None, false) => "open",
                };
                println!("{} <{}>: {state}", row.name, row.email.as_deref().unwrap_or("–"));
                last = Some(row.person);
            }
            if let (Some(role), Some(from)) = (row.role, row.valid_from) {
                let unit = row.unit_name.as_deref().unwrap_or("a unit that is closed");
                let until = row
                    .valid_to
                    .map_or(String::new(), |to| format!(" to {}", to.plus_days(-1)));
                println!("    {role} at {unit}, from {from}{until}");
            }
        }
        if more {
            println!("… and more: write more of the name.");
        }
        Ok(())
    }
}

async fn person(conn: &mut Conn, email: &str) -> Outcome<store::access::Person> {
    let email = model::text::folded(email);
    store::access::person_by_email(conn, &email)
        .await?
        .ok_or_else(|| Stop(format!("Nobody has the address {email}.")))
}

async fn account(app: &App, email: &str) -> Outcome<store::access::Account> {
    account_in(&mut app.db.read().await?, email).await
}

async fn account_in(conn: &mut Conn, email: &str) -> Outcome<store::access::Account> {
    let email = model::text::folded(email);
    store::access::account_by_email(conn, &email)
        .await?
        .ok_or_else(|| Stop(format!("Nobody with the address {email} has an account.")))
}

/// The unit with this key, or else the one with this name; the topmost when none is asked for.
async fn unit(conn: &mut Conn, wanted: Option<&str>) -> Outcome<UnitFound> {
    let units = store::access::units_today(conn).await?;
    let Some(wanted) = wanted else {
        return units
            .into_iter()
            .find(|u| u.depth == 0)
            .ok_or_else(|| Stop::because("There is no unit yet."));
    };
    if let Some(found) = units.iter().find(|u| u.external_id.as_deref() == Some(wanted)) {
        return Ok(found.clone());
    }
    let folded = model::text::folded(wanted);
    let named: Vec<&UnitFound> = units
        .iter()
        .filter(|u| model::text::folded(&u.name) == folded)
        .collect();
    match named.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Stop(format!("No unit has the key or the name {wanted:?} today."))),
        several => {
            let list: Vec<String> = several
                .iter()
                .map(|u| {
                    let key = u.external_id.as_deref().unwrap_or("no key");
                    format!("{key} (below {})", u.parent_name.as_deref().unwrap_or("nothing"))
                })
                .collect();
            Err(Stop(format!(
                "Several units are called {wanted:?}; take a key: {}.",
                list.join(", ")
            )))
        }
    }
}

/// Somebody must always be able to let others in.
async fn keep_an_administrator(tx: &mut Conn, today: Day) -> Outcome {
    if store::access::lasting_administrators(tx, today).await? > 0 {
        return Ok(());
    }
    Err(Stop::because(
        "Nothing was changed: nobody would be left who is administrator without a last day and can sign in. Give the \
         role to somebody else first.",
    ))
}

/// Asks for a new password until it will do; from standard input it has one chance.
fn new_password(app: &App, name: &str, email: &str) -> Outcome<String> {
    let typed = read_password()?;
    let password = Password::parse(&typed, name, email).map_err(|weak| {
        Stop::because(match weak {
            WeakPassword::Short => {
                "The password needs at least 12 characters. Four or five words are easy to remember."
            }
            WeakPassword::Long => "The password is longer than 200 characters.",
            WeakPassword::Obvious => "That is the name, the address, or one character over and over.",
        })
    })?;
    let mut salt = [0; 16];
    (app.random)(&mut salt);
    hash_password(&password, &salt).ok_or_else(|| Stop::because("The password could not be hashed."))
}

fn read_password() -> Outcome<String> {
    let wrong = |e: std::io::Error| Stop(format!("The password could not be read: {e}."));
    if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ").map_err(wrong)?;
        let again = rpassword::prompt_password("Once more: ").map_err(wrong)?;
        if first != again {
            return Err(Stop::because("The two are not the same. Nothing was changed."));
        }
        return Ok(first);
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(wrong)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
