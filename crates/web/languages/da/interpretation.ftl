# En enheds oversættelse af et element.
interpretation-title = { $element } i { $unit }
interpretation-lede = { $shows }. Senest { $day }.
interpretation-lede-never = { $shows }.
interpretation-source-leadership = Fra ledelsesgrundlaget, udgave { $number }
interpretation-source-employee = Fra medarbejdergrundlaget, udgave { $number }
interpretation-retired = Elementet er ikke med i den udgave, der gælder nu. Det, der er skrevet og set, bliver stående.
interpretation-meaning = Det betyder hos os
interpretation-keep = Vi beholder
interpretation-concrete = Vi gør konkret
interpretation-leave-out = Vi udelader
interpretation-add = Vi føjer til
interpretation-change = Vi ændrer
interpretation-why = Hvorfor gør vi det sådan?
interpretation-because = Fordi
interpretation-jobs = For hver slags arbejde
interpretation-signs = Det ville man se os gøre
interpretation-stop = Det holder vi op med
interpretation-dilemma = Et dilemma
interpretation-participants = Hvor mange var med?
interpretation-underway = På vej
interpretation-in-use = I brug
interpretation-set-aside = Lagt væk
interpretation-not-begun = Ikke begyndt
interpretation-in-use-since = I brug siden { $day }
interpretation-set-aside-on = Lagt væk { $day }
interpretation-newer-draft = En nyere version er på vej. Andre læser stadig denne.
interpretation-took-part = { $people ->
    [one] Én deltog
   *[other] { $people } deltog
}
interpretation-written-under = Skrevet under udgave { $number }
interpretation-history = Sådan er den blevet til
interpretation-follows = Følger
interpretation-nothing-yet = Enheden har ikke oversat elementet endnu, og ingen over den har en oversættelse i brug.
interpretation-tell = Jeg har set det ske
interpretation-write = Skriv oversættelsen
interpretation-edit = Ret oversættelsen
interpretation-others = Se hvordan andre har oversat
interpretation-trail = Spor
interpretation-traces = { $traces ->
    [0] Ingen uopfordrede
    [one] Ét
   *[other] { $traces }
} { $months ->
    [3] i kvartalet
    [6] i halvåret
    [12] i året
   *[other] i to år
}
interpretation-sign-seen = { $stories ->
    [one] set én gang
   *[other] set { $stories } gange
}, senest { $day }
interpretation-sign-not-seen = ikke set endnu

# Arbejdsrummet
interpretation-workspace = Oversæt
interpretation-edit-lede = Skriv, hvad teksten betyder i jeres hverdag. Intet skal udfyldes for at gemme. »Det udelader vi, fordi …« er et godt svar.
interpretation-source-label = Teksten, I oversætter
interpretation-all-levels = alle ledere
interpretation-near = Sådan har { $unit } oversat det
interpretation-near-show = Resten af den
interpretation-near-all = Se den med spor
interpretation-hand-employee = Hånd i hånd med medarbejdergrundlaget: { $element }
interpretation-hand-leadership = Hånd i hånd med ledelsesgrundlaget: { $element }
interpretation-eyes = Indtil I tager teksten i brug, kan kun den leder læse den, som svarer for enheden. Når den er i brug, kan alle læse den, som kan se enhedens side: enheden selv og enhederne under, lederne over jer, direktionen, HR, TR og MED, rådgivere og databeskyttelsesrådgiveren.
interpretation-eyes-short = Alle, der kan se enheden, når den er i brug
interpretation-eyes-reason = Alle, der kan se enheden
interpretation-meaning-hint = To-tre sætninger, som en ny kollega ville forstå.
interpretation-moves = Sådan behandler vi teksten
interpretation-moves-hint = Åbn dem, I har brug for.
interpretation-keep-hint = Ord, der skal stå, som de står.
interpretation-concrete-hint = Hvad et stort ord betyder her.
interpretation-leave-out-hint = Det, der ikke passer hos os. Skriv gerne: Det udelader vi, fordi …
interpretation-add-hint = Det, der mangler for os.
interpretation-change-hint = Det, vi siger på en anden måde.
interpretation-why-hint = Kan undværes, men den næste leder vil gerne vide det.
interpretation-jobs-hint = Et job og én sætning, højst { $most } linjer. Tomme linjer gemmes ikke.
interpretation-job = Slags arbejde
interpretation-job-means = Det betyder
interpretation-add-job = Tilføj en linje
interpretation-signs-hint = Op til { $most } tegn. Noget, en fremmed kunne få øje på. Et tegn, I omformulerer, beholder sine fortællinger.
interpretation-sign = Tegn { $number }
interpretation-add-sign = Tilføj et tegn
interpretation-stop-hint = Noget nyt får kun plads, når noget andet holder op.
interpretation-dilemma-hint = Hvor trækker elementet i to retninger?
interpretation-participants-hint = Kun antallet. Vi gemmer ingen navne.
interpretation-at-most = Højst { $most } tegn
interpretation-left = { $n } tegn tilbage
interpretation-over = { $n } tegn for mange
interpretation-row = { $what }, linje { $number }
interpretation-too-many = Der er plads til { $most }. Slet nogle, eller slå dem sammen.
interpretation-save = Gem
interpretation-publish = Tag i brug
interpretation-publish-changes = Tag ændringerne i brug
interpretation-lay-away = Læg væk
interpretation-lay-away-hint = elementet fylder ikke hos jer nu
interpretation-reason = Hvorfor lægger I den væk?
interpretation-reason-hint = En sætning. Teksten gemmes, og I kan tage den frem igen.
interpretation-reason-missing = Skriv en sætning om hvorfor, så andre forstår det.
interpretation-bring-back = Tag frem igen
interpretation-back = Tilbage
interpretation-is-set-aside = Oversættelsen er lagt væk. Skriver du i den og gemmer, er den på vej igen.
interpretation-because-of = Begrundelse: { $reason }
interpretation-others-read-older = Du retter i en oversættelse, der er i brug. Andre læser den forrige version, indtil du tager ændringerne i brug.
interpretation-written-under-long = Den er skrevet under udgave { $written }. Nu gælder udgave { $now }. Læs teksten igen, og gem: så følger oversættelsen den nye udgave.
interpretation-error-title = Fejl:
interpretation-flaws = Det blev ikke gemt. Ret dette:
interpretation-nothing-to-use = Skriv først, hvad elementet betyder hos jer, eller hvad I gør med teksten: beholder, gør konkret, udelader, føjer til eller ændrer. Én sætning er nok.
interpretation-saving = Gemmer …
interpretation-saved-at = Gemt { $time }
interpretation-not-saved = Ikke gemt endnu
interpretation-not-saved-because = Ikke gemt. { $what }: { $why }
interpretation-offline = Ingen forbindelse. Din tekst står her, og vi prøver igen.
interpretation-failed = Det blev ikke gemt. Din tekst står her, og vi prøver igen.
interpretation-signed-out = Du er logget ud. Log ind i et andet vindue, så gemmer vi teksten her.
interpretation-compare = Se forskellen

