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
        [one] Læst: { $words } ord.
       *[other] Læst: { $words } ord.
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
wording-doc-index-unit = Ældre og Sundhed
wording-doc-index-kind = referat
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
        [one] Intet er taget ind: der er { $wrong } fejl i oversigten.
       *[other] Intet er taget ind: der er { $wrong } fejl i oversigten.
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
