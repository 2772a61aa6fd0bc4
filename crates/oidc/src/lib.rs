//! Sign-in at an identity provider (Entra ID, Keycloak) over the open standard (OIDC): authorization code, PKCE, nonce.
//!
//! Somebody is known by issuer and subject together, never by an e-mail address: providers let people choose those, and
//! give them to somebody else when one leaves. Time and randomness come in from outside.

mod provider;
mod token;

pub use provider::{Begun, NotReached, Provider, Settings};
pub use token::{Expected, Identity, Keys, Refused, verify};
