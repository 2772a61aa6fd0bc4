//! What was acknowledged is there afterwards, whatever happens in between: processes killed, power cut, disks full or broken.
//! `docs/durability.md` tells what is done and what came out.

mod disk;
mod killed;
mod power;
mod refused;
mod server;
mod town;

/// Numbers that repeat: splitmix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() >> 32).expect("32 bits") % limit.max(1)
    }
}
