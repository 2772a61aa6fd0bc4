# Organisationen: træet, enheder, personer, import, navne, indstillinger.
org-title = Organisation
org-kicker = { $units ->
    [one] Én enhed
   *[other] { $units } enheder
} · { $people ->
    [one] én ansat
   *[other] { $people } ansatte
} · som den er i dag, { $day }
org-kicker-on = { $units ->
    [one] Én enhed
   *[other] { $units } enheder
} · { $people ->
    [one] én ansat
   *[other] { $people } ansatte
} · som den var { $day }
org-import = Importér
org-new-unit = Ny enhed
org-export = Hent som CSV
org-names = Navne
org-find = Find enhed eller person
org-find-unit = Find en enhed
org-search = Søg
org-as-on = Som den var den
org-show = Vis
org-tree = Organisationen som træ
org-whole = Hele organisationen
org-nothing-then = Der er ingen enheder den dag.
org-found-units = Enheder
org-found-no-units = Ingen enhed hedder noget med det.
org-found-people = Personer
org-found-no-people = Ingen person, du kan se, hedder noget med det.
org-found-more = Der er flere. Skriv mere af navnet.
org-title-at = { $title }, { $unit }
org-kind-under = { $kind } under { $above }
org-below = { $units ->
    [one] Én enhed under
   *[other] { $units } enheder under
}
org-of = { $unit }
org-people = ansatte med enhederne under
org-leaderless = ingen leder
org-acting = konstitueret
org-leader = leder
org-employee = medarbejder
org-name = Navn
org-kind = Slags
org-unit = Enhed
org-post = Stilling
org-role = Rolle
org-from = Fra
org-days = Fra og til
org-from-day = fra { $day }
org-from-on = { $day } –
org-from-to = { $from } – { $to }
org-page-of = { $from }–{ $to } af { $many }
org-save = Gem
org-cancel = Fortryd
org-change = Ret
org-error = Fejl:{" "}
org-optional = kan undværes
org-eyes-unit = Alle med en konto kan se enheden og dens leder.
org-eyes-person = HR, lederne over enheden, databeskyttelsesrådgiveren og de, der driver Grundlag, kan se det. Navnet på en leder kan alle se.
org-eyes-names = Alle med en konto ser navnene.
org-eyes-import = Det er kun dig og andre med lov til at importere, der ser filernes indhold, før du siger ja.

