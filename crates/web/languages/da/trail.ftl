# Spor
trail-empty = Ingen spor endnu. Det første kommer, når nogen fortæller, hvad de har set.
trail-more = Flere spor
trail-newer = Nyere spor
trail-older = Ældre spor
trail-in = i { $unit }
trail-seen-by = Set af { $from }
trail-seen-by-others = Set af en anden enhed
trail-unprompted-from = Sagt uopfordret, { $from }
trail-unprompted = Sagt uopfordret
trail-told-from = Fortalt fra { $from }
trail-told = Fortalt fra enheden
trail-story = En fortælling, hvis tekst er slettet
trail-story-of = En fortælling fra { $day }
trail-decision = En beslutning
trail-wording =
    { $n ->
        [one] Et afsnit i et dokument, med egne ord
       *[other] { $n } afsnit i dokumenter, med egne ord
    }
trail-wording-of = Afsnit i dokumenter fra { $day }
trail-decision-of = En beslutning fra { $day }
trail-interpreted = Oversat og taget i brug
trail-interpreted-by = Oversat og taget i brug, { $people ->
    [one] én deltog
   *[other] { $people } deltog
}
trail-interpretation-of = En oversættelse fra { $day }
trail-withdrawn = Trukket tilbage { $day }: { $reason }
