//! Styles, script, font and icon, embedded with names that change with their contents and kept by browsers for ever.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::input::At;

/// `script/setup` makes this folder.
#[derive(RustEmbed)]
#[folder = "assets/built/"]
struct Built;

/// The folder name of this build's assets: it changes when any of them does, and their links among each other hold.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for name in Built::iter() {
        if let Some(file) = Built::get(&name) {
            hash.update(file.metadata.sha256_hash());
        }
    }
    hash.finalize()[..6].iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
});

/// Where a page finds an asset.
pub fn path(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

pub async fn show(At((version, file)): At<(String, String)>, headers: HeaderMap) -> Response {
    if version != *VERSION || file == "manifest.json" {
        return crate::Error::NotFound.into_response();
    }
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let packed = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(encoding, _)| {
            accepted
                .split(',')
                .any(|a| a.trim().split(';').next() == Some(encoding))
        })
        .find_map(|(encoding, ending)| Some((encoding, Built::get(&format!("{file}{ending}"))?)));
    let kind = match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    };
    let common = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    match (packed, Built::get(&file)) {
        (Some((encoding, bytes)), _) => (common, [(header::CONTENT_ENCODING, encoding)], bytes.data).into_response(),
        (None, Some(bytes)) => (common, bytes.data).into_response(),
        (None, None) => crate::Error::NotFound.into_response(),
    }
}