# En enhed
org-unit-coming = Enheden begynder først { $day }.
org-unit-closed = Enheden lukkede { $day }. Det, den har oversat, og dens spor bliver stående.
org-unit-under = { $kind } under { $above }.
org-unit-top = { $kind }, øverst i organisationen.
org-unit-since = Findes fra { $day }.
org-unit-edit = Ret enheden
org-unit-overview = Se den i overblikket
org-unit-people-title = Ansatte her
org-unit-people = { $here } i enheden, { $below } med enhederne under
org-unit-nobody = Ingen har en stilling i enheden selv.
org-unit-add-person = Tilføj en ansat
org-unit-leads = Leder
org-unit-no-leader = Enheden har ingen leder selv. Lederen over den svarer for den.
org-unit-below = Enheder under
org-unit-none-below = Der er ingen.
org-unit-create-below = Opret en enhed under
org-unit-history = Historie
org-unit-move-or-close = Flyt eller luk
org-unit-stays = Det, enheden har oversat, og dens spor bliver stående.
org-unit-move = Flyt enheden
org-unit-close = Luk den pr. dato
org-event-created = Oprettet under { $above }.
org-event-created-top = Oprettet øverst i organisationen.
org-event-renamed = Omdøbt fra { $was } til { $name }.
org-event-moved = Flyttet fra { $was } til { $above }.
org-event-kind = Var { $was }, blev { $kind }.
org-event-closed = Lukket.
org-create-title = Ny enhed
org-create-lede = Under { $above }.
org-create-submit = Opret enheden
org-edit-title = Ret { $name }
org-edit-lede = Ændringen gælder fra den dag, du vælger. Det, der var før, kan stadig ses.
org-edit-submit = Gem ændringen
org-valid-from = Gælder fra
org-valid-from-hint = Må gerne ligge i fortiden eller i fremtiden.
org-external-id = Id i jeres eget system
org-external-id-hint = Bruges til at genkende enheden ved næste import.
org-external-id-taken = En anden enhed har det id.
org-not-then = Enheden findes ikke { $day }. Vælg en dag, hvor den er der.
org-move-title = Flyt { $name }
org-move-lede = Vælg den enhed, den skal ligge under. Det hele under den flytter med.
org-move-to = { $name } kommer til at ligge under { $above }. Det hele under den flytter med.
org-move-says = { $unit } flytter til { $above }
org-move-there = { $unit } ligger allerede under { $above } den dag.
org-move-keeps = { $unit } er den samme enhed: oversættelser, fortællinger, spor, beslutninger, roller og leder bliver i den.
org-move-below = Enhederne under den: { $below }.
org-move-people = { $people ->
    [one] Én ansat i den og under den.
   *[other] { $people } ansatte i den og under den.
}
org-move-before = Det, der skete før den dag, skete under { $above }, og kan stadig ses sådan som »som det var«.
org-move-sees = Fra den dag er det lederne af { $above } og dem over den, og ikke de hidtidige, der er over enheden og ser det, ledere over en enhed kan se.
org-move-submit = Flyt enheden
org-move-other = Vælg en anden
org-move-top = Den øverste enhed kan ikke flyttes.
org-close-title = Luk { $name }
org-close-lede = Enheden forsvinder fra organisationen den dag. Det, den har oversat, og dens spor bliver stående.
org-close-on = Lukker pr.
org-close-on-hint = Den første dag uden enheden.
org-close-end-posts = { $posts ->
    [one] Den ene stilling i enheden slutter samme dag
   *[other] De { $posts } stillinger i enheden slutter samme dag
}
org-close-posts = { $posts ->
    [one] Der er én stilling i enheden den dag. Sæt hak ved, at den slutter, eller flyt den ansatte først.
   *[other] Der er { $posts } stillinger i enheden den dag. Sæt hak ved, at de slutter, eller flyt de ansatte først.
}
org-close-below = Der ligger enheder under den den dag: { $units }. Flyt eller luk dem først.
org-close-top = Den øverste enhed kan ikke lukkes.
org-close-submit = Luk enheden
org-flaw-cycle = Så ville en enhed ligge under sig selv: { $units }. Vælg en anden.
org-flaw-orphan = { $unit } ville ligge under { $parent }, som ikke findes { $day }.
org-flaw-twice = { $unit } ville være to steder på én gang { $day }.
org-flaw-deep = { $unit } ville ligge mere end { $most } niveauer nede.

# En person
org-no-email = Ingen e-mail
org-email = E-mail
org-email-hint = Det, personen logger ind med.
org-email-malformed = Det er ikke en e-mailadresse.
org-email-taken = En anden person har den adresse.
org-person-edit = Ret navn og e-mail
org-person-posts = Stillinger
org-person-no-posts = Ingen stillinger.
org-person-what = Det står her om en person
org-person-what-text = Navn, e-mail, stillinger og adgang. CPR-nummer bliver ikke gemt. Spor og overblik indeholder ingen personer.
org-person-create = Ny ansat
org-person-create-lede = Med en stilling i { $unit }. En, der allerede er her, får en stilling mere på sin egen side.
org-person-create-submit = Tilføj
org-post-hint = Som »Sygeplejerske« eller »Skoleleder«.
org-post-add = Tilføj en stilling
org-post-add-title = Ny stilling til { $name }
org-post-add-lede = Vælg først enheden.
org-post-in = I { $unit }.
org-post-edit = Ret
org-post-of = { $title } i { $unit }
org-post-edit-title = Ret { $name } i { $unit }
org-post-edit-lede = Her retter du en fejl, eller du afslutter stillingen med en sidste dag. Får nogen en ny stilling, så afslut den gamle, og tilføj den nye. Så kan man se, hvem der var hvor.
org-post-reversed = Den sidste dag ligger før den første.
org-leader-of-level = Leder: { $level }
org-leader-no-level = Leder, uden niveau
org-acting-label = Konstitueret, til nogen er ansat
org-first-day = Første dag
org-last-day = Sidste dag

