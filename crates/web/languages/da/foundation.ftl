# Grundlagene: læse, hente ind, skrive, offentliggøre.
foundation-leadership = Ledelsesgrundlaget
foundation-employee = Medarbejdergrundlaget
foundation-leadership-within = ledelsesgrundlaget
foundation-employee-within = medarbejdergrundlaget
foundation-title-leadership = Ledelsesgrundlag for { $organisation }
foundation-title-employee = Medarbejdergrundlag for { $organisation }
foundation-edition = Udgave { $number }
foundation-by = { $foundation }, udgave { $number }
foundation-draft-of = { $foundation }, udgave { $number }, kladde
foundation-edition-since = Udgave { $number }, i kraft siden { $day }
foundation-in-force-since = I kraft siden { $day }
foundation-in-force-from = Træder i kraft { $day }
foundation-from-to = { $from } – { $to }
foundation-from = fra { $day }
foundation-not-yet = ikke endnu
foundation-phase-draft = kladde
foundation-phase-coming = på vej
foundation-phase-in-force = gælder
foundation-phase-superseded = afløst
foundation-all-levels = alle ledere
foundation-own-level = dit niveau
foundation-error-title = Fejl:
foundation-optional = kan undværes
foundation-save = Gem
foundation-saved = Gemt.
foundation-change = Ret

# At læse.
foundation-elements-title = Elementer
foundation-hand-in-hand = To grundlag, hånd i hånd
foundation-hand-in-hand-with = Hånd i hånd med
foundation-lede = Det, lederen forpligter sig på, kan medarbejderen regne med, og omvendt.{ $prominent ->
    [0] {""}
    [one] {" "}Ét element er udpeget som fremtrædende.
   *[other] {" "}{ $prominent } elementer er udpeget som fremtrædende.
}
foundation-lede-one = Det er det, vi vil kunne kendes på.{ $prominent ->
    [0] {""}
    [one] {" "}Ét element er udpeget som fremtrædende.
   *[other] {" "}{ $prominent } elementer er udpeget som fremtrædende.
}
foundation-coming = { $foundation } kommer i en ny udgave, udgave { $number }. Den gælder fra { $day }.
foundation-read-it = Læs den
foundation-new-since = Hvad er nyt i { $foundation } siden udgave { $number }?
foundation-preamble-of = Indledningen til { $foundation }
foundation-prominent = fremtrædende
foundation-prominent-because = Fremtrædende siden { $since }: { $why }
foundation-examples-and-dilemmas = Eksempler og dilemmaer
foundation-none-title = Her kommer teksterne
foundation-none = Intet grundlag er i kraft endnu. Når det er offentliggjort, kan alle læse det her.
foundation-bring-in = Hent teksten ind
foundation-retired-since = Taget ud { $day }. Teksten står her, fordi noget er skrevet under den.
foundation-not-in-force = Elementet er ikke i kraft. Teksten står her, fordi noget er skrevet under den.
foundation-lives-on-in = Det lever videre i:
foundation-came-from = Det kommer fra:
foundation-wording-of = Sådan stod der i udgave { $number }, fra { $day }
foundation-whole-edition = Læs hele udgaven

# Udgaverne.
foundation-editions-title = Udgaver
foundation-editions-lede = En udgave, der er offentliggjort, ændrer sig ikke. Det, folk har oversat, peger altid på den udgave, de læste.
foundation-editions-first = Begynd med at hente teksten ind. Tre sider: Vælg dokumentet, se delingen igennem, offentliggør.
foundation-column-edition = Udgave
foundation-column-state = Stand
foundation-column-in-force = I kraft
foundation-column-who = Udgivet
foundation-column-elements = Elementer
foundation-column-element = Element
foundation-column-prominent = Fremtrædende
foundation-column-do = Handling
foundation-published-by = offentliggjort af { $name } { $time }
foundation-begun-by = begyndt af { $name }
foundation-go-on = Arbejd videre
foundation-publish = Offentliggør
foundation-read = Læs
foundation-compare-with = Sammenlign med udgave { $number }
foundation-none-begun = Ikke begyndt endnu.
foundation-by-hand = Skriv det ind i hånden
foundation-new-draft = Ny kladde ud fra den seneste udgave
foundation-waiting = { $file } venter på at blive set igennem
foundation-uploaded-at = Hentet ind { $time }. Den bliver liggende i { $days } dage.
foundation-look-through = Se delingen igennem
foundation-choose-prominent = Vælg, hvad der er fremtrædende

