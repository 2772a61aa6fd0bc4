# Dokumenter: aflevere, se hvordan det gik, slette.
wording-doc-title = Dokumenter
wording-doc-lede = Referater, transskriptioner og strategier, som bliver læst for grundlagets ord. Her står, hvordan det gik hvert af dem.
wording-doc-new = Aflever dokumenter
wording-doc-tabs = Dokumenter efter, hvor langt de er
wording-doc-all = Alle
wording-doc-waiting = Venter
wording-doc-read = Læst
wording-doc-missing = Mangler
wording-doc-refused = Afvist
wording-doc-pages = Flere dokumenter
wording-doc-page-before = Forrige side
wording-doc-page-after = Næste side
wording-doc-document = Dokument
wording-doc-unit = Enhed
wording-doc-day = Dag
wording-doc-how = Hvordan det gik
wording-doc-kind = Slags
wording-doc-source = Kilde
wording-doc-about-short = om grundlaget
wording-doc-taken =
    { $taken ->
        [one] { $taken } dokument er afleveret
       *[other] { $taken } dokumenter er afleveret
    }, { $here } var her allerede.
wording-doc-lost =
    { $rows ->
        [one] { $rows } række i oversigten nævner en fil, som ikke var med.
       *[other] { $rows } rækker i oversigten nævner en fil, som ikke var med.
    }
wording-doc-deleted = Dokumentet er slettet. Alt bliver talt igen uden det.
wording-doc-progress =
    { $waiting ->
        [one] { $waiting } dokument venter på at blive læst. Tallene følger, når det er læst.
       *[other] { $waiting } dokumenter venter på at blive læst. Tallene følger, når de er læst.
    }
wording-doc-again = Se igen
wording-doc-none = Ingen dokumenter her
wording-doc-empty-title = Her kommer dokumenterne
wording-doc-empty = Det, I alligevel skriver og siger i fællesskab: referater, webinarer, strategier, opslag på intranettet. Der skal mindst fem dokumenter fra tre kilder til, før en enhed får tal.
wording-doc-says-waiting = Venter på at blive læst.
wording-doc-says-read =
    { $words ->
        [one] { $words } ord.
       *[other] { $words } ord.
    }
wording-doc-says-duplicate = Næsten det samme som et andet dokument, så det tæller ikke en gang til.
wording-doc-why-empty = Ingen tekst; tæller som manglende, aldrig som stilhed. Er det en scanning, så lav den om til tekst (OCR), og aflever den igen.
wording-doc-why-garbled = Teksten er ikke ord, man kan læse; tæller som manglende, aldrig som stilhed. Gem dokumentet på ny fra det program, det er skrevet i, og aflever det igen.
wording-doc-why-conversation = Det ligner noter eller et skema fra en samtale. Dem læser vi aldrig her, og filen er ikke gemt. Slet den af listen.
wording-doc-why-too-large = Filen er for stor. Del den, og aflever delene.
wording-doc-why-format = Denne slags fil kan ikke læses her. Gem den som Word, PDF eller tekst, og aflever den igen.
wording-doc-why-lies = Filens indhold er noget andet, end dens navn siger. Gem den på ny, og aflever den igen.
wording-doc-why-broken = Filen er beskadiget. Hent den igen, hvor den kom fra.
wording-doc-why-locked = Filen er låst med en adgangskode. Gem den uden, og aflever den igen.
wording-doc-why-encoding = Bogstaverne i filen kan ikke læses. Gem den som UTF-8, og aflever den igen.
wording-doc-why-too-much = Det tog for lang tid eller for megen plads at læse filen. Gem den på ny eller i flere dele.
wording-doc-law = Regler
wording-doc-law-html = <b>Regn med aktindsigt.</b> Dokumenterne kan blive udleveret, når nogen beder om det efter offentlighedsloven.
wording-doc-nobody-html = <b>Ingen kan vurderes her.</b> Analysen ser på enheder og aldrig på mennesker. Den ved ikke, hvem der har skrevet eller sagt noget.
wording-doc-error = Fejl:
wording-doc-new-lede = Vælg filer, en mappe eller en ZIP. De bliver læst i baggrunden, og filerne bliver ikke gemt, når de er læst: kun teksten.
wording-doc-choose-again = Intet er afleveret. Ret fejlen, og vælg filerne igen.
wording-doc-more-rows = … og { $more } til.
wording-doc-files = Filer
wording-doc-files-hint = Word, PDF, tekst, undertekster (VTT, SRT) eller ZIP. Højst 200 filer og 100 MB ad gangen, højst 50 MB i én fil. Du kan også trække dem hertil.
wording-doc-folder = Eller en mappe
wording-doc-folder-hint = Alt i mappen og dens undermapper bliver taget med.
wording-doc-index = Med en oversigt: index.csv eller index.xlsx
wording-doc-index-text = Læg en tabel med navnet index i mappen eller i ZIP-filen. Den siger for hver fil, hvor den hører til. De tre første kolonner skal være der.
wording-doc-index-file = referat.docx
wording-doc-index-unit = Ældreområdet
wording-doc-index-kind = mødereferat
wording-doc-index-source = Områdemed
wording-doc-index-about = ja
wording-doc-otherwise = Det, oversigten ikke siger
wording-doc-otherwise-text = Gælder for alle filer, du afleverer nu, hvor oversigten intet siger. Uden oversigt skal enhed og dag udfyldes.
wording-doc-unit-hint = Navnet eller nøglen. Hedder flere det samme, så skriv også enheden over: »Team (Nord)«.
wording-doc-day-hint = Dagen for mødet, eller da teksten blev udgivet.
wording-doc-kind-hint = For eksempel referat, transskription eller strategi.
wording-doc-source-hint = Hvem der har udgivet det: et udvalg eller en side på intranettet. Aldrig en person.
wording-doc-about = Anledningen var grundlaget selv
wording-doc-about-hint = Så er det, der bliver sagt, noget I blev bedt om at sige. Det tæller for sig.
wording-doc-eyes = Teksten kan læses af ledere og TR for enheden og dem over den, HR og eksterne rådgivere med adgang. Aflever kun fælles dokumenter. Noter og skemaer fra samtaler bliver afvist.
wording-doc-send = Aflever
wording-doc-cancel = Fortryd
wording-doc-no-files = Vælg mindst én fil.
wording-doc-many = Der er { $files } filer. Højst { $most } ad gangen; tag resten bagefter.
wording-doc-nothing-taken =
    { $wrong ->
        [one] Intet er taget ind: der er { $wrong } fejl.
       *[other] Intet er taget ind: der er { $wrong } fejl.
    }
