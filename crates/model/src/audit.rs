//! The log of what was done and of whose data was looked at: one chain, in which each entry holds the hash of the one
//! before. Whoever changes, removes or moves an entry breaks the chain; whoever cuts off its end is found out by a head
//! that was noted elsewhere.
//!
//! An entry holds identities and words of this file. It holds no name, no text and no address, so that the log itself is
//! nothing worth stealing.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::word::words;
use crate::{Instant, PersonId};

words! {
    /// What was done. Each serves one [`Purpose`].
    Deed {
        OpenAccount = "open_account",
        SetPassword = "set_password",
        CloseAccount = "close_account",
        ReopenAccount = "reopen_account",
        GiveRole = "give_role",
        RevokeRole = "revoke_role",
        /// A role that the identity provider's groups gave, or took back.
        SyncRole = "sync_role",
        /// A link by which somebody ties their sign-in at the identity provider to their account.
        InviteSignIn = "invite_sign_in",
        TieSignIn = "tie_sign_in",
        UntieSignIn = "untie_sign_in",
        ChangeUnit = "change_unit",
        AddPerson = "add_person",
        ChangePerson = "change_person",
        ChangePost = "change_post",
        ChangeNames = "change_names",
        ImportOrganisation = "import_organisation",
        UndoImport = "undo_import",
        ChangeSettings = "change_settings",
        PublishEdition = "publish_edition",
        ChooseProminence = "choose_prominence",
        PublishStory = "publish_story",
        DeclineStory = "decline_story",
        WithdrawStory = "withdraw_story",
        /// Documents for the room that looks at wording.
        HandInDocuments = "hand_in_documents",
        DeleteDocument = "delete_document",
        /// Rounds in which people read what passages show. Who reads, and what they answer, stands nowhere here.
        OpenReadingRound = "open_reading_round",
        FreeReadingPlace = "free_reading_place",
        CloseReadingRound = "close_reading_round",
        /// What counts as an element in that room: its families and rules. The element is the object; none when all were changed.
        ChangeLexicon = "change_lexicon",
        /// A person with their posts and e-mail address.
        SeePerson = "see_person",
        /// The people of a unit.
        SeePeople = "see_people",
        /// Accounts and roles.
        SeeAccess = "see_access",
        /// A unit's drafts and who wrote which version.
        SeeHistory = "see_history",
        /// Stories before others may read them.
        SeeWaitingStories = "see_waiting_stories",
        /// Organisation files with people in them: uploaded, or taken out.
        SeeImport = "see_import",
        ExportOrganisation = "export_organisation",
        ExportPerson = "export_person",
        /// This log.
        SeeLog = "see_log",
        /// A key to the API.
        MakeToken = "make_token",
        RevokeToken = "revoke_token",
        /// People's names, addresses and posts went out through a key, which is the object.
        ReadPeopleByToken = "read_people_by_token",
        /// Entries whose time is over were removed.
        CutLog = "cut_log",
        /// What is kept no longer was removed.
        Tidy = "tidy",
        /// Somebody who had left was taken out of the house.
        ErasePerson = "erase_person",
    }
}

words! {
    /// Why: what the reader of a log, and the person whose data it was, are told.
    Purpose {
        /// Letting people in with the roles that they need.
        Access = "access",
        /// Keeping units, posts and addresses right.
        Organisation = "organisation",
        /// Setting up and publishing the foundation.
        Foundation = "foundation",
        /// A unit's own interpretation, written by those answerable for it.
        Interpretation = "interpretation",
        /// Reading a story before others do.
        Moderation = "moderation",
        /// Seeing where the foundation shows in common documents.
        Wording = "wording",
        /// The data protection officer's control, and each person's own access.
        Protection = "protection",
        /// The house tidies up after itself.
        Operation = "operation",
    }
}

words! {
    Outcome {
        Done = "done",
        /// It was tried, and a rule of the house stood against it.
        Refused = "refused",
    }
}

