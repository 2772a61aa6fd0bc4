//! Sign-in at an identity provider.