# To på én gang
interpretation-conflict = To har skrevet samtidig
interpretation-conflict-short = En anden har gemt, mens du skrev. Intet er gået tabt.
interpretation-conflict-lede = { $name } gemte { $time }, mens du skrev. Intet er gået tabt. Vælg for hvert felt, hvad der skal stå.
interpretation-conflict-set-aside = { $name } har lagt oversættelsen væk. Gemmer du, er den på vej igen.
interpretation-somebody = En anden
interpretation-theirs = Skrevet af { $name }
interpretation-mine = Dit, ikke gemt endnu
interpretation-take-theirs = Brug det, { $name } skrev
interpretation-or-this = Ellers gemmes det, der står her. Flet gerne de to sammen:
interpretation-empty = Tomt
interpretation-same = { $fields ->
    [0] Alle felter er forskellige.
    [one] Ét andet felt er ens.
   *[other] { $fields } andre felter er ens.
}
interpretation-save-chosen = Gem det valgte
interpretation-drop-mine = Smid mit væk, og skriv videre i det gemte
interpretation-gone = taget ud:
interpretation-new = tilføjet:

# Historien
interpretation-history-lede = Intet bliver slettet. Det, én har skrevet inden for en time, står som ét.
interpretation-version = Version { $number }
interpretation-versions = Alle versioner
interpretation-first-version = Den første version
interpretation-from-to = Fra version { $from } til { $to }
interpretation-edition = udgave { $number } af grundlaget
interpretation-no-change = Teksten er den samme som før.
interpretation-no-history = Her er ikke skrevet noget endnu.
interpretation-marks-html = Tilføjet tekst er <ins>understreget</ins>. Tekst, der er taget ud, er <del>streget over</del>.
interpretation-restore = Tag versionen frem som kladde
interpretation-restore-hint = Den bliver en ny version. Det, der er i brug, bliver læst, indtil du tager kladden i brug.
interpretation-moved-on = En anden har gemt, siden du åbnede siden. Intet er ændret. Se versionerne igen, og prøv så.
interpretation-on-the-way = { $versions ->
    [one] Én version undervejs
   *[other] { $versions } versioner undervejs
}
interpretation-older-versions = Ældre versioner

# Listen
interpretations-title = Sådan oversætter vi
interpretations-kicker = { $unit } · { $day }
interpretations-lede = { $count ->
    [0] Ingen oversættelse er i brug her endnu.
    [one] Én oversættelse er i brug her og under.
   *[other] { $count } oversættelser er i brug her og under.
} Læs hos naboen, før I begynder selv.
interpretations-lede-line = Din enhed og dem over den. Det, din egen enhed ikke har oversat, følger I fra den nærmeste over jer.
interpretations-foundation = Grundlag
interpretations-leadership = Ledelsesgrundlaget
interpretations-employee = Medarbejdergrundlaget
interpretations-no-elements = Der gælder ikke noget grundlag endnu. Oversættelserne kommer, når den første udgave er sat i kraft.
interpretations-element = Element
interpretations-all = Alle elementer
interpretations-show = Vis
interpretations-caption = Hvor hver enheds oversættelse af hvert element er
interpretations-unit = Enhed
interpretations-under = Under
interpretations-state = Oversættelsen
interpretations-itself = enheden selv
interpretations-below = { $count ->
    [one] én i brug under
   *[other] { $count } i brug under
}
interpretations-of = { $element } i { $unit }
interpretation-try-sign = Følg den som tegn
interpretation-try-sign-label = Følg som tegn: { $text }