# Navne
org-names-title = Hvad kalder I det?
org-names-lede = Navnene bruges overalt i stedet for vores. Rækkefølgen går oppefra og ned. Tøm begge felter for at fjerne et navn.
org-names-levels = Lederniveauer
org-names-kinds = Slags enheder
org-names-order = Rækkefølge
org-names-danish = Dansk
org-names-english = Engelsk
org-names-order-of = Rækkefølge, linje { $line }
org-names-danish-of = Dansk, linje { $line }
org-names-english-of = Engelsk, linje { $line }
org-names-submit = Gem navnene
org-names-twice = Det navn er der allerede.
org-names-used = »{ $name }« bruges { $many ->
    [one] ét sted
   *[other] { $many } steder
} og kan ikke fjernes. Skriv et navn igen.

# Import
org-import-title = Importér organisationen
org-import-lede = Vælg filerne fra jeres eget system. Du ser, hvad der sker, før noget bliver ændret.
org-step-choose = Vælg filer
org-step-look = Se den igennem
org-step-done = Færdig
org-import-files = Vælg filer
org-import-files-hint = organisation.csv og people.csv, de fem filer til Plan2learn fra OS2mo, et Excel-ark (.xlsx) eller det hele i en ZIP. Højst 20 MB i alt og 10 MB pr. fil.
org-import-too-large = { $size }. Der er plads til { $max }.
org-import-found-out = Semikolon eller komma, UTF-8 eller Windows-1252: Det finder vi selv ud af. CPR-numre bliver kasseret, før noget bliver gemt.
org-import-valid-hint = Filerne siger, hvordan alt er fra den dag. Det, der er planlagt til senere, bliver stående.
org-import-look = Se den igennem
org-import-no-file = Vælg mindst én fil.
org-export-sample = Hent jeres egen som CSV
org-export-xlsx = som Excel
org-export-os2mo = som OS2mo
org-import-history = Tidligere importer
org-import-none = Ingen endnu.
org-import-when = Hvornår
org-import-file = Filer
org-import-by = Hvem
org-import-what = Hvad
org-import-state = Tilstand
org-import-by-command = Kommandolinjen
org-import-applied = gennemført
org-import-undone = fortrudt
org-import-waiting = venter på et ja
org-import-says = { $added } tilføjet, { $changed } ændret, { $ended } ophørt
org-format-sample = to tabeller
org-format-os2mo = OS2mo
org-preview-title = Se importen igennem
org-preview-list = Hele listen
org-preview-lede = Intet er ændret endnu. Det her sker, når du siger ja, og du kan fortryde det indtil næste import.
org-preview-facts = { $files } · { $format } · gælder fra { $day }
org-preview-same = Uændret: { $people } personer, { $units } enheder og { $posts } stillinger.
org-preview-past = { $posts ->
    [one] Én stilling
   *[other] { $posts } stillinger
} var slut før den dag og er ikke med.
org-preview-inactive = { $rows ->
    [one] Én række
   *[other] { $rows } rækker
} er inaktive i filerne og er ikke med.
org-count-added = tilføjes
org-count-changed = ændres
org-count-ended = ophører
org-count-doubtful = er vi i tvivl om
org-count-look = se dem igennem først
org-count-people = { $people ->
    [one] én person
   *[other] { $people } personer
}
org-count-units = { $units ->
    [one] én enhed
   *[other] { $units } enheder
}
org-count-posts = { $posts ->
    [one] én stilling
   *[other] { $posts } stillinger
}
org-count-none = intet
org-count-leaving = { $people ->
    [one] Én person har ingen stilling tilbage.
   *[other] { $people } personer har ingen stilling tilbage.
}
org-stops-title = Det går ikke
org-stops-text = Intet er ændret. Filerne ville ødelægge træet. Ret dem i jeres eget system, og hent dem ind igen.
org-doubtful-title = Det er vi i tvivl om
org-doubtful-each = Vis hver enkelt
org-kind-leaderless = { $units ->
    [one] Én enhed har ingen leder. Den følger lederen over sig, til en leder er sat på.
   *[other] { $units } enheder har ingen leder. De følger lederen over sig, til en leder er sat på.
}
org-kind-same-email = { $people ->
    [one] Én person har samme e-mail som en anden i filerne. Kun den første får adressen.
   *[other] { $people } personer har samme e-mail som en anden i filerne. Kun den første får adressen.
}
org-kind-email-taken = { $people ->
    [one] Én person har en e-mail, som en anden her allerede har. Personen kommer ind uden adressen.
   *[other] { $people } personer har en e-mail, som en anden her allerede har. De kommer ind uden adressen.
}
org-kind-unknown-unit = { $posts ->
    [one] Én stilling er i en enhed, vi ikke kender. Den kommer ikke ind.
   *[other] { $posts } stillinger er i en enhed, vi ikke kender. De kommer ikke ind.
}
org-kind-rows = { $rows ->
    [one] Én række har en fejl.
   *[other] { $rows } rækker har en fejl.
}
org-doubt-leaderless = { $unit } har ingen leder.
org-doubt-leaderless-under = { $unit } under { $above } har ingen leder.
org-doubt-same-email = { $name } har samme e-mail som en tidligere i filen og kommer ind uden.
org-doubt-email-taken = { $by } har allerede den e-mail, som { $name } har i filen. Er adressen givet videre, så fjern den først hos { $by }.
org-doubt-no-units = Der er ingen enheder i filerne.
org-row = { $file }, række { $row }: { $what }
org-row-missing-id = Der mangler et id.
org-row-missing-name = Der mangler et navn.
org-row-missing-unit = Stillingen har ingen enhed.
org-row-duplicate-id = Række { $first } har samme id og siger noget andet.
org-row-repeated = Det samme står i en anden række.
org-row-unknown-role = Rollen er hverken leder eller medarbejder.
org-row-unknown-answer = »{ $column }« er hverken ja eller nej.
org-row-malformed-email = E-mailen kan ikke være rigtig. Personen kommer ind uden.
org-row-malformed-date = »{ $column }« er ikke en dato. Stillingen kommer ikke ind.
org-row-dates-reversed = Stillingen slutter, før den begynder.
org-row-unknown-unit = Enheden findes ikke i filerne. Stillingen kommer ikke ind.
org-row-unknown-parent = Enheden over findes ikke i filerne.
org-row-unknown-person = Personen findes ikke i filerne.
org-row-unknown-job-title = Stillingskoden findes ikke i filerne. Stillingen kommer ind uden titlen.
org-row-too-long = »{ $column }« er længere end { $limit } tegn.
org-row-control-character = »{ $column }« har tegn, der ikke kan vises.
org-row-person-number = »{ $column }« ligner et CPR-nummer og er ikke læst.
org-changed-title = Ændres
org-added-title = Tilføjes
org-ended-title = Ophører
org-ended-text = Stillingerne får en slutdato. Det, de ansatte har skrevet, bliver stående.
org-list-none = Ingen.
org-who-or-what = Hvem eller hvad
org-now = Nu
org-after = Efter importen
org-earlier = Forrige
org-later = Næste
org-line-person = person
org-line-postless = ny person uden stilling
org-line-newcomer = ny person
org-line-post = stilling
org-line-under = under { $above }
org-line-top = øverst
org-line-nothing = intet
org-line-never = begynder ikke
org-many-end = { $ended } af { $posts } stillinger ophører. Det er mere end en femtedel. Er det den rigtige fil?
org-many-confirm = Ja, { $ended } stillinger skal ophøre
org-apply = Gennemfør importen
org-other-files = Vælg andre filer
org-nothing-to-do = Filerne siger det samme, som der står her. Der er intet at gennemføre.
org-drop = Opgiv importen
org-apply-over = Importen venter ikke på et ja. Den er gennemført, fortrudt eller opgivet.
org-apply-stops = Importen kan ikke gennemføres, før filerne er rettet.
org-apply-many = Mere end en femtedel af stillingerne ophører. Sæt hak, hvis det er meningen.
org-apply-stale = Organisationen er ændret, siden du så importen igennem. Her er den igen, som den er nu.
org-done-title = Organisationen er opdateret
org-done-lede = Den gælder fra { $day }.
org-done-added = tilføjet
org-done-changed = ændret
org-done-ended = ophørt
org-done-doubtful = var vi i tvivl om
org-see = Se organisationen
org-undo-title = Blev det forkert?
org-undo-text = Du kan fortryde importen, indtil den næste bliver gennemført. Alt bliver, som det var før { $time }.
org-undo-hand-text = Du kan fortryde det, indtil organisationen bliver ændret sådan igen eller importeret. Alt bliver, som det var før { $time }.
org-undo-hand = Fortryd det
org-undo = Fortryd importen
org-undo-not-last = Kun den seneste import kan fortrydes.
org-undo-in-use = Importen kan ikke fortrydes. Noget af det, den tilføjede, er taget i brug: en konto, en rolle, en stilling, en oversættelse eller en historie. Ret det i stedet her, eller importér en ny fil.
org-undo-changed = Importen kan ikke fortrydes. Enheder er oprettet, flyttet eller lukket siden, og træet ville ikke hænge sammen.
org-undone-title = Importen er fortrudt
org-undone-lede = Det skete { $time }. Alt er, som det var før den.
org-dropped-title = Importen er opgivet
org-dropped-lede = Intet blev ændret.