impl Deed {
    #[must_use]
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::OpenAccount
            | Self::SetPassword
            | Self::CloseAccount
            | Self::ReopenAccount
            | Self::GiveRole
            | Self::RevokeRole
            | Self::SyncRole
            | Self::InviteSignIn
            | Self::TieSignIn
            | Self::UntieSignIn
            | Self::MakeToken
            | Self::RevokeToken
            | Self::SeeAccess => Purpose::Access,
            Self::ChangeUnit
            | Self::AddPerson
            | Self::ChangePerson
            | Self::ChangePost
            | Self::ChangeNames
            | Self::ImportOrganisation
            | Self::UndoImport
            | Self::SeePerson
            | Self::SeePeople
            | Self::SeeImport
            | Self::ReadPeopleByToken
            | Self::ExportOrganisation => Purpose::Organisation,
            Self::ChangeSettings | Self::PublishEdition | Self::ChooseProminence => Purpose::Foundation,
            Self::SeeHistory => Purpose::Interpretation,
            Self::PublishStory | Self::DeclineStory | Self::WithdrawStory | Self::SeeWaitingStories => {
                Purpose::Moderation
            }
            Self::HandInDocuments
            | Self::DeleteDocument
            | Self::OpenReadingRound
            | Self::FreeReadingPlace
            | Self::CloseReadingRound
            | Self::ChangeLexicon => Purpose::Wording,
            Self::ExportPerson | Self::SeeLog => Purpose::Protection,
            Self::CutLog | Self::Tidy | Self::ErasePerson => Purpose::Operation,
        }
    }

    /// It showed people's data and changed nothing.
    #[must_use]
    pub const fn reads(self) -> bool {
        matches!(
            self,
            Self::SeePerson
                | Self::SeePeople
                | Self::SeeAccess
                | Self::SeeHistory
                | Self::SeeWaitingStories
                | Self::SeeImport
                | Self::ReadPeopleByToken
                | Self::ExportOrganisation
                | Self::ExportPerson
                | Self::SeeLog
        )
    }
}

/// SHA-256.
pub type Hash = [u8; 32];

/// What the first entry of a chain follows.
pub const BEGINNING: Hash = [0; 32];

/// One entry, as it is hashed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Counts from 1, without gaps.
    pub seq: i64,
    pub at: Instant,
    /// None: the command line, or the house itself.
    pub actor: Option<PersonId>,
    pub deed: Deed,
    /// A unit, a grant, an import, …: what the deed says.
    pub object: Option<Uuid>,
    pub purpose: Purpose,
    pub outcome: Outcome,
    /// SHA-256 of the people whose data it was, see [`about`]; all zeros when it was nobody's.
    pub about: Hash,
    /// Everybody's data: a list of them would be the organisation.
    pub about_all: bool,
    /// How many people it was about; for [`Deed::CutLog`], the last entry that was removed.
    pub number: i64,
    /// The hash of the entry before.
    pub prev: Hash,
}

impl Entry {
    /// The entry as bytes. Every field has a fixed width or its length before it, so that no two entries are the same
    /// bytes.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        fn id(out: &mut Vec<u8>, id: Option<Uuid>) {
            out.push(u8::from(id.is_some()));
            out.extend_from_slice(id.unwrap_or_default().as_bytes());
        }
        let mut out = Vec::with_capacity(160);
        out.extend_from_slice(&self.seq.to_be_bytes());
        out.extend_from_slice(&self.at.0.to_be_bytes());
        id(&mut out, self.actor.map(|p| p.0));
        id(&mut out, self.object);
        for word in [self.deed.word(), self.purpose.word(), self.outcome.word()] {
            out.push(u8::try_from(word.len()).unwrap_or(u8::MAX));
            out.extend_from_slice(word.as_bytes());
        }
        out.extend_from_slice(&self.about);
        out.push(u8::from(self.about_all));
        out.extend_from_slice(&self.number.to_be_bytes());
        out
    }

    /// SHA-256(prev ‖ canonical).
    #[must_use]
    pub fn hash(&self) -> Hash {
        Sha256::new()
            .chain_update(self.prev)
            .chain_update(self.canonical())
            .finalize()
            .into()
    }
}

/// The hash of a set of people, whatever the order they come in and however often.
#[must_use]
pub fn about(people: &[PersonId]) -> Hash {
    if people.is_empty() {
        return BEGINNING;
    }
    let mut people = people.to_vec();
    people.sort_unstable();
    people.dedup();
    let mut hash = Sha256::new();
    for person in people {
        hash.update(person.0.as_bytes());
    }
    hash.finalize().into()
}

/// Where a chain stands: the last entry's number and hash. Printed as `17:9f86…`, for noting it somewhere else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    pub seq: i64,
    pub hash: Hash,
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:", self.seq)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a head is a number, a colon and 64 hexadecimal digits")]
pub struct NotAHead;