wording-doc-row-unit = Række { $row }: ingen enhed, du afleverer for, hedder »{ $unit }«.
wording-doc-row-units = Række { $row }: flere enheder hedder »{ $unit }«. Skriv enhedens nøgle eller »Team (Nord)«.
wording-doc-row-day = Række { $row }: »{ $text }« er ikke en dag. Skriv den som 2026-11-24.
wording-doc-row-long = Række { $row }: kolonnen { $column } er for lang. Højst { $most } tegn.
wording-doc-nowhere = { $file }: det er ikke sagt, hvilken enhed den hører til.
wording-doc-undated = { $file }: det er ikke sagt, hvilken dag den er fra.
wording-doc-unpacks = { $file } fylder for meget, når den er pakket ud. Højst { $most } MB i alt.
wording-doc-unit-unknown = Ingen enhed, du afleverer for, hedder sådan.
wording-doc-unit-several = Flere enheder hedder sådan. Skriv også enheden over: »Team (Nord)«.
wording-doc-occasion = Anledning
wording-doc-occasion-about = Grundlaget selv
wording-doc-occasion-other = En anden
wording-doc-passages = Afsnit
wording-doc-no-passages = Ingen afsnit her.
wording-doc-apart-frame = Tælles ikke: en overskrift, en række i en tabel eller hovedet på et referat.
wording-doc-apart-short = Tælles ikke: for kort.
wording-doc-apart-boilerplate = Tælles ikke: en fast vending, der står i flere dokumenter.
wording-doc-apart-duplicate = Tælles ikke: dokumentet er næsten det samme som et andet.
wording-doc-apart-language = Tælles ikke: et andet sprog.
wording-doc-mode-own = med egne ord
wording-doc-mode-quoted = citeret
wording-doc-mode-missed = savnet
wording-doc-delete = Slet dokumentet
wording-doc-delete-title = Slet dokumentet?
wording-doc-delete-text = Dets afsnit, det der blev fundet i dem, og det folk har sagt om dem, bliver slettet og kan ikke hentes igen. Dets spor trækkes tilbage, og alt bliver talt igen uden det.
wording-doc-delete-folder = Ligger filen i den overvågede mappe, bliver den ikke taget ind igen. Du kan selv aflevere den på ny.
wording-doc-keep = Behold det
wording-doc-deleted-reason = Dokumentet er slettet

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
wording-minimum = Tal vises først, når der er mindst fem dokumenter fra tre kilder og 2.000 ord, både i enheden og i det, der er tilbage ved siden af den. Ellers kunne man regne sig frem til et enkelt dokument. Materialet tæller med i enheden ovenover.
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
wording-counted-again = Tallene bliver talt igen, når der kommer nyt til. Gemmer man tallene fra før, kan man se, hvad ét nyt dokument lagde til dem, men ikke, hvad der står i det.
wording-missing-text = { $n ->
    [0] Alle filer kunne læses.
    [one] 1 fil kunne ikke læses. Den mangler i tallene og tæller ikke som stilhed.
   *[other] { $n } filer kunne ikke læses. De mangler i tallene og tæller ikke som stilhed.
 }