# Hvorfor filer ikke kan læses
org-file-too-large = { $file } fylder for meget. Højst { $limit } bliver læst.
org-file-entries = { $file } har for mange filer i sig. Højst { $limit } bliver læst.
org-file-rows = { $file } har for mange rækker. Højst { $limit } bliver læst.
org-file-columns = { $file } har for mange kolonner i række { $row }. Højst { $limit } bliver læst.
org-file-cell = { $file }, række { $row }, kolonne { $column }: Der står mere end { $limit } tegn i én celle.
org-file-empty = { $file } er tom.
org-file-lies = { $file } hedder noget med { $claimed }, men er { $found }.
org-file-no-table = { $file } er { $found } og ikke en tabel. Vælg CSV eller Excel (.xlsx).
org-file-locked = { $file } er låst med en adgangskode. Gem den uden, og prøv igen.
org-file-broken = { $file } kan ikke læses: { $fault }
org-file-broken-at = { $file } kan ikke læses fra række { $row }: { $fault }
org-file-column-missing = { $file } mangler kolonnen »{ $column }«.
org-file-column-twice = { $file } har kolonnen »{ $column }« to gange.
org-file-unknown = { $file }: Vi kender ikke overskrifterne. Hent et eksempel herunder, og se, hvad de skal hedde.
org-file-part-missing = Filen { $part } mangler.
org-file-part-twice = { $first } og { $second } er begge { $part }. Vælg én af dem.
org-file-mixed = { $first } er i formatet { $format }, og det er { $second } ikke. Vælg filer af samme slags.
org-file-cpr = { $file }: Kolonnen »{ $column }« har CPR-numre som nøgle, første gang i række { $row }. Intet er gemt. Bed jeres system om en anden nøgle, for eksempel et medarbejdernummer.
org-file-other = Filen kan ikke læses: { $text }
org-file-kind-text = tekst
org-file-kind-workbook = et Excel-ark
org-file-kind-document = et Word-dokument
org-file-kind-archive = en ZIP-fil
org-file-kind-old = en gammel Office-fil
org-file-kind-pdf = en PDF
org-file-kind-markup = en webside
org-file-kind-rich = en RTF-fil
org-file-kind-binary = en fil, vi ikke kender
org-file-kind-empty = tom
org-fault-quote = Et anførselstegn bliver aldrig lukket. Måske er filen klippet over.
org-fault-after-quote = Der står noget lige efter et afsluttende anførselstegn.
org-fault-cells = Rækken har flere celler, end der er overskrifter.
org-fault-encoding = Den har bogstaver i et tegnsæt, vi ikke kan læse. Gem den som UTF-8.
org-fault-mixed = Den blander to tegnsæt. Måske er to filer sat sammen.
org-fault-archive = Den er beskadiget eller klippet over.
org-fault-workbook = Den er ikke skrevet, som Excel gør det.
org-fault-document = Den er ikke skrevet, som Word gør det.