impl std::str::FromStr for Head {
    type Err = NotAHead;
    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (seq, digits) = text.trim().split_once(':').ok_or(NotAHead)?;
        let seq = seq.parse().map_err(|_| NotAHead)?;
        if digits.len() != 64 || !digits.is_ascii() {
            return Err(NotAHead);
        }
        let mut hash = BEGINNING;
        for (byte, pair) in hash.iter_mut().zip(digits.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| NotAHead)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAHead)?;
        }
        Ok(Self { seq, hash })
    }
}

/// Why a chain does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Broken {
    /// An entry is gone, or stands elsewhere.
    #[error("after entry {after} comes entry {found}")]
    Gap { after: i64, found: i64 },
    #[error("entry {0} does not follow the one before it")]
    Link(i64),
    #[error("entry {0} was changed")]
    Changed(i64),
    /// The people whose data it was are not those that were written.
    #[error("the people of entry {0} were changed")]
    People(i64),
    /// The chain ends before the head: entries are gone from its end.
    #[error("the log ends at entry {end}, and its head is entry {head}")]
    CutOff { end: i64, head: i64 },
    /// The chain has another entry where the head was noted.
    #[error("entry {0} is not the one whose head was noted")]
    OtherHead(i64),
    /// The head was noted for an entry that is no longer kept.
    #[error("entry {0} is older than what is kept, so the head says nothing any more")]
    OldHead(i64),
    /// The last cut that the chain tells of is not where the chain begins.
    #[error("the log begins after entry {begins}, and its last cut was at entry {cut}")]
    OtherCut { begins: i64, cut: i64 },
}

/// Follows a chain from its beginning, entry by entry.
#[derive(Clone, Debug)]
pub struct Follow {
    /// The last entry that was cut off.
    start: i64,
    last: Head,
    /// What the newest entry about a cut says: nobody takes more from the beginning than the chain tells of.
    cut: i64,
    /// A head noted elsewhere, and whether it was met.
    noted: Option<(Head, bool)>,
    entries: i64,
}

impl Follow {
    /// From the hash of the last entry that was cut off, or from [`BEGINNING`]; against a head that was noted elsewhere.
    pub fn new(start: Head, noted: Option<Head>) -> Result<Self, Broken> {
        if let Some(noted) = noted
            && noted.seq < start.seq
        {
            return Err(Broken::OldHead(noted.seq));
        }
        let met = noted.is_some_and(|noted| noted == start);
        Ok(Self {
            start: start.seq,
            last: start,
            cut: 0,
            noted: noted.map(|noted| (noted, met)),
            entries: 0,
        })
    }

    /// The next entry, with the hash and the people stored beside it.
    pub fn next(&mut self, entry: &Entry, stored: &Hash, people: &[PersonId]) -> Result<(), Broken> {
        if entry.seq != self.last.seq + 1 {
            return Err(Broken::Gap {
                after: self.last.seq,
                found: entry.seq,
            });
        }
        if entry.prev != self.last.hash {
            return Err(Broken::Link(entry.seq));
        }
        if entry.hash() != *stored {
            return Err(Broken::Changed(entry.seq));
        }
        if about(people) != entry.about {
            return Err(Broken::People(entry.seq));
        }
        self.last = Head {
            seq: entry.seq,
            hash: *stored,
        };
        self.entries += 1;
        if entry.deed == Deed::CutLog {
            self.cut = entry.number;
        }
        if let Some((noted, met)) = &mut self.noted
            && noted.seq == entry.seq
        {
            if noted.hash != *stored {
                return Err(Broken::OtherHead(entry.seq));
            }
            *met = true;
        }
        Ok(())
    }

