//! Everything that goes in and out, in one program.

mod foundation;
mod hostile;
mod organisation;
mod policy;
mod properties;
mod support;