wording-range = { $low } til { $high } %
wording-percent = { $n } %
wording-and = { $all } og { $last }
wording-too-little = For lidt materiale: mangler { $what } her eller lige ved siden af
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
wording-numbers-caption = Afsnit måned for måned. En streg er for lidt materiale.
wording-numbers-kind = Hvordan
wording-how = Søjlerne op er afsnit med egne ord, søjlerne ned er citater. Måneder uden streg under har for lidt materiale, eller også har en ved siden af.
wording-how-year = Prikken er andelen af årets afsnit med egne ord, og båndet er usikkerheden: dér ligger andelen 19 ud af 20 gange, når det er tilfældigt, hvilke dokumenter der blev afleveret.
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
wording-months-none = Ingen måned har materiale nok til at blive vist for sig. Det har året.
wording-months-share = Prikkerne er månedernes andel med usikkerheden som streg. Det grå bånd er årets. Måneder uden streg under har for lidt materiale, eller også har en ved siden af.
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
wording-in-round = Afsnittet bliver læst i en runde nu. Svarene kommer her, når den er lukket.
wording-take-back = Tag det tilbage
wording-keys = Når du står i listen: j og k går frem og tilbage, 1 til 4 svarer, u tager det seneste svar tilbage.
wording-keys-begin = Begynd
wording-say-failed = Svaret blev ikke gemt. Prøv igen.
wording-trace-taken-back = Afsnittet er læst igen og viser ikke elementet i egne ord.

# Sproget: læserunder.
wording-round-lede = En læserunde er en time for hvert element: et menneske læser tilfældige afsnit og siger, hvad de viser. Så ved I, hvor tit reglerne tager fejl.
wording-round-new = Åbn en runde
wording-round-open-title = Åbne runder
wording-round-closed-title = Lukkede runder
wording-round-element = Element
wording-round-progress = Hvor langt
wording-round-opened-on = Åbnet
wording-round-closed-on = Lukket
wording-round-changed = Hvad den ændrede
wording-round-alike = Enighed
wording-round-pages = Flere runder
wording-round-empty-title = Her kommer læserunderne
wording-round-empty = Åbn en runde for et element. Én læser, og helst en til, uden at de ser hinandens svar. Det tager omkring en time hver, på telefon eller computer.
wording-round-empty-reader = Der er ingen runder endnu. Når HR åbner en, kan du læse med.
wording-round-stands = { $read } af { $all } afsnit læst
wording-round-was-read = { $read ->
    [one] 1 afsnit læst
   *[other] { $read } afsnit læst
 }