    /// The end. `head` is what the house itself says its head is. How many entries there were.
    pub fn end(self, head: Head) -> Result<i64, Broken> {
        let short = |head: Head| Broken::CutOff {
            end: self.last.seq,
            head: head.seq,
        };
        if let Some((noted, false)) = self.noted {
            // One that was passed without being met is another entry's: `next` said so, or the start did.
            return Err(if noted.seq > self.last.seq {
                short(noted)
            } else {
                Broken::OtherHead(noted.seq)
            });
        }
        if self.cut != self.start {
            return Err(Broken::OtherCut {
                begins: self.start,
                cut: self.cut,
            });
        }
        if head == self.last {
            Ok(self.entries)
        } else if head.seq > self.last.seq {
            Err(short(head))
        } else {
            Err(Broken::OtherHead(head.seq))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(seq: i64, prev: Hash) -> Entry {
        Entry {
            seq,
            at: Instant(1_000 * seq),
            actor: Some(PersonId(Uuid::from_u128(7))),
            deed: Deed::GiveRole,
            object: None,
            purpose: Deed::GiveRole.purpose(),
            outcome: Outcome::Done,
            about: about(&[PersonId(Uuid::from_u128(8))]),
            about_all: false,
            number: 1,
            prev,
        }
    }

    /// Entries with their hashes.
    fn chain(entries: i64) -> Vec<(Entry, Hash)> {
        let mut chain: Vec<(Entry, Hash)> = Vec::new();
        for seq in 1..=entries {
            let entry = entry(seq, chain.last().map_or(BEGINNING, |(_, hash)| *hash));
            let hash = entry.hash();
            chain.push((entry, hash));
        }
        chain
    }

    fn follow(chain: &[(Entry, Hash)], head: Head, noted: Option<Head>) -> Result<i64, Broken> {
        let start = Head {
            seq: 0,
            hash: BEGINNING,
        };
        let mut follow = Follow::new(start, noted)?;
        for (entry, hash) in chain {
            follow.next(entry, hash, &[PersonId(Uuid::from_u128(8))])?;
        }
        follow.end(head)
    }

    fn head_of(chain: &[(Entry, Hash)]) -> Head {
        let (entry, hash) = chain.last().unwrap();
        Head {
            seq: entry.seq,
            hash: *hash,
        }
    }

    #[test]
    fn a_whole_chain_holds_and_every_damage_is_found() {
        let whole = chain(6);
        let head = head_of(&whole);
        assert_eq!(follow(&whole, head, None), Ok(6));
        assert_eq!(follow(&whole, head, Some(head)), Ok(6));
        assert_eq!(follow(&whole, head, Some(head_of(&whole[..3]))), Ok(6), "an older head");

        let mut flipped = whole.clone();
        flipped[2].0.outcome = Outcome::Refused;
        assert_eq!(follow(&flipped, head, None), Err(Broken::Changed(3)));
        // Hashing it again moves the break to the next entry.
        flipped[2].1 = flipped[2].0.hash();
        assert_eq!(follow(&flipped, head, None), Err(Broken::Link(4)));

        let mut without = whole.clone();
        without.remove(2);
        assert_eq!(follow(&without, head, None), Err(Broken::Gap { after: 2, found: 4 }));

        let mut turned = whole.clone();
        turned.swap(2, 3);
        assert_eq!(follow(&turned, head, None), Err(Broken::Gap { after: 2, found: 4 }));

        let cut = &whole[..4];
        assert_eq!(follow(cut, head, None), Err(Broken::CutOff { end: 4, head: 6 }));
        // Whoever also turns the house's own head back is found by one that was noted elsewhere.
        assert_eq!(follow(cut, head_of(cut), None), Ok(4));
        let found = follow(cut, head_of(cut), Some(head));
        assert_eq!(found, Err(Broken::CutOff { end: 4, head: 6 }));

        // A chain made anew from the second entry on holds in itself, and not against the noted head.
        let mut anew = whole[..1].to_vec();
        for seq in 2..=6 {
            let mut other = entry(seq, anew.last().unwrap().1);
            other.actor = None;
            let hash = other.hash();
            anew.push((other, hash));
        }
        assert_eq!(follow(&anew, head_of(&anew), None), Ok(6));
        assert_eq!(follow(&anew, head_of(&anew), Some(head)), Err(Broken::OtherHead(6)));
    }

    #[test]
    fn the_people_of_an_entry_belong_to_it() {
        let whole = chain(1);
        let start = Head {
            seq: 0,
            hash: BEGINNING,
        };
        let mut follow = Follow::new(start, None).unwrap();
        assert_eq!(follow.next(&whole[0].0, &whole[0].1, &[]), Err(Broken::People(1)));
        let (a, b) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        assert_eq!(about(&[a, b]), about(&[b, a, b]));
        assert_ne!(about(&[a]), about(&[b]));
    }

    #[test]
    fn a_head_reads_as_it_prints() {
        let head = head_of(&chain(3));
        assert_eq!(head.to_string().parse(), Ok(head));
        for wrong in [
            "",
            "3",
            "3:",
            "x:00",
            &format!("3:{}", "g".repeat(64)),
            &format!("3:{}", "æ".repeat(32)),
        ] {
            assert_eq!(wrong.parse::<Head>(), Err(NotAHead), "{wrong:?}");
        }
    }
}
