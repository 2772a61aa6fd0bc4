//! Any bytes on the command's input.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signs_command::{Options, changes, run};

fuzz_target!(|data: &[u8]| {
    let mut output = Vec::new();
    run(data, &mut output, &Options::default()).expect("reading and writing memory cannot fail");
    let _ = changes(data, &mut output, &Options::default(), 0.1);
});
