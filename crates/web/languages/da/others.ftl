# Hvordan andre har oversat, to ved siden af hinanden, og en snak.
others-title = Sådan har andre oversat { $element }
others-lede = { $count ->
    [0] Her er ikke noget at læse endnu. En leder kan vise enhedens oversættelse for alle på dens egen side.
    [one] Én oversættelse i brug, i områdernes og alfabetets orden.
   *[other] { $count } oversættelser i brug, i områdernes og alfabetets orden.
}
others-who = Du ser dem, som deres leder viser for alle, og dem, du kan se i forvejen.
others-area = Område
others-everywhere = Hele organisationen
others-kind = Slags enhed
others-all-kinds = Alle slags
others-show = Vis
others-beside = Læg ved siden af vores
others-newer = Forrige
others-older = Næste
beside-title = { $one } og { $other }
beside-lede = { $element }, læst ved siden af hinanden. Ingen af dem er den rigtige.
beside-missing = En af de to enheder har ikke en oversættelse i brug, som du kan se.
beside-nothing = intet skrevet
talk-mark-title = Støder de sammen?
talk-mark-lede = Møder jeres »når vi …« deres på en måde, der ikke går op? Sæt det af til en snak. Begge ledere ser det på deres egen side, og deres leder kan så læse jeres oversættelse af { $element }.
talk-about = Hvor støder de sammen?
talk-about-hint = Et konkret sted, hvor I mødes: en overlevering, en vagt, en henvendelse. Højst { $most } tegn.
talk-eyes = Lederne af de to enheder
talk-mark = Sæt af til en snak
talk-is-marked = Der er sat en snak af om de to.
talk-see-it = Se snakken
talk-title = En snak mellem { $one } og { $other }
talk-marked-by = Sat af { $day } af { $name }
talk-marked-on = Sat af { $day }
talk-outcome = Hvad kom der ud af det?
talk-outcome-hint = En sætning eller to, som begge kan stå ved. Højst { $most } tegn.
talk-close = Gem, og luk snakken
talk-closed-by = Lukket { $day } af { $name }
talk-closed-on = Talt igennem { $day }
talk-closed-meanwhile = Den anden leder har lukket snakken imens. Det, du skrev, blev ikke gemt. Det står her, så du kan tage det med:
talk-list = Snakke med andre enheder
talk-between = { $one } og { $other }
talk-open = Tag den
talk-see = Se den
talk-missing = Skriv en sætning.
talk-note = Siden er kun for de to ledere.
