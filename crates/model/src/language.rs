//! The two languages of the interface. Danish is first; English is complete.

use crate::word::words;

words! {
    Language {
        Danish = "da",
        English = "en",
    }
}
