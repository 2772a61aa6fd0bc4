# Overblikket, en enheds side, et element på tværs.
overview-title = Overblik
overview-question = Lever grundlaget?
overview-kicker = { $unit } · { $period }
overview-lede = { $elements ->
    [one] Ét element
   *[other] { $elements } elementer
} { $areas ->
    [one] i ét område
   *[other] i { $areas } områder
}. Hver ring viser, hvor langt et element er kommet: fra ord til handling, som andre kan se.
overview-field = Element for element, område for område
overview-caption = Hvor langt hvert element er kommet i hvert område
overview-area = Område
overview-element = Element
overview-alone = enheden selv
overview-people = ansatte
overview-in = i { $unit }: { $shows }
overview-silence-rule = Stille betyder: Elementet er fremtrædende og har været oversat og i brug i mindst { $weeks } uger, der er sat mindst { $room } spor af andre elementer samme sted i de måneder, og ingen har sat spor af dette i { $weeks } uger.
overview-gaining-rule = I fremgang betyder: flere spor end i den lige så lange periode før, og flere, end tilfældet ville give i højst én af tyve gange.
overview-all-elements = Vis alle elementer
overview-prominent-only = Vis kun de fremtrædende
overview-months = Spor måned for måned
overview-months-hint = Seneste tolv måneder. Den sidste er ikke slut.
overview-numbers = Vis tallene
overview-numbers-label = Spor pr. måned
overview-quiet = Det, der er stille
overview-quiet-in = { $element } i { $unit }
overview-quiet-none = Intet fremtrædende element er stille her lige nu.
strip-says = { $year } på et år, { $month } i { $name }
quiet-last = I brug siden { $used }. Sidste spor er fra { $last }.
quiet-never = I brug siden { $used }. Intet spor endnu.
saying-confirmed-html = <b>{ $element }</b> er set af andre i { $seen } af { $of } områder. Der kom { $traces } spor i perioden, flest fra { $most }.
saying-gaining-html = <b>{ $element }</b> er i fremgang i { $unit }: { $now } spor i perioden mod { $before } i den før.
saying-silent-html = Der er <b>stille om { $element }</b> i { $unit }. Det er oversat, men ingen har sat spor i { $weeks } uger.{ $others ->
    [0] {""}
    [one] {" "}Ét sted mere er stille.
   *[other] {" "}{ $others } steder mere er stille.
}
saying-never-html = Der er <b>stille om { $element }</b> i { $unit }. Det er oversat, men ingen har sat spor endnu.{ $others ->
    [0] {""}
    [one] {" "}Ét sted mere er stille.
   *[other] {" "}{ $others } steder mere er stille.
}
saying-nothing-confirmed-html = <b>Ingen har bekræftet noget endnu</b> i perioden. Det kræver, at en anden enhed fortæller, hvad den har set.
saying-nothing-gaining-html = <b>Intet er i fremgang</b> ud over det, tilfældet kan give.
saying-nothing-silent-html = <b>Intet er stille.</b>{ $unjudged ->
    [0] {""}
    [one] {" "}Ét sted er der for lidt at gå efter.
   *[other] {" "}{ $unjudged } steder er der for lidt at gå efter.
}
saying-see-traces = { $traces ->
    [one] Se sporet
   *[other] Se de { $traces } spor
}
saying-take-it-up = Tag det op
period-choose = Periode
period-quarter = Kvartal
period-half = Halvår
period-year = År
period-two-years = To år
period-from-to = { $first } – { $last }
empty-title = Her kommer ringene
empty-text = Én for hvert element i hvert område. Den første bue bliver fyldt, når en enhed tager en oversættelse i brug. Det kræver et grundlag, en organisation og en leder, der begynder.
first-kicker = Tomt endnu
first-title = Tre skridt, før grundlaget kan slå rod
first-lede = Regn med en formiddag. Du kan stoppe undervejs, og intet kan ses af andre, før du slipper det.
first-organisation = Organisationen
first-organisation-text = Enheder, ansatte og ledere fra jeres eget system. To CSV-filer eller filerne fra OS2mo. Fem minutter, når du har dem.
first-organisation-do = Hent den ind
first-organisation-done = Organisationen er her
first-foundation = Grundlaget
first-foundation-text = Ledelsesgrundlaget og medarbejdergrundlaget, fra Word eller skrevet ind. Du ser delingen igennem.
first-foundation-do = Hent teksten ind
first-leaders = Lederne
first-leaders-text = Se, hvem der er leder for hvad, og luk op for den første kreds. Begynd gerne med ét område.
first-leaders-do = Vælg de første
unit-people = { $people ->
    [one] { $people } ansat
   *[other] { $people } ansatte
}
unit-kicker = { $unit } · { $people } · i { $parent }
greeting-morning = Godmorgen, { $name }
greeting-night = Hej, { $name }
greeting-day = Goddag, { $name }
greeting-evening = Godaften, { $name }
unit-nothing-waits = Intet venter på dig lige nu.
unit-waits = { $count ->
    [one] Én ting venter på dig. Den kan tages i små bidder.
   *[other] { $count } ting venter på dig. De kan tages én ad gangen.
}
unit-seen-it = Har du set grundlaget ske i denne uge, hos jer eller hos andre? Fortæl det på to minutter.
unit-lede = Sådan står grundlaget her: hvad enheden selv har skrevet, og hvad andre har set.
unit-next = Næste skridt
step-finish = Gør oversættelsen af { $element } færdig
step-finish-hint = I er begyndt. Den kan tages i brug, når I synes, den passer.
step-finish-do = Skriv videre
step-silent = Der er stille om { $element }
step-silent-last = Sidste spor er fra { $day }. Tag det op på næste møde.
step-silent-never = Intet spor endnu. Tag det op på næste møde.
step-silent-do = Tag det op
step-begin = Oversæt { $element }
step-begin-hint = Ingen over jer har oversat det. Begynd med én sætning.
step-begin-follows = I dag følger I { $unit }. Skriv jeres egen, når den ikke passer.
step-begin-do = Begynd
step-held = Holdt det? { $decided }
step-held-hint = I ville se tilbage { $day }. Det er ét spørgsmål.
step-held-do = Svar
step-decision = Før beslutningen ind: { $decided }
step-decision-untitled = Skriv beslutningen færdig
step-decision-hint = Den ligger som kladde. Ingen andre kan se den endnu.
step-decision-do = Skriv videre
unit-decisions = Beslutninger, der gælder her
unit-words = Sådan er det oversat
unit-words-count = { $words } af { $elements } elementer
words-since = I brug siden { $day }
words-from = Fra { $unit }, i brug siden { $day }
unit-now = Hos os lige nu
unit-no-elements = Her kommer ringene, når et grundlag er udgivet.
unit-overview = Se overblikket for enheden og alt under den
unit-below = Enhederne under
unit-below-unit = Enhed
unit-below-in-use = Oversat
unit-below-of = { $count } af { $of } elementer
unit-below-none = følger enheden over
unit-below-traces = Spor i perioden
unit-below-silent = { $count } stille
unit-latest = Seneste spor
unit-no-traces = Her kommer spor: når en oversættelse tages i brug, og når nogen fortæller, hvad de har set.
unit-conversation = Månedens samtale i teamet
unit-question = Hvornår har vi sidst set »{ $element }« hos os, så det kostede os noget andet?
unit-conversation-hint = Tag tyve minutter på næste teammøde. Der skal ikke skrives noget ned.
work-title = { $count ->
    [one] Én ting venter
   *[other] { $count } ting venter
}
work-nothing = Intet venter
work-nothing-hint = Alt er læst, og ingen kladde ligger åben.
work-lede = Det, kun du kan gøre, står først.
work-stories = { $count ->
    [one] Én fortælling venter på at blive læst
   *[other] { $count } fortællinger venter på at blive læst
}
work-stories-hint = Den ældste er fra { $day }. Cirka et minut hver.
work-stories-do = Læs dem
work-drafts = { $count ->
    [one] En kladde til en ny udgave ligger åben
   *[other] { $count } kladder til nye udgaver ligger åbne
}
work-drafts-hint = Andre ser den først, når du udgiver den.
work-drafts-do = Arbejd videre
work-prominent = Ingen elementer er valgt som fremtrædende
work-prominent-hint = Overblikket begynder med de få, I har valgt, og kun de kan være stille.
work-prominent-do = Vælg dem
work-clauses = { $count ->
    [one] Ét punkt i den gamle politik mangler et svar
   *[other] { $count } punkter i den gamle politik mangler et svar
}
work-clauses-hint = De står øverst på den side, som MED læser.
work-clauses-do = Svar
work-import = Den seneste import er { $days } dage gammel
work-import-hint = Siden da er der sikkert kommet nye, og nogle er rejst.
work-import-do = Importér
work-leaderless = { $count ->
    [one] Én enhed har ingen leder
   *[other] { $count } enheder har ingen leder
}
work-leaderless-hint = De følger lederen over dem, til en leder er sat på.
work-leaderless-do = Se enhederne
work-look-backs = { $count ->
    [one] Én beslutning venter på svar: Holdt det?
   *[other] { $count } beslutninger venter på svar: Holdt det?
}
work-look-backs-hint = Den ældste skulle ses efter { $day }. Lederen svarer; du kan minde om det.
work-look-backs-do = Se dem
work-now = Lige nu
work-in-use = Oversættelser i brug
work-underway = Oversættelser på vej
work-recent = Fortællinger de seneste 30 dage
work-overview = Se overblikket
element-lede = Set af andre i { $seen } af { $of } områder.{ $silent ->
    [0] {""}
    [one] {" "}Stille i ét.
   *[other] {" "}Stille i { $silent }.
}
element-areas = Område for område
element-ring = Ring
element-in-use = i brug i { $count ->
    [one] én enhed
   *[other] { $count } enheder
}
element-in-use-alone = i brug
element-not-in-use = ikke i brug endnu
element-silent = stille
element-trail = Spor
element-traces = { $count } i perioden
element-prominence = Gør det fremtrædende, eller lad være

