# Sproget: siderne.
wording-menu = Sproget
wording-title = Sproget
wording-question = Hvor er grundlaget i vores eget sprog?
wording-kicker = { $unit } · tolv måneder til { $day }
wording-lede = Her kan du se, hvor elementerne viser sig i det, vi har skrevet og sagt i fællesskab. Egne ord og citater tælles hver for sig.
wording-in = Sproget i { $unit }
wording-documents = Dokumenter
wording-rounds = Læserunder
wording-hand-in = Aflever dokumenter
wording-rules = Reglerne bag
wording-element-text = Elementets tekst
wording-empty-title = Her kommer sproget
wording-empty = Når der er afleveret referater, strategier og udskrifter, kan du se, hvor grundlaget lever i egne ord, hvor det kun bliver citeret, og hvor det er stille.
wording-minimum = Tal vises først, når en enhed har mindst fem dokumenter fra tre kilder og 2.000 ord. Mindre kunne pege på nogen.
wording-fact-documents = Dokumenter
wording-fact-sources = Kilder
wording-fact-passages = Afsnit
wording-fact-words = Ord
wording-fact-missing = Kunne ikke læses
wording-apart = Det, der er sat til side
wording-apart-text = Talt { $time } i hele organisationen: { $documents } dokumenter med { $passages } afsnit og { $words } ord. Det her er ikke talt med:
wording-apart-frame = { $n } overskrifter, tabelrækker og hoveder
wording-apart-short = { $n } for korte afsnit
wording-apart-boilerplate = { $n } faste vendinger, der står i tre dokumenter eller flere
wording-apart-duplicate = { $n } afsnit i dokumenter, der næsten er ens med et andet
wording-apart-foreign = { $n } afsnit på andre sprog end dansk og engelsk
wording-missing-text = { $n ->
    [0] Alle filer kunne læses.
    [one] 1 fil kunne ikke læses. Den mangler i tallene og tæller ikke som stilhed.
   *[other] { $n } filer kunne ikke læses. De mangler i tallene og tæller ikke som stilhed.
 }
wording-range = { $low } til { $high } %
wording-percent = { $n } %
wording-and = { $all } og { $last }
wording-too-little = For lidt materiale: mangler { $what }
wording-nothing-yet = For lidt materiale: intet er læst endnu
wording-lack-documents = { $n ->
    [one] 1 dokument
   *[other] { $n } dokumenter
 }
wording-lack-sources = { $n ->
    [one] 1 kilde
   *[other] { $n } kilder
 }
