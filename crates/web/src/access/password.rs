//! Passwords: Argon2id, 19 MiB and two passes (OWASP's first choice for a server).

use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::{App, Error, Texts};

/// Characters. Length is what counts (NIST SP 800-63B-4); no rules about signs and digits.
pub const MIN_PASSWORD: usize = 12;
const MAX_PASSWORD: usize = 200;

/// A password that may be set.
pub struct Password(String);

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum WeakPassword {
    Short,
    Long,
    /// It is the name or the address, or one character over and over.
    Obvious,
}

impl Password {
    pub fn parse(text: &str, name: &str, email: &str) -> Result<Self, WeakPassword> {
        let chars = text.chars().count();
        if chars < MIN_PASSWORD {
            return Err(WeakPassword::Short);
        }
        if chars > MAX_PASSWORD {
            return Err(WeakPassword::Long);
        }
        let folded = text.to_lowercase();
        let first = text.chars().next();
        if folded == name.to_lowercase() || folded == email.to_lowercase() || text.chars().all(|c| Some(c) == first) {
            return Err(WeakPassword::Obvious);
        }
        Ok(Self(text.to_owned()))
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash to store, in PHC form. `salt` is 16 random bytes. Takes some 20 ms: call it off the request's thread.
pub fn hash_password(password: &Password, salt: &[u8; 16]) -> Option<String> {
    argon2()
        .hash_password_with_salt(password.0.as_bytes(), salt)
        .ok()
        .map(|hash| hash.to_string())
}

/// The hash of a password that nobody has: salt and result belong to different ones.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$BQUFBQUFBQUFBQUFBQUFBQ$W3xJ2bw0YPa/jb583vDPlyUsXLyASzMM2DY3B1OPLpY";

/// Whether this is the password. Without a stored hash it takes as long and says no, so that time tells nothing.
pub fn verify(text: &str, stored: Option<&str>) -> bool {
    let Ok(hash) = PasswordHash::new(stored.unwrap_or(NOBODYS)) else {
        return false;
    };
    text.len() <= MAX_PASSWORD * 4 && argon2().verify_password(text.as_bytes(), &hash).is_ok() && stored.is_some()
}

/// Two at a time: each takes 19 MiB and a processor, and a flood of sign-ins must not take all of either.
pub const AT_ONCE: usize = 2;
/// How long one waits for its turn before being told to come back.
const TURN: Duration = Duration::from_secs(10);

/// [`verify`] off the request's thread, in its turn.
pub async fn check(app: &App, text: String, stored: Option<String>) -> Result<bool, Error> {
    in_turn(app, move || verify(&text, stored.as_deref())).await
}

/// [`hash_password`] off the request's thread, in its turn.
pub async fn hashed(app: &App, password: Password) -> Result<String, Error> {
    let mut salt = [0; 16];
    (app.random)(&mut salt);
    in_turn(app, move || hash_password(&password, &salt))
        .await?
        .ok_or(Error::Ours("the password could not be hashed"))
}

async fn in_turn<T: Send + 'static>(app: &App, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let turn = tokio::time::timeout(TURN, app.hashing.clone().acquire_owned());
    let Ok(Ok(turn)) = turn.await else {
        return Err(Error::Busy);
    };
    tokio::task::spawn_blocking(move || {
        let result = work();
        drop(turn);
        result
    })
    .await
    .map_err(|_| Error::Ours("the password's hashing stopped"))
}

/// A password to begin with: 16 letters and digits that nobody mistakes for each other, 80 random bits.
pub fn first(app: &App) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; 16];
    (app.random)(&mut bytes);
    let mut text = String::with_capacity(19);
    for (i, byte) in bytes.into_iter().enumerate() {
        if i > 0 && i % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    text
}

pub fn weak_text(t: Texts, weak: WeakPassword) -> String {
    match weak {
        WeakPassword::Short => t.password_short(MIN_PASSWORD),
        WeakPassword::Long => t.password_long(MAX_PASSWORD),
        WeakPassword::Obvious => t.password_obvious(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_verifies_and_another_does_not() {
        let password = Password::parse("en rolig morgen i maj", "Ida", "ida@example.org")
            .ok()
            .unwrap();
        let stored = hash_password(&password, &[7; 16]).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("en rolig morgen i maj", Some(&stored)));
        assert!(!verify("en rolig morgen i juni", Some(&stored)));
        assert!(!verify("en rolig morgen i maj", None));
    }

    #[test]
    fn a_missing_account_takes_as_long_as_a_wrong_password() {
        let hash = PasswordHash::new(NOBODYS).unwrap();
        assert_eq!(hash.params.get_decimal("m"), Some(19 * 1024));
    }

    #[test]
    fn weak_passwords_say_why() {
        let weak = |text: &str| Password::parse(text, "Ida Marie Holm", "ida@example.org").err();
        assert_eq!(weak("kort"), Some(WeakPassword::Short));
        assert_eq!(weak(&"x".repeat(201)), Some(WeakPassword::Long));
        assert_eq!(weak("aaaaaaaaaaaaaaa"), Some(WeakPassword::Obvious));
        assert_eq!(weak("Ida@Example.org"), Some(WeakPassword::Obvious));
    }
}