# At hente ind.
foundation-upload-title = Hent teksten ind
foundation-upload-crumb = Hent ind
foundation-upload-lede = Overskrifter bliver til elementer, og listen under »Det betyder, at …« bliver til adfærd. Du ser det hele igennem, før noget bliver gemt som kladde.
foundation-step-upload = Vælg dokument
foundation-step-check = Se delingen igennem
foundation-step-publish = Offentliggør
foundation-which = Hvilket grundlag er det?
foundation-choose-file = Vælg et dokument
foundation-file-hint = Word (.docx) eller Markdown (.md), højst 10 MB
foundation-file-over = {"{size}"}. Der er plads til {"{max}"}.
foundation-split-text = Del teksten
foundation-file-none = Vælg det dokument, der skal hentes ind.
foundation-file-too-large = Dokumentet er for stort. Der er plads til { $limit } MB, også når det er pakket ud. Fjern billeder, og prøv igen.
foundation-file-empty = Der står ikke noget i dokumentet. Åbn det, og se efter, om det er det rigtige.
foundation-file-not-what-it-claims = Dokumentet hedder, som om det er { $claimed }, men det er { $found }. Gem det igen som Word-dokument (.docx) eller Markdown (.md).
foundation-file-not-a-text = Det er { $found }, og det kan ikke deles. Gem teksten som Word-dokument (.docx) eller Markdown (.md).
foundation-file-locked = Dokumentet er låst med en adgangskode. Tag den af i Word, og prøv igen.
foundation-file-broken = Dokumentet er gået i stykker og kan ikke læses. Åbn det i Word, gem det som et nyt .docx-dokument, og prøv igen.
foundation-file-encoding = Nogle af bogstaverne kan ikke læses. Gem teksten som UTF-8, og prøv igen.
foundation-file-no-elements = Der er ingen overskrifter i dokumentet, så elementerne kan ikke findes. Gør hvert elements navn til en overskrift (i Word: »Overskrift 2«), og prøv igen.
foundation-file-too-many-elements = Der er mere end { $limit } overskrifter på samme niveau. Er det det rigtige dokument? Kun elementerne skal stå som overskrifter på deres niveau.
foundation-file-too-many-behaviours = Der står mere end { $limit } linjer på listen under »{ $headline }«. Del elementet, eller kort listen af.
foundation-file-too-many-blocks = Der er mere end { $limit } afsnit i dokumentet. Hent kun selve grundlaget ind.
foundation-file-headline-too-long = Overskriften i afsnit { $block } er længere end { $limit } tegn. Er det brødtekst, der har fået en overskrifts udseende?
foundation-file-meaning-too-long = Teksten under »{ $headline }« er længere end { $limit } tegn. Er der en overskrift, der mangler?
foundation-file-entry-too-long = Punktet i afsnit { $block } er længere end { $limit } tegn. Del det i flere punkter.
foundation-file-preamble-too-long = Der står mere end { $limit } tegn før det første element. Er der en overskrift, der mangler?
foundation-kind-text = ren tekst
foundation-kind-workbook = et Excel-ark
foundation-kind-document = et Word-dokument
foundation-kind-archive = et ZIP-arkiv
foundation-kind-old-office = et dokument fra et gammelt Office, eller et, der er låst
foundation-kind-pdf = en PDF
foundation-kind-markup = en webside
foundation-kind-rich-text = et RTF-dokument
foundation-kind-binary = noget andet end tekst
foundation-kind-empty = tomt