wording-round-change-rules = Fra { $before } %, som reglerne fandt, til { $after } % ({ $range })
wording-round-change-before = Fra { $before } % i runden før til { $after } % ({ $range })
wording-round-no-share = Der blev læst for lidt til en andel
wording-round-reliable-short = til at stole på
wording-round-tentative-short = med forbehold
wording-round-unfit-short = for lille
wording-round-flash-opened = Runden er åben. Nu kan to læse, uden at se hinandens svar.
wording-round-flash-many = Runderne er åbne. Nu kan to læse i hver, uden at se hinandens svar.
wording-round-flash-full = Begge pladser er taget.
wording-round-flash-freed = Pladsen er fri. En anden kan læse videre, hvor den stoppede.
wording-round-flash-closed = Runden er lukket.
wording-round-new-title = Åbn en læserunde
wording-round-new-lede = Vælg, hvilke elementer der skal læses, og hvor længe. En runde læses i hele organisationens materiale, af to, der ikke ser hinandens svar.
wording-round-length = Hvor længe for hvert element og hver læser?
wording-round-length-half = En halv time
wording-round-length-hour = En time
wording-round-length-two = To timer
wording-round-length-says = Omkring { $passages } afsnit for hvert element: halvdelen, hvor reglerne fandt noget, og halvdelen, hvor de ikke gjorde, i tilfældig orden, så ingen kan se forskel.
wording-round-elements = Elementer
wording-round-found-column = Reglerne fandt
wording-round-today-column = Usikkerheden i dag
wording-round-after-column = Ventet efter runden
wording-round-today = { $range } (læst { $day })
wording-round-today-none = ukendt: ingen har læst
wording-round-after-says = Usikkerheden er det bånd, andelen ligger i 19 ud af 20 gange. Den ventede regner med, at reglerne rammer som i sidste runde. Hvor ingen har læst, regner den med, at de har ret tre ud af fire gange og overser ét afsnit ud af halvtreds.
wording-round-is-open = En runde er åben
wording-round-open-them = Åbn
wording-round-choose-one = Vælg mindst ét element.
wording-round-not-free = Et af elementerne kan ikke læses nu: en runde er åben, eller det gælder ikke længere.
wording-round-nothing-yet = Der er ikke noget at læse endnu. Aflever dokumenter først; de bliver talt i baggrunden.
wording-round-kicker-open = Læserunde, åbnet { $day }
wording-round-kicker-closed = Læserunde, lukket { $day }
wording-round-lede-open = { $passages } tilfældige afsnit fra hele organisationen: { $with }, hvor reglerne fandt elementet, og { $without }, hvor de ikke gjorde. Læserne kan ikke se, hvilke der er hvilke.
wording-round-readers = Læserne
wording-round-readers-hint = Ingen kan se, hvem der læser
wording-round-first = Første læser
wording-round-second = Anden læser
wording-round-place-yours = dig
wording-round-place-free = ledig
wording-round-read-of = { $read } af { $all }
wording-round-read-first = Læs som første læser
wording-round-read-second = Læs som anden læser
wording-round-read-on = Læs videre
wording-round-read-begin = Begynd at læse
wording-round-readers-say = Den første læsers svar giver andelen. Den anden læser det samme uden at se svarene, og hvor enige de er, siger, om tallet er til at stole på. Når begge er færdige, eller runden er lukket, kan I se, hvor I svarede forskelligt.
wording-round-waiting = Når begge er færdige, eller runden er lukket, står deres enighed her.
wording-round-free = Frigiv pladsen
wording-round-free-label = Frigiv pladsen: { $place }
wording-round-free-title = Er en læser holdt op?
wording-round-free-says = Frigiv pladsen, så læser en anden videre, hvor den stoppede. De svar, der er givet, bliver stående.
wording-round-close = Luk runden
wording-round-rules-changed = Reglerne er ændret, siden runden blev åbnet. Andelen gælder stadig, men hvor tit reglerne har ret, gælder de gamle.
wording-round-counted-again = Alt bliver talt igen nu. Sporene og stilheden følger om lidt.
wording-round-share-title = Andelen
wording-round-before = Før
wording-round-after = Efter
wording-round-by-rules = { $share } %, som reglerne fandt. Ingen vidste, hvor tit de tog fejl.
wording-round-by-before = { $share }, læst { $day }
wording-round-found = { $read ->
    [one] Af 1 afsnit, hvor reglerne fandt elementet, viste { $shown } det i egne ord.
   *[other] Af { $read } afsnit, hvor reglerne fandt elementet, viste { $shown } det i egne ord.
 }
wording-round-overlooked = { $read ->
    [one] Af 1 afsnit uden fund viste { $shown } det alligevel.
   *[other] Af { $read } afsnit uden fund viste { $shown } det alligevel.
 }
wording-round-agreement = Enighed
wording-round-same = De svarede det samme om { $same } af { $both } afsnit.
wording-round-reliable = Det er nok til at stole på: 0,80 eller mere (Krippendorff).
wording-round-tentative = Det rækker til foreløbige slutninger: mellem 0,67 og 0,80 (Krippendorff).
wording-round-unfit = Under 0,67 slutter man ikke noget (Krippendorff). Runden skriver ingen spor. Tal om, hvor I læste forskelligt, og åbn en ny.
wording-round-one-answer = De brugte kun ét svar, så deres enighed kan ikke regnes ud.
wording-round-differing = Her svarede de forskelligt
wording-round-differing-more = { $more ->
    [one] Og 1 afsnit til.
   *[other] Og { $more } afsnit til.
 }
