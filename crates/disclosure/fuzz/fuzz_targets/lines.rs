//! Any bytes on the input of both commands.
#![no_main]

use disclosure::command::{Form, audit, protect};
use disclosure::words::Language;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut output = Vec::new();
    if protect(data, &mut output).is_ok() {
        let text = String::from_utf8(output).expect("JSON is UTF-8");
        let summary = text.lines().last().expect("a summary comes last");
        assert!(summary.contains("\"worked_out\":0"), "{summary}");
    }
    for form in [Form::Lines, Form::Words(Language::Danish)] {
        let _ = audit(data, Vec::new(), form);
    }
});