wording-lack-words = { $n } ord
wording-see-above = Se { $unit }
wording-leadership = Ledelsesgrundlaget
wording-employee = Medarbejdergrundlaget
wording-key-own = egne ord
wording-key-quoted = citeret
wording-key-share = andel
wording-says-year = Egne ord i { $own } af { $passages } afsnit, { $range }.
wording-says-none = Ingen egne ord i { $passages } afsnit.
wording-says-year-quoted = Citeret i { $n }.
wording-says-year-missed = Savnet i { $n }.
wording-silent = Stille her, men hørt hos andre.
wording-perhaps-silent = Materialet siger ikke, om det er stilhed.
wording-silent-word = stille
wording-numbers = Tallene bag
wording-numbers-label = Tallene bag billedet
wording-numbers-caption = Afsnit måned for måned
wording-numbers-kind = Hvordan
wording-how = Søjlerne op er afsnit med egne ord, søjlerne ned er citater. Prikken er andelen af årets afsnit, og stregen er usikkerheden: dér ligger andelen 19 ud af 20 gange, når det er tilfældigt, hvilke dokumenter der blev afleveret.
wording-words = Ord, der kendetegner enheden
wording-words-hint = Gange pr. 100.000 ord
wording-words-word = Ord
wording-words-here = Her
wording-words-elsewhere = Ellers
wording-words-alone = Hele organisationen har ingen at adskille sig fra. Vælg en enhed nedenfor.
wording-words-none = Ingen ord skiller sig sikkert ud.
wording-quiet-none = Intet element er stille her.
wording-quiet-rule = Stille betyder, at elementet høres mindre end halvt så meget som hos de andre, at der er 20 dokumenter eller 5.000 ord at høre det i, at ni af ti filer kunne læses, og at mennesker har læst 60 afsnit uden fund uden at finde mere end ét.
wording-below = Enheder herunder
wording-below-hint = I alfabetisk orden
wording-below-order = I alfabetisk orden, aldrig efter tal
wording-below-read = Det, vi har læst
wording-read-of = { $documents } dokumenter, { $passages } afsnit, { $words } ord
wording-promise = Analysen ser på dokumenter og aldrig på mennesker. Den kan ikke bruges til at vurdere nogen: intet her viser, hvem der sagde hvad.
wording-public = Dokumenterne kan blive udleveret efter reglerne om aktindsigt.
wording-year = Egne ord i { $own } af årets { $passages } afsnit, { $range }.
wording-year-none = Ingen egne ord i årets { $passages } afsnit.
wording-year-beside = Desuden er det citeret i { $quoted } og savnet i { $missed }.
wording-months = Måned for måned
wording-months-hint = Antal afsnit
wording-month = Måned
wording-months-no-share = Ingen måned har i sig selv materiale nok til en andel. Det har året.
wording-months-share = Prikkerne er månedernes andel med usikkerheden som streg. Det grå bånd er årets. Måneder med for lidt materiale har ingen prik.
wording-share = Andel
wording-share-of = { $share } % ({ $range })
wording-of-passages = af afsnittene har egne ord
wording-little = for lidt materiale
wording-the-year = Hele året
wording-uncertainty = Tallene i parentes er usikkerheden: dér ligger andelen 19 ud af 20 gange, når det er tilfældigt, hvilke dokumenter der blev afleveret.
wording-read-by-people = Læst af mennesker
wording-calibrated = { $read ->
    [one] 1 tilfældigt afsnit fra hele organisationen blev læst i runden, der sluttede { $day }.
   *[other] { $read } tilfældige afsnit fra hele organisationen blev læst i runden, der sluttede { $day }.
 }
wording-calibrated-share = Efter den læsning viser { $share } % af alle afsnit elementet i egne ord, { $range }.
wording-calibrated-precision = Af det, reglerne fandt, var { $share } % rigtigt.
wording-alpha = To læste uden at se hinandens svar. Deres enighed er { $alpha } ({ $low } til { $high }), hvor 1 er helt enige.
wording-alpha-reliable = Det er nok til at stole på.
wording-alpha-unsure = Under 0,80 skal tallet læses med forbehold.
wording-one-reader = Én læste. Med to læsere kan du også se, hvor enige de er.
wording-not-calibrated = Ingen har læst en tilfældig stikprøve endnu. Tallene er det, reglerne fandt, og reglerne tager fejl.
wording-own-of = { $own } af { $passages } afsnit
wording-passages = Afsnittene
wording-passages-hint = De tydeligste først
wording-passages-choose = Vis afsnit
wording-passages-none = Ingen afsnit her.
wording-passages-pages = Flere afsnit
wording-clearer = Tydeligere
wording-fainter = Flere
wording-mode-own = Egne ord
wording-mode-quoted = Citeret
wording-mode-missed = Savnet
wording-document = Dokumentet
wording-why = Fundet på: { $families }
wording-why-alike = Fundet, fordi det ligner eksemplerne.
wording-why-quoted = Fundet, fordi ordene er grundlagets egne.
wording-own-rules = Husets egne regler
wording-say = Hvad viser afsnittet?
wording-say-hint = Sig, hvad et afsnit viser. Et fund i egne ord bliver til et spor, og du kan altid tage det tilbage. Ingen kan se her, hvem der sagde det.
wording-says-own = Et fund
wording-says-nothing = Ikke et fund
wording-says-quoted = Citeret
wording-says-missed = Savnet
wording-said = Sagt: { $says }
wording-take-back = Tag det tilbage
wording-keys = Når du står i listen: j og k går frem og tilbage, 1 til 4 svarer, u tager det seneste svar tilbage.
wording-keys-begin = Begynd
wording-say-failed = Svaret blev ikke gemt. Prøv igen.
wording-trace-taken-back = Afsnittet er læst igen og viser ikke elementet i egne ord.