# At se delingen igennem.
foundation-split-title = Er teksten delt rigtigt?
foundation-split-lede = { $elements ->
    [one] Vi fandt ét element
   *[other] Vi fandt { $elements } elementer
} i { $file }. Dokumentet står til venstre, og det, der bliver gemt, står til højre. Ret det, der er forkert.
foundation-notes-title = { $count ->
    [one] Én ting at se efter
   *[other] { $count } ting at se efter
}
foundation-note-no-level = { $headline }: { $count ->
    [one] Én adfærd har intet lederniveau. Den gælder alle ledere.
   *[other] { $count } slags adfærd har intet lederniveau. De gælder alle ledere.
}
foundation-note-no-behaviours = { $headline }: Vi fandt ingen adfærd.
foundation-note-no-meaning = { $headline }: Der er en overskrift, men ingen tekst.
foundation-note-unknown-tie = { $headline }: »{ $tie }« findes ikke i det andet grundlag endnu. Hent det ind først, eller sæt krydset bagefter.
foundation-note-unused = { $count ->
    [one] Ét afsnit af dokumentet er ikke med. Det er mærket til venstre.
   *[other] { $count } afsnit af dokumentet er ikke med. De er mærket til venstre.
}
foundation-new-levels = Nye lederniveauer
foundation-new-levels-hint = De står i parentes efter adfærden og er ikke blandt jeres niveauer endnu. De bliver lagt til, når du gemmer kladden. Fjern krydset ved det, der ikke er et niveau.
foundation-in-document = I dokumentet
foundation-as-split = Sådan blev det delt
foundation-front = Titel og indledning
foundation-title-field = Titel
foundation-preamble-field = Indledning
foundation-element-n = Element { $number }
foundation-headline = Overskrift
foundation-meaning = Betydning
foundation-behaviours = Adfærd
foundation-behaviour-n = Adfærd { $number }
foundation-applies-to = Gælder
foundation-good = Gode eksempler
foundation-bad = Eksempler på det modsatte
foundation-dilemmas = Dilemmaer
foundation-one-a-line = ét pr. linje
foundation-wrongly-split = Delt forkert?
foundation-merge = Læg sammen med det forrige
foundation-to-preamble = Det er indledning, ikke et element
foundation-leave-out = Lad det ude
foundation-cut-at = Et nyt element begynder ved
foundation-cut = Del her
foundation-read-as-label = læst som etiket
foundation-unused = ikke med
foundation-unused-here = Det her kommer ikke med.
foundation-make-element = Gør det til et element
foundation-store-draft = Gem som kladde
foundation-save-corrections = Gem rettelserne
foundation-nothing-published = Intet er offentliggjort
foundation-drop-upload = Smid dokumentet væk
foundation-other-document = Vælg et andet dokument
foundation-split-conflict-title = En anden har rettet delingen, mens du arbejdede
foundation-split-conflict = Det, du ser, er din egen. Gemmer du, afløser den den andens.
foundation-see-theirs = Se den andens
foundation-draft-in-the-way-title = Der ligger allerede en kladde til udgave { $number }
foundation-draft-in-the-way = Offentliggør eller kassér den først. Det, du har rettet her, bliver liggende.
foundation-go-to-draft = Gå til kladden
foundation-too-many = Der er plads til { $most }.
foundation-in-line = Linje { $number }: { $error }

# Kladden.
foundation-draft-lede = Kladde til udgave { $number }. Den bliver til noget, andre kan læse, når du offentliggør den.
foundation-eyes-draft = HR kan læse kladden. Alle ansatte kan læse den, når udgaven er offentliggjort.
foundation-eyes-published = Alle ansatte kan læse udgaven. Bagefter kan den ikke ændres.
foundation-eyes-all = Alle ansatte kan læse det
foundation-no-elements-yet = Ingen elementer endnu. Skriv det førstes overskrift herunder.
foundation-ties = Hånd i hånd
foundation-up = Op
foundation-down = Ned
foundation-take-out = Tag ud
foundation-new-element = Nyt element
foundation-add-element = Tilføj
foundation-discard-fold = Kassér kladden
foundation-discard-warning = Det, der står i kladden, går tabt. Udgaver, der er offentliggjort, bliver stående.
foundation-discard = Kassér kladden
foundation-element-lede = Element i kladden til udgave { $number }.
foundation-meaning-hint = Hvad mener vi, sagt så kort, at det kan huskes? En tom linje skiller afsnit.
foundation-it-means = Det betyder, at …
foundation-behaviours-hint = Adfærd, man kan se. Tomme linjer bliver ikke gemt.
foundation-add-row = Tilføj en linje
foundation-one-a-line-most = Ét pr. linje, højst { $most }.
foundation-dilemmas-hint = Hvor trækker elementet i to retninger? Ét pr. linje.
foundation-ties-hint = Elementer i { $foundation }
foundation-no-other = Der er ingen elementer i { $foundation } endnu. Sæt krydserne, når det er hentet ind.
foundation-said-by-other = står i { $foundation }
foundation-next-element = Næste element
foundation-back-to-draft = Tilbage til kladden
foundation-conflict-title = To har skrevet samtidig
foundation-conflict = En anden gemte dette, mens du skrev. Din tekst står herunder. Gemmer du, er det din, der gælder.
foundation-element-conflict = En anden gemte elementet, mens du skrev. Din tekst står herunder, og intet er gået tabt. Tag det med over, du vil beholde, og gem.
foundation-take-theirs = Tag den andens, som den er
foundation-conflict-key = Streget over: det, kun den anden har. Understreget: det, kun du har.
foundation-theirs = hos den anden:
foundation-mine = hos dig:
foundation-element-taken-out = En anden har taget elementet ud af kladden, mens du skrev. Din tekst står herunder. Gemmer du, kommer elementet med igen, som det sidste.

