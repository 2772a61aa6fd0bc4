//! The reference catalogues: thoughts from elsewhere, told in the house's own words, that elements can point at.

use crate::word::words;

words! {
    /// One entry of a catalogue.
    Item {
        Positioning = "positioning",
        Leveraging = "leveraging",
        Engaging = "engaging",
        Synthesising = "synthesising",
        Citizens = "citizens",
        Trust = "trust",
        Cooperation = "cooperation",
        Operations = "operations",
        Direction = "direction",
        Team = "team",
        Oneself = "oneself",
        Task = "task",
        Frank = "frank",
        Say = "say",
        Whole = "whole",
        Mistakes = "mistakes",
        Stop = "stop",
        Rights = "rights",
        Example = "example",
    }
}

words! {
    /// Where an entry belongs.
    Catalogue {
        /// Inspired by New Synthesis (Bourgon): reflection questions.
        Synthesis = "synthesis",
        /// Inspired by the seven themes of the Danish Leadership Commission (Ledelseskommissionen, 2018).
        Commission = "commission",
        /// Dialogue cards, inspired by codes of good public leadership.
        Code = "code",
    }
}

impl Catalogue {
    pub fn items(self) -> impl Iterator<Item = Item> {
        Item::ALL.iter().copied().filter(move |item| item.catalogue() == self)
    }
}

impl Item {
    #[must_use]
    pub const fn catalogue(self) -> Catalogue {
        match self {
            Self::Positioning | Self::Leveraging | Self::Engaging | Self::Synthesising => Catalogue::Synthesis,
            Self::Citizens
            | Self::Trust
            | Self::Cooperation
            | Self::Operations
            | Self::Direction
            | Self::Team
            | Self::Oneself => Catalogue::Commission,
            Self::Task
            | Self::Frank
            | Self::Say
            | Self::Whole
            | Self::Mistakes
            | Self::Stop
            | Self::Rights
            | Self::Example => Catalogue::Code,
        }
    }

    /// Whether it is shown when nobody has chosen. The cooperation system is agreed between two parties: a house that
    /// one of them runs does not open by proposing to simplify it.
    #[must_use]
    pub const fn shown_by_itself(self) -> bool {
        !matches!(self, Self::Cooperation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogues_hold_all_items_and_one_is_off() {
        let sizes: Vec<usize> = Catalogue::ALL.iter().map(|c| c.items().count()).collect();
        assert_eq!(sizes, [4, 7, 8]);
        assert_eq!(sizes.iter().sum::<usize>(), Item::ALL.len());
        let off: Vec<&Item> = Item::ALL.iter().filter(|item| !item.shown_by_itself()).collect();
        assert_eq!(off, [&Item::Cooperation]);
    }
}
