# Traces
trail-empty = No traces yet. The first one comes when somebody tells what they have seen.
trail-more = More traces
trail-newer = Newer traces
trail-older = Older traces
trail-in = in { $unit }
trail-seen-by = Seen by { $from }
trail-seen-by-others = Seen by another unit
trail-unprompted-from = Said unprompted, { $from }
trail-unprompted = Said unprompted
trail-told-from = Told from { $from }
trail-told = Told from the unit
trail-story = A story whose text has been erased
trail-story-of = A story from { $day }
trail-decision = A decision
trail-wording =
    { $n ->
        [one] A passage in a document, in own words
       *[other] { $n } passages in documents, in own words
    }
trail-wording-of = Passages in documents from { $day }
trail-decision-of = A decision from { $day }
trail-interpreted = Interpreted and taken into use
trail-interpreted-by = Interpreted and taken into use, { $people ->
    [one] one took part
   *[other] { $people } took part
}
trail-interpretation-of = An interpretation from { $day }
trail-withdrawn = Withdrawn on { $day }: { $reason }