wording-round-silence = Stilhed
wording-round-silence-few = For at kalde en enhed stille skal mennesker have læst { $least } afsnit uden fund. Der er læst { $read }, så ingen enhed kaldes stille.
wording-round-silence-no = I alle elementets runder er { $read } afsnit uden fund læst, og { $shown } viste det alligevel. Reglerne overser for meget til, at en enhed kan kaldes stille.
wording-round-silence-yes = I alle elementets runder er { $read } afsnit uden fund læst, og { $shown } viste det. Så kan en enhed kaldes stille, når resten af reglen er opfyldt.
wording-round-silent-in = Stille i:
wording-round-silent-nowhere = Ingen enhed er stille om elementet.
wording-round-traces = Spor
wording-round-traces-says = { $traces ->
    [0] Ingen af de læste afsnit er et spor.
    [one] 1 af de læste afsnit er et spor, fordi alle, der læste det, så elementet i egne ord.
   *[other] { $traces } af de læste afsnit er spor, fordi alle, der læste dem, så elementet i egne ord.
 } Måneder får et tal for resten, regnet med hvor tit reglerne havde ret.
wording-round-read-title = Afsnit { $number } af { $all }
wording-round-passage = Afsnittet
wording-round-answer = Hvad viser afsnittet?
wording-round-means-own = elementet, sagt med egne ord
wording-round-means-nothing = noget andet
wording-round-means-quoted = grundlagets egne ord og ikke mere
wording-round-means-missed = det mangler, eller det modsatte
wording-round-said-last = Forrige svar: { $says }.
wording-round-take-back = Tag det tilbage
wording-round-gone = Afsnittet er væk: dokumentet er slettet. Her er det næste.
wording-round-eyes = Ingen kan se, at svaret er dit. Den anden læser ser det først, når begge er færdige, eller runden er lukket.
wording-round-keys-read = Taster: 1 til 4 svarer, u tager det forrige svar tilbage.
wording-round-element-text = Elementet
wording-round-done-title = Du har læst det hele
wording-round-done-says = { $all ->
    [one] Det ene afsnit er læst.
   *[other] Alle { $all } afsnit er læst.
 } Tak.
wording-round-done-wait = Når den anden også er færdig, eller runden er lukket, kan I se, hvor enige I var.
wording-round-done-both = I er begge færdige. Nu kan I se, hvor enige I var.
wording-round-see = Se runden
wording-round-close-title = Luk runden?
wording-round-close-read = Første læser har læst { $first } af { $all } afsnit, anden læser { $second }.
wording-round-close-says = Når runden er lukket, kan ingen svare mere. Andelen bliver regnet af det, der er læst. Afsnit, som alle læsere så elementet i, bliver til spor, og alt bliver talt igen. Hvem der læste, bliver glemt.
wording-round-close-early = Det, der er læst, er et tilfældigt udvalg, så runden kan godt lukkes før tid. Båndet bliver bredere.
wording-round-close-none = Den første læser har ikke læst nok til en andel.
wording-round-close-keep = Lad den være åben

# Ordene: hvad der tæller som et element, og det, der går ud af huset.
lexicon-title = Ordene bag
lexicon-all-lede = Hvert element kendes på familier af udtryk og på jeres egne regler. Når I ændrer noget, bliver alt talt igen.
lexicon-of = Ordene bag »{ $element }«
lexicon-lede = Et afsnit tæller som elementet, når det rammes af nok af familiernes udtryk og jeres egne regler. Her kan du se dem, prøve nye på alt, vi har læst, og gå tilbage.
lexicon-follows = Alt bliver talt igen i baggrunden. Tallene på siderne følger, når det er gjort.
lexicon-saved = Gemt som en ny version.
lexicon-undone = Gået tilbage. Det er gemt som en ny version.
lexicon-imported = Taget ind som en ny version.
lexicon-stale = Nogen har gemt, mens du arbejdede. Se, hvad der står nu, og prøv igen.
lexicon-empty-title = Her kommer ordene
lexicon-empty = Når et grundlag er udgivet, får hvert element sine familier af udtryk ud fra sin egen tekst.
lexicon-families = Familier
lexicon-families-text = En familie er en samling udtryk, som mennesker bruger, når de viser en idé uden at nævne den. Vægten siger, hvor meget familien taler for elementet: 100 er fuldt, og 0 tager den bort.
lexicon-families-none = Ingen familier endnu.
lexicon-family = Familie
lexicon-family-why = Hvorfor
lexicon-family-rules = { $n } udtryk og mønstre
lexicon-family-add = Tilføj en familie
lexicon-family-none = Ingen
lexicon-families-save = Gem familierne
lexicon-share = Vægt
lexicon-share-of = Vægten af »{ $family }«, 0 til 100
lexicon-why-named = Elementets tekst siger: { $words }.
lexicon-why-alike = Elementets tekst ligner de eksempler, som familien er lært af.
lexicon-why-chosen = Valgt af jer { $time }.
lexicon-error-share = Skriv et helt tal fra 0 til 100.
lexicon-rules = Egne regler
lexicon-rules-none = Ingen egne regler endnu. Familiernes udtryk tæller også uden.
lexicon-rule = Regel
lexicon-weight = Styrke
lexicon-hits-now = Rammer
lexicon-not-counted = ikke talt endnu
lexicon-counting = Reglerne bliver talt. Det tager nogle sekunder første gang.
lexicon-do = Ret eller slet
lexicon-edit = Ret
lexicon-edit-rule = Ret reglen { $rule }
lexicon-remove = Slet
lexicon-remove-rule = Slet reglen { $rule }
lexicon-hits = { $passages ->
    [one] 1 afsnit
   *[other] { $passages } afsnit
 } i { $documents ->
    [one] 1 dokument
   *[other] { $documents } dokumenter
 }