# Indstillinger
settings-title = Indstillinger
settings-lede = Det, der gælder for hele organisationen.
settings-eyes = Alle med en konto ser navnet og reglen.
settings-name = Organisationens navn
settings-weeks = Stille efter
settings-weeks-hint = Antal uger uden spor, før et fremtrædende og oversat element vises som stille. Fra 1 til 104.
settings-room = Plads til at vise sig
settings-room-hint = Antal spor af andre elementer i de uger, før stilhed siger noget. Under det tal er der bare stille om alting. Fra 1 til 1.000.
settings-more = Mere
settings-names = Navne på niveauer og slags
settings-names-hint = chef, leder af ledere, center, institution …
settings-names-edit = Ret

# At lægge sammen og dele
org-unit-merge = Læg sammen
org-unit-split = Del
org-merge-title = Læg { $unit } sammen med andre
org-merge-lede = Du ser, hvad der sker, før noget bliver ændret.
org-merge-with = Enheder, den lægges sammen med
org-merge-with-hint = Her står dem, der ligger under den samme enhed. Flyt en enhed herind først, hvis den ligger et andet sted.
org-merge-none = Der ligger ingen andre enheder ved siden af.
org-merge-into = De bliver til
org-merge-into-hint = En ny enhed begynder forfra med sine oversættelser. En, der findes, beholder sine.
org-merge-new = en ny enhed
org-merge-name = Den nye enheds navn
org-merge-name-hint = Kun hvis de bliver til en ny enhed.
org-merge-alone = Vælg mindst én enhed at lægge den sammen med.
org-merge-not-among = Vælg en af de enheder, der bliver lagt sammen, eller en ny.
org-merge-says = { $units } bliver lagt sammen til { $new }
org-merge-submit = Læg dem sammen
org-split-title = Del { $unit }
org-split-lede = Den lukker, og to eller tre nye tager over. Du ser, hvad der sker, før noget bliver ændret.
org-split-first = Første del
org-split-second = Anden del
org-split-third = Tredje del
org-split-below = Enhederne under den
org-split-people-to = De, der arbejder i enheden selv, følger med til
org-split-people = De, der arbejder i enheden selv, følger med til { $part }.
org-split-no-part = Den del har intet navn. Skriv et, eller vælg en anden del.
org-split-says = { $unit } bliver delt i { $parts }
org-split-submit = Del enheden
org-turn-from-hint = Den første dag med den nye organisation. Højst to år frem eller tilbage.
org-turn-far = Dagen ligger mere end to år væk.
org-turn-look = Se, hvad der sker
org-turn-again = Ret det
org-turn-lede = Det gælder fra { $day }. Du kan fortryde det, indtil organisationen bliver ændret igen på denne måde.
org-turn-goes = Det følger med
org-turn-below = { $below } kommer til at ligge under { $unit }.
org-turn-people = { $people ->
    [one] Én ansat får sin stilling i den nye enhed. Den, der ledede og ikke skal lede nu, følger med som medarbejder.
   *[other] { $people } ansatte får deres stilling i den nye enhed. De, der ledede og ikke skal lede nu, følger med som medarbejdere.
}
org-turn-stays = Det bliver stående, hvor det skete
org-turn-nothing = Der er ikke noget endnu.
org-turn-interpretations = { $n ->
    [one] Én oversættelse. Den kan læses af den nye leder, som skriver enhedens egen.
   *[other] { $n } oversættelser. De kan læses af den nye leder, som skriver enhedens egne.
}
org-turn-stories = { $n ->
    [one] Én fortælling.
   *[other] { $n } fortællinger.
}
org-turn-traces = { $n ->
    [one] Ét spor. Det kan tælles begge veje: som det var, og som I er organiseret nu.
   *[other] { $n } spor. De kan tælles begge veje: som det var, og som I er organiseret nu.
}
org-turn-decisions = { $n ->
    [one] Én beslutning
   *[other] { $n } beslutninger
}. { $open ->
    [0] Ingen af dem venter på svar.
    [one] Én af dem venter på svar, og det giver den nye leder.
   *[other] { $open } af dem venter på svar, og det giver den nye leder.
}
org-turn-waiting = { $n ->
    [one] Én fortælling, som ingen har læst endnu, går tilbage til den, der skrev den.
   *[other] { $n } fortællinger, som ingen har læst endnu, går tilbage til dem, der skrev dem.
}
org-turn-grants = { $n ->
    [one] Én rolle, der gælder enheden, følger ikke med. Giv den på ny, hvis den skal gælde.
   *[other] { $n } roller, der gælder enheden, følger ikke med. Giv dem på ny, hvis de skal gælde.
}
org-turn-private = Det, en leder har skrevet til sig selv, og samtaler mellem to følger med mennesket og ikke med enheden.
org-turn-leads = Hvem leder { $unit }?
org-turn-leads-hint = Blandt dem, der arbejder der nu. En anden kan sættes på bagefter.
org-turn-nobody = Ingen endnu
org-turn-changes = { $unit } findes ikke den { $day }. Vælg en anden dag.
org-turn-looks = Ser ud som en omorganisering
org-turn-looks-hint = Sæt hak ved det, der passer. Så kan I se tallene både som det var, og som I er organiseret nu. Uden hak lukker den gamle enhed bare, og den nye begynder forfra.
org-turn-looks-merged = { $old } ser ud til at være lagt sammen med andre til { $new }: { $moved } af { $of } ansatte og enheder er dér.
org-turn-looks-split = { $old } ser ud til at være delt, og en del er blevet til { $new }: { $moved } af { $of } ansatte og enheder er dér.
org-turn-looks-continued = { $old } ser ud til at fortsætte som { $new }: { $moved } af { $of } ansatte og enheder er dér.

