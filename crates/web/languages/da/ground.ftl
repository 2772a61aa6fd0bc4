# Det, en oversættelse bygger på, er ændret.
shift-title = Det, den bygger på, er ændret
shift-reader = Grundlaget eller enheden over har fået andre ord, siden oversættelsen blev taget i brug.
shift-words = Grundlaget siger det på en ny måde
shift-words-text = Fra udgave { $was } til udgave { $now }. Tilføjet tekst er understreget, tekst, der er taget ud, er streget over.
shift-above = { $unit } har ændret sin oversættelse
shift-above-text = Fra den, der gjaldt, da I sidst så efter, til den, der gælder nu.
shift-gone = { $unit } har ikke længere sin oversættelse i brug
shift-gone-text = I byggede på den, da I tog jeres i brug.
shift-moved = I hører ikke længere under { $unit }
shift-moved-text = I byggede på deres oversættelse, da I tog jeres i brug.
shift-a-unit = En enhed over jer
shift-headline = Overskrift
shift-meaning = Betydning
shift-behaviours = Det ser man
shift-good = Gode eksempler
shift-bad = Dårlige eksempler
shift-dilemmas = Dilemmaer
shift-holds = Vores holder stadig
shift-holds-hint = Ét klik er nok. Det står i historien, at I har set forskellen. Ellers ret oversættelsen, og tag den i brug igen.
held-title = Holder stadig
held-version = Version { $number } holder stadig
held-against-above = udgave { $number } af grundlaget og oversættelsen i { $unit }
copied-above = Kender I dem? »{ $words }« står også i { $unit }. Det er i orden. Passer ordene, følger I dem i forvejen og behøver ikke skrive dem igen. Hvordan ville I selv sige det?
copied-foundation = »{ $words }« står ord for ord i grundlaget. Det er i orden. Hvordan ville I selv sige det til en ny kollega?
sharing-line = Læses af dem, der kan se enheden
sharing-all = Læses af alle i organisationen, som eksempel til andre
sharing-begin = Vis den for alle
sharing-stop = Vis den ikke for alle længere
step-shifted = Holder oversættelsen af { $element } stadig?
step-shifted-in = Holder oversættelsen af { $element } i { $unit } stadig?
step-shifted-some = Holder en oversættelse i { $unit } stadig?
step-shifted-hint = Det, den bygger på, er ændret. Se forskellen, og sig ja med ét klik, eller ret den.
step-shifted-do = Se forskellen
work-shifted = { $count ->
    [one] Én oversættelse bygger på noget, der er ændret
   *[other] { $count } oversættelser bygger på noget, der er ændret
}
work-shifted-hint = { $units ->
    [one] I én enhed.
   *[other] I { $units } enheder.
} Lederne ser forskellen på deres egen side og svarer selv.
work-shifted-do = Se hvor
reminder-title = Påmindelser
reminder-small = Fra HR, { $day }. Kun du ser den, og ingen får at vide, om du har læst den.
reminder-away = Læg væk