lexicon-hits-all = Rammer { $passages ->
    [one] 1 afsnit
   *[other] { $passages } afsnit
 } i { $documents ->
    [one] 1 dokument
   *[other] { $documents } dokumenter
 }, citater talt med.
lexicon-hits-none = Rammer ingen afsnit i det, vi har læst.
lexicon-left-out = { $n ->
    [one] 1 ældre dokument er der ikke plads til her. Det tæller med, når alt bliver talt.
   *[other] { $n } ældre dokumenter er der ikke plads til her. De tæller med, når alt bliver talt.
 }
lexicon-more-forms = og { $n } ordformer til
lexicon-new = Skriv en ny regel
lexicon-change = Ret reglen
lexicon-rule-hint = Vi tæller, mens du skriver. Sker der intet, så tryk på »Tæl«.
lexicon-weight-hint = Hvor meget et afsnit skal tælle, når reglen rammer.
lexicon-weight-alone = Viser elementet alene
lexicon-weight-nearly = Viser det næsten
lexicon-weight-company = Viser det sammen med andet
lexicon-weight-against = Taler imod
lexicon-weight-between = Som nu: { $n } hundrededele
lexicon-note = Hvorfor
lexicon-note-hint = Står i listen over versioner. Skriv ingen navne.
lexicon-eyes = Reglerne kan ses af HR, og de kan udleveres efter reglerne om aktindsigt. Stederne her er fra fælles dokumenter; ingen kan se, hvem der skrev eller sagde noget.
lexicon-save = Gem reglen
lexicon-count = Tæl
lexicon-tried = Det rammer reglen
lexicon-tried-none = Skriv en regel, så står her, hvad den rammer i alt, vi har læst.
lexicon-try-failed = Det lykkedes ikke at tælle. Prøv igen, eller tryk på »Tæl«.
lexicon-forms = Ordformer i teksterne
lexicon-years = År for år
lexicon-examples = Steder, spredt over dem alle
lexicon-see-first = Se først, hvad reglen rammer. Gem igen, når du har set det.
lexicon-error-empty = Skriv mindst ét ord.
lexicon-error-long = Reglen er for lang. Højst { $most } tegn.
lexicon-error-word = »{ $word }« kan ikke stå her. Et ord er bogstaver og tal, eventuelt med * eller = ved siden af.
lexicon-error-bracket = Parenteserne passer ikke sammen. Hver ( skal have sin ), og de kan ikke stå inde i hinanden.
lexicon-error-side = Der mangler noget på den ene side af { $word }.
lexicon-error-distance = Afstanden i »{ $word }« skal være et tal fra 1 til 50. For OF er det 2 til 20.
lexicon-error-common = Reglen har kun ord, der står overalt. Skriv et ord med, der siger noget.
lexicon-error-many = Reglen kan læses på flere end { $most } måder. Del den i flere regler.
lexicon-error-set = Der er ingen samling, der hedder @{ $name }. Du kan bruge { $known }.
lexicon-error-twice = Den regel står der allerede.
lexicon-error-full = Et element kan have højst { $most } egne regler. Slet nogle først.
lexicon-how = Sådan skriver du en regel
lexicon-how-text = En regel er ord med få tegn imellem. Store og små bogstaver er det samme, undtagen i NEAR, UNLESS og OF, som skrives med store.
lexicon-how-written = Du skriver
lexicon-how-means = Det rammer
lexicon-how-lemma = Ordet i alle bøjninger: også spørger, spurgte og spurgt.
lexicon-how-exact = Kun præcis den form.
lexicon-how-class = Ordet som udsagnsord. /n er navneord, og /a er tillægsord.
lexicon-how-part = Ord, der ender eller begynder sådan: afdelingsleder, borgerinddragelse.
lexicon-how-phrase = Ordene lige efter hinanden, hvert i alle bøjninger.
lexicon-how-gap = Op til tre ord imellem. Med tal op til så mange.
lexicon-how-or = Et af ordene i parentesen.
lexicon-how-near = De to højst otte ord fra hinanden, i begge rækkefølger. Det er som regel bedre end ét ord alene.
lexicon-how-and = Begge i samme afsnit.
lexicon-how-unless = Det første, men ikke i et afsnit med det sidste.
lexicon-how-set = Et af ordene i en samling, som følger med: { $sets }.
lexicon-how-of = Mindst tre forskellige ord fra samlingen i samme afsnit.
lexicon-versions = Versioner
lexicon-versions-who = Hvem der gemte, står i loggen hos databeskyttelsesrådgiveren
lexicon-versions-none = Ingen endnu. Den første bliver skrevet, når alt er talt første gang, eller når du gemmer.
lexicon-version = Version { $n }
lexicon-current = gælder nu
lexicon-version-first = Familierne, som elementets egen tekst gav.
lexicon-go-back = Gå tilbage til version { $n }
lexicon-go-back-all = Sæt alle elementer tilbage til version { $n }
lexicon-back-to = Tilbage til version { $n }
lexicon-changed = { $element }: { $n ->
    [one] 1 ændring
   *[other] { $n } ændringer
 }