# OS2mo som kilde
org-format-os2mo-api = læst direkte
org-import-by-itself = Af sig selv
org-os2mo-title = OS2mo
org-os2mo-lede = Organisationen bliver også læst fra OS2mo. Er noget anderledes end her, venter det som en import. Intet bliver ændret, før nogen har sagt ja.
org-os2mo-from = Læses fra { $url }
org-os2mo-heard = OS2mo svarede sidst { $when }
org-os2mo-read = Hele organisationen blev sidst læst { $when }
org-os2mo-never = OS2mo er ikke spurgt endnu. Det sker inden for { $minutes } minutter, når serveren kører.
org-os2mo-nothing = Der er intet nyt at sige ja eller nej til.
org-os2mo-waits = OS2mo har fortalt noget nyt.
org-os2mo-look = Se, hvad der bliver anderledes
org-os2mo-wrong = { $when }: { $what }
org-os2mo-wrong-other = OS2mo kunne ikke læses.
org-os2mo-wrong-settings = Indstillingerne til OS2mo kan ikke bruges: { $why }
org-os2mo-wrong-secret = Filen { $file } med adgangen til OS2mo kan ikke læses eller er tom. Læg adgangen i den, så Grundlags bruger kan læse den.
org-os2mo-wrong-reach = OS2mo kunne ikke nås, da vi ville læse { $part }: { $why }. Se efter, om adressen er rigtig, og om serveren må kalde den. Grundlag prøver igen af sig selv.
org-os2mo-wrong-slow = OS2mo svarede ikke inden for { $seconds } sekunder, da vi ville læse { $part }. Grundlag prøver igen af sig selv. Sker det hver gang, så spørg dem, der driver OS2mo.
org-os2mo-wrong-client = Vi fik ingen adgang til OS2mo (svar { $status }). Se efter, om klientens navn og hemmelighed stadig gælder.
org-os2mo-wrong-refused = OS2mo lukkede os ikke ind, da vi ville læse { $part } (svar { $status }). Adgangen er udløbet eller mangler lov til at læse. Bed dem, der driver OS2mo, om en ny.
org-os2mo-wrong-status = OS2mo svarede med { $status }, da vi ville læse { $part }. Grundlag prøver igen af sig selv. Sker det hver gang, så spørg dem, der driver OS2mo.
org-os2mo-wrong-said = OS2mo sagde nej, da vi ville læse { $part }: »{ $message }«. Se efter, om os2mo_url nævner en version, som jeres OS2mo har, og om adgangen må læse det.
org-os2mo-wrong-unreadable = Vi kan ikke læse det, der kom, da vi bad om { $part }. Se efter, om os2mo_url er adressen på OS2mo's GraphQL.
org-os2mo-wrong-large = Svaret med { $part } fylder mere end { $limit } byte og blev ikke læst. Skriv til dem, der driver Grundlag.
org-os2mo-wrong-endless = OS2mo har flere end { $limit } rækker med { $part }, eller sider uden ende. De blev ikke læst. Skriv til dem, der driver Grundlag.
org-os2mo-part-token = adgangen
org-os2mo-part-units = enhederne
org-os2mo-part-people = personerne
org-os2mo-part-emails = e-mailadresserne
org-os2mo-part-engagements = ansættelserne
org-os2mo-part-managers = lederne
org-os2mo-part-classes = stillingsnavnene
org-os2mo-part-events = hændelserne
org-key = { $file }: { $what }
org-key-unknown-parent = Enheden over findes ikke i OS2mo i dag.
org-key-unknown-person = Personen findes ikke i OS2mo i dag. Stillingen kommer ikke ind.
