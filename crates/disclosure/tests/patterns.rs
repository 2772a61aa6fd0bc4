//! What is shown, cell by cell, as it was before the proofs were made faster: a change of speed changes no figure.

use disclosure::Cell;
use disclosure::generate;
use disclosure::pattern::{Pattern, Wish, choose};
use disclosure::space::Space;

/// FNV-1a, 64 bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Print(u64);

impl Print {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, number: u64) {
        for byte in number.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn pattern(&mut self, space: &Space, pattern: &Pattern) {
        for family in 0..space.families() {
            for cell in (0_u32..).take(space.cells(family)) {
                self.add(u64::from(pattern.shows(family, cell)));
            }
        }
    }
}

/// Means for five, and inside them distributions for ten, as a release asks for them.
fn both(print: &mut Print, space: &Space) -> (usize, usize) {
    let means = choose(
        space,
        &Wish {
            k: 5,
            ..Wish::default()
        },
    )
    .unwrap();
    let spread = choose(
        space,
        &Wish {
            k: 10,
            quick: true,
            within: Some(means.clone()),
            ..Wish::default()
        },
    )
    .unwrap();
    print.pattern(space, &means);
    print.pattern(space, &spread);
    (means.len(), spread.len())
}

#[test]
fn organisations_show_what_they_showed() {
    let mut print = Print::new();
    let mut sum = (0, 0);
    for filters in 1..=5 {
        for seed in 0..40 {
            let (means, spread) = both(&mut print, &generate::organisation(seed, filters).space().unwrap());
            sum = (sum.0 + means, sum.1 + spread);
        }
    }
    assert_eq!((sum, print), ((11_360, 5_747), Print(2_541_352_845_867_969_668)));
}

#[test]
fn municipalities_show_what_they_showed() {
    let mut print = Print::new();
    let shown = [1, 2].map(|seed| both(&mut print, &generate::municipality(seed).space().unwrap()));
    assert_eq!(
        (shown, print),
        ([(12_667, 3_929), (12_789, 3_815)], Print(10_142_382_773_213_513_253))
    );
}

/// One answer in a thousand skipped: the sheet has a pattern of its own.
#[test]
fn a_wave_with_gaps_shows_what_it_showed() {
    let wave = generate::wave(&generate::municipality(1), 30, 0.001, 7).unwrap();
    let release = wave.close().release(&[]).unwrap();
    let mut print = Print::new();
    for cell in release.shown() {
        print.add(match cell {
            Cell::Unit(unit) => u64::from(unit),
            Cell::Part(unit, filter, category) => {
                (u64::from(filter) + 1) << 48 | u64::from(category) << 32 | u64::from(unit)
            }
        });
        for item in [0, 29] {
            let figure = release.figure(cell, item).map(disclosure::Disclosed::get);
            print.add(figure.map_or(0, |f| u64::from(f.n)));
            print.add(u64::from(figure.is_some_and(|f| f.spread.is_some())));
        }
    }
    assert_eq!(
        (release.shown().count(), print),
        (12_667, Print(10_882_981_158_778_790_763))
    );
}