lexicon-change-family = Familien »{ $family }« kom til med vægt { $share }
lexicon-change-no-family = Familien »{ $family }« er taget bort
lexicon-change-share = Familien »{ $family }« gik fra { $from } til { $to }
lexicon-change-rule = Ny regel, »{ $weight }«:
lexicon-change-no-rule = Slettet regel:
lexicon-change-weight = Fra »{ $from }« til »{ $to }«:
lexicon-suggest = Forslag til ord
lexicon-suggest-for = Forslag til »{ $element }«
lexicon-suggest-lede = Ord fra jeres egne tekster, som måske hører til elementet. Intet tæller, før du siger ja. Et ja bliver til en regel, der viser elementet sammen med andet.
lexicon-suggest-from = Fundet ud fra: { $words }
lexicon-suggest-working = Forslagene bliver fundet
lexicon-suggest-wait = Vi leder i alt, vi har læst. Det tager op til et minut.
lexicon-suggest-none-title = Ingen forslag
lexicon-suggest-none = Der er for lidt materiale til at sige noget, eller du har svaret på dem alle.
lexicon-suggest-yes = Ja
lexicon-suggest-no = Nej
lexicon-suggest-later = Senere
lexicon-suggest-save = Gem svarene
lexicon-suggest-saved = Svarene er gemt. De nye regler tæller, når alt er talt igen.
lexicon-times = { $n ->
    [one] 1 gang
   *[other] { $n } gange
 }
lexicon-why-neighbour = Bruges som »{ $of }« i { $n } af 10 stikprøver.
lexicon-why-synonym = Betyder næsten det samme som »{ $of }«.
lexicon-why-compound = Sat sammen med »{ $of }«.
lexicon-why-keyword = Typisk for de afsnit, mennesker har sagt god for.
lexicon-import = Hent ord fra en anden kommune
lexicon-import-lede = Vælg en fil, som en anden kommune har hentet ud af Grundlag. Du ser forskellen, før noget ændres.
lexicon-import-file = Fil
lexicon-import-hint = JSON, CSV eller Excel, højst 1 MB.
lexicon-import-eyes = Filen bliver ikke gemt. Det, du tager ind, kan ses af HR og kan udleveres efter reglerne om aktindsigt.
lexicon-import-see = Se forskellen
lexicon-import-no-file = Vælg en fil.
lexicon-import-large = Filen er for stor. Højst 1 MB.
lexicon-import-format = Det er ikke en fil med ord fra Grundlag. Brug den, som »Hent ud« har skrevet.
lexicon-import-later = Filen er skrevet af en nyere udgave af Grundlag. Opdatér, og prøv igen.
lexicon-import-column = Filen mangler kolonnen { $column }.
lexicon-import-row = Række { $row }: kolonnen { $column } kan ikke læses.
lexicon-import-empty = Filen har ingen familier og ingen regler.
lexicon-import-elements = Filen har { $has } elementer. Højst { $most }.
lexicon-import-rules = »{ $element }« har for mange familier eller regler. Højst { $most } regler.
lexicon-import-name = Et element i filen har intet navn, eller et navn på over 300 tegn.
lexicon-review = Forskellen
lexicon-review-lede = Fra { $source }: { $n ->
    [0] intet nyt, som det er lagt her.
    [one] 1 ændring. Intet er ændret endnu.
   *[other] { $n } ændringer. Intet er ændret endnu.
 }