# Som det var, og som organisationen er nu
way-choose = To måder at tælle på
way-now = Som vi er organiseret nu
way-then = Som det var
way-now-rule = Det, der skete i en enhed, som er lagt sammen med andre, tæller i den nye enhed. Det, der skete i en enhed, før den blev delt, tæller i enheden over delene. Vi fordeler det ikke på et skøn.
way-then-rule = Hvert spor tæller i den enhed, det skete i, og under dem, der lå over den dengang. En enhed, der kom til eller lukkede undervejs, vises hverken i fremgang eller stille.
way-trail = Sporene er de samme. De står på siden, som vi er organiseret nu.
turn-and = { $names } og { $last }
turn-merged = { $old } blev lagt sammen til { $new }.
turn-split = { $old } blev delt i { $new }.
turn-continued = { $old } fortsatte som { $new }.
turn-moved = { $old } flyttede ind under { $new }.
turn-closed = { $old } lukkede.
stay-until = til og med { $day }
stay-since = fra { $day }
overview-months-mark = Den lodrette streg er dér, organisationen blev ændret.

# Når en leder tager over
handover-link = Det, du tager over som leder
handover-title = Det, du tager over
handover-lede = Det her hører til { $unit } og følger med, når der kommer en ny leder.
handover-turns = Sådan blev enheden til det, den er
handover-own = Enhedens oversættelser
handover-own-none = Enheden har ingen oversættelser endnu.
handover-underway = på vej
handover-aside = lagt væk
handover-before = Det, I kommer fra
handover-before-hint = Det her stod i brug i den enhed, I kommer fra. Det står ved magt dér. Skriv jeres egen, når I ved, hvad I vil beholde.
handover-decisions = Beslutninger, der venter på dit svar
handover-decisions-none = Ingen beslutninger venter på svar.
handover-look-back = Holdt det? I ville se tilbage { $day }.
handover-not = Det følger ikke med
handover-not-drafts = Beslutninger, den forrige leder ikke har ført ind. De er skriverens, til skriveren giver dem videre; du ser kun, at de er der.
handover-not-stories = Fortællinger, der ikke er sendt, og hvem der har fortalt dem, der er.
handover-not-talks = Samtaler mellem to, og det, man har skrevet til sig selv før dem.
handover-not-roles = Roller og adgang. De er givet til et menneske og slutter med stillingen.
handover-not-why = En ny leder begynder med det, enheden er fælles om, og ikke med en andens noter om mennesker.
unit-left = Efterladte kladder
unit-left-draft = { $unit }: en kladde til en beslutning, sidst skrevet { $day }
unit-left-text = Den, der skrev den, leder ikke enheden mere, og kan give den videre fra »Min konto«. Indtil da kan ingen andre læse den.
unit-left-aside = Læg den væk
unit-left-done = Kladden er lagt væk. Den, der skrev den, kan stadig give den videre.