# At sammenligne.
foundation-compare-title = Hvad er nyt i udgave { $number }?
foundation-compare-crumb = Udgave { $old } og { $new }
foundation-compare-key-html = Tilføjet tekst er <ins>understreget</ins>. Tekst, der er taget ud, er <del>streget over</del>.
foundation-compare-lede = Uændrede: { $same }. Formuleret om: { $reworded }. Nye: { $added }. Delt eller lagt sammen: { $moved }. Taget ud: { $retired }.
foundation-new = nyt
foundation-taken-out = taget ud:
foundation-put-in = tilføjet:
foundation-was-not-there = Fandtes ikke i udgave { $number }
foundation-is-not-there = Findes ikke i udgave { $number }
foundation-because = Fordi: { $why }
foundation-unchanged = Uændrede:

# At offentliggøre.
foundation-publish-title = Offentliggør udgave { $number }
foundation-publish-first-lede = Se elementerne efter en sidste gang. Bagefter kan udgaven ikke ændres, men en ny kan afløse den.
foundation-publish-lede = Gør rede for hvert element fra udgave { $number }, så det, folk har oversat, ikke mister sin tråd. Bagefter kan udgaven ikke ændres.
foundation-publish-changed = En anden har ændret kladden, siden du åbnede siden. Læs den igen, før du offentliggør.
foundation-not-ready = Det her mangler, før den kan offentliggøres
foundation-no-elements = Der er ingen elementer. Tilføj mindst ét.
foundation-element-empty = { $headline }: Skriv, hvad det betyder.
foundation-same-headline = { $headline }: Et andet element har samme overskrift.
foundation-elements-of = Elementer i udgave { $number }
foundation-read-draft = Læs kladden igen
foundation-see-difference = Se forskellen
foundation-in-edition = I udgave { $number }
foundation-points-at-it = Oversættelser, der peger på det: { $interpretations }. Spor: { $traces }.
foundation-what-became = Hvad blev der af det?
foundation-choose = Vælg
foundation-fate-kept = bevaret
foundation-fate-reworded = formuleret om
foundation-fate-split = delt i flere
foundation-fate-merged = lagt sammen med et andet
foundation-fate-retired = taget ud
foundation-where-now = Hvor er det nu, og hvorfor?
foundation-where-now-legend = Hvor er det nu?
foundation-where-now-hint = Sæt kryds ved det eller dem, der fører det videre: ét, hvis det er formuleret om eller lagt sammen, flere, hvis det er delt.
foundation-why = Hvorfor?
foundation-in-force-field = I kraft fra
foundation-in-force-hint = Den kan gælde fra i dag, fra en dag, der kommer, eller fra den dag, den allerede blev taget i brug.
foundation-in-force-hint-next = Tidligst { $day }, da den forrige trådte i kraft. Oversættelser fra den forrige gælder, til enheden har set på dem igen.
foundation-publish-button = Offentliggør udgave { $number }
foundation-edit-draft = Ret i kladden
foundation-day-too-early = Vælg en dag, der ikke ligger før { $day }.
foundation-day-too-late = Vælg en dag, der ikke ligger efter { $day }.
foundation-fault-unanswered = Sig, hvad der blev af »{ $headline }«.
foundation-fault-not-the-same = »{ $headline }« står ikke ens i de to udgaver. Vælg noget andet end bevaret.
foundation-fault-reworded-into-none = Vælg det ene nye element, som »{ $headline }« er formuleret om til.
foundation-fault-taken-twice = Et andet element er allerede formuleret om til det, du har valgt ved »{ $headline }«. Er de lagt sammen?
foundation-fault-split-into-few = Vælg mindst to elementer, som »{ $headline }« er delt i.
foundation-fault-merged-into-none = Vælg det ene element, som »{ $headline }« er lagt sammen med.
foundation-fault-still-there = »{ $headline }« står stadig i den nye udgave. Vælg bevaret, formuleret om eller delt, eller tag det ud af kladden.

# Hvad der er fremtrædende.
foundation-prominences-title = Fremtrædende elementer
foundation-prominences-lede = De få, som vi følger i overblikket. Valget er ikke en del af teksten og kan ændres uden en ny udgave.
foundation-too-prominent = { $count } elementer er fremtrædende. Er der flere end { $few }, er der ingen, der træder frem.
foundation-since = siden { $day }
foundation-not-prominent = ikke fremtrædende
foundation-prominence-title = Er »{ $headline }« fremtrædende?
foundation-prominence-lede = Fra { $foundation }. Fremtrædende lige nu: { $count }.
foundation-is-it-prominent = Er det fremtrædende?
foundation-prominent-yes = Ja, det er et af dem, vi følger i overblikket
foundation-prominent-no = Nej
foundation-because-field = Fordi
foundation-because-hint = Skriv også, hvem der valgte, og om nogen var uenige.
foundation-history = Historien
foundation-prominent-since = Fremtrædende siden { $day }
foundation-prominent-from-to = Fremtrædende { $from } – { $to }
foundation-not-prominent-on = Ikke fremtrædende, { $day }
foundation-ended-because = Ikke længere: { $why }