lexicon-import-to = Læg på
lexicon-import-none = Lad ligge
lexicon-import-by-name = Foreslået, fordi de hedder det samme.
lexicon-import-by-families = Foreslået, fordi de kendes på de samme familier. Se efter, om det passer.
lexicon-import-no-match = Passer ikke til noget element her. Du kan selv vælge et.
lexicon-import-same = Intet nyt her.
lexicon-import-left = Kan ikke bruges
lexicon-import-unknown-family = Familien »{ $family }« findes ikke i denne udgave, eller dens vægt er ikke mellem 0 og 1.
lexicon-import-unreadable = Reglen »{ $rule }«: { $error }
lexicon-import-keeps = Jeres egne familier og regler bliver stående. Du kan gå tilbage bagefter.
lexicon-import-take = Tag ind som ny version
lexicon-import-again = Vis forskellen igen
lexicon-import-nothing = Der er intet at tage ind.
lexicon-import-look = Du har valgt et andet element. Se forskellen, og tag så ind.
lexicon-import-why = Taget ind fra { $source }
export-title = Hent ud
export-lede = Det, siderne viser, som filer. Intet andet kommer med.
export-series = Elementernes tal
export-series-text = Måned for måned og for hele året, for { $unit } og hver enhed herunder, der har materiale nok. Et ark fortæller, hvad der er talt, hvornår og med hvilke grænser.
export-nothing = Der er ingen tal at hente for { $unit } endnu.
export-lexicon-text = Alle elementers familier og egne regler, så en anden kommune kan se dem og tage dem ind. Ingen tal og ingen tekster.
export-xlsx = Excel
export-csv = CSV
export-csv-zip = CSV i en ZIP
export-json = JSON
export-file = sproget
export-lexicon-file = ordene
export-months = maaneder
export-year = aaret
export-about = om
export-unit = Enhed
export-foundation = Grundlag
export-element = Element
export-share = Andel i %
export-low = Fra, %
export-high = Til, %
export-silence = Stilhed
export-heard = hørt
export-uncertain = kan ikke siges
export-about-what = Hvad
export-about-says = Forklaring
export-organisation = Organisation
export-and-below = { $unit } og hver enhed herunder, der har materiale nok
export-period = Periode
export-period-text = Tolv måneder, fra { $from } til { $until }
export-counted = Det, der er talt
export-counted-text = Afsnit i dokumenter, som enheden og alle under den har afleveret. Overskrifter, for korte afsnit, faste vendinger, næsten ens dokumenter og andre sprog er sat til side.
export-own-text = Afsnit, der viser elementet i egne ord.
export-quoted-text = Afsnit med grundlagets egne ord. Lægges aldrig sammen med egne ord.
export-missed-text = Afsnit, hvor elementet er savnet.
export-share-text = Afsnit med egne ord af alle afsnit. »Fra« og »Til« er usikkerheden: dér ligger andelen 19 ud af 20 gange, når det er tilfældigt, hvilke dokumenter der blev afleveret. Tom: for lidt materiale i måneden.
export-limits = Grænser
export-limits-text = En enhed er med fra { $documents } dokumenter, { $sources } kilder og { $words } ord. Mindre kunne pege på nogen.
export-errors = Fejl
export-errors-text = Reglerne tager fejl. Læs afsnittene, før du slutter noget, og se på elementets side, hvor tit reglerne havde ret.
export-people = Mennesker
export-measured = Talt
export-engine = Grundlag, version
export-lexicon = Ordene, version
export-written = Skrevet
export-family-text = En familie af udtryk, der følger med Grundlag, nævnt ved sin nøgle.
export-rule-text = En af husets egne regler, som den er skrevet.
export-weight-text = Familier: 0 til 1. Regler: 3 viser elementet alene, 2 næsten, 1 sammen med andet, og under 0 taler imod.
