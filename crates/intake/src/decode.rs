use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::{Error, Fault};

/// Bytes as text. A byte order mark decides; without one the bytes are UTF-8 if they can be, else Windows-1252,
/// which is what Danish Excel writes as "CSV". UTF-8 is borrowed, not copied.
pub(crate) fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Error> {
    let broken = |at: usize, fault: Fault| Error::Broken {
        file: file.to_owned(),
        row: Some(line(&bytes[..at.min(bytes.len())])),
        fault,
    };
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => {
            let text = std::str::from_utf8(&bytes[mark..])
                .map_err(|e| broken(mark + e.valid_up_to(), Fault::Encoding))?;
            Cow::Borrowed(text)
        }
        // UTF-16 in one of its two byte orders. A lone surrogate half is refused here.
        Some((encoding, mark)) => encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
            .ok_or_else(|| broken(0, Fault::Encoding))?,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => {
                if let Some(at) = utf8_letter(bytes) {
                    // The byte that is no UTF-8 is where the other file begins, unless the UTF-8 begins later.
                    return Err(broken(at.max(error.valid_up_to()), Fault::MixedEncodings));
                }
                WINDOWS_1252.decode_without_bom_handling(bytes).0
            }
        },
    };
    if text.contains('\0') {
        return Err(broken(0, Fault::Encoding));
    }
    Ok(text)
}

/// Where a letter of Latin-1 stands as UTF-8 does it: C3 and a continuation byte. In Windows-1252 that would be
/// `Ã` and a symbol or control character, which no Danish text has.
fn utf8_letter(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(2)
        .position(|pair| pair[0] == 0xC3 && (0x80..0xC0).contains(&pair[1]))
}

/// Number of the line that follows `before`, counted from 1.
fn line(before: &[u8]) -> u32 {
    let breaks = before.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}
