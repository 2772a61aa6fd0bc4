# Hvor langt oversættelserne er, og hvem der kan bruge en hånd.
cascade-menu = Undervejs
cascade-title = Hvor er det undervejs?
cascade-lede = { $units ->
    [one] Én enhed har sin egen leder
   *[other] { $units } enheder har deres egen leder
}: { $in_use } har mindst én oversættelse i brug, { $underway } er på vej, og { $none } er ikke begyndt. Tallene er til at planlægge efter. De siger ikke, hvem der er dygtigst.
cascade-areas = Område for område
cascade-areas-hint = Enheder med egen leder, i alfabetets orden
cascade-follow = Følger enheden over
cascade-changed = Bygger på noget, der er ændret
cascade-help = Her kan en hånd hjælpe
cascade-help-none = Ingen af reglerne peger på nogen lige nu.
cascade-no-leader = Ingen leder
cascade-shifted = Noget er ændret under dem
cascade-still = En kladde ligger stille
cascade-new = En ny leder
cascade-not-begun = Ikke begyndt endnu
cascade-why-no-leader = Ingen leder enheden, og ingen over den svarer for den.
cascade-why-shifted = { $count ->
    [one] Én oversættelse bygger på noget, der er ændret.
   *[other] { $count } oversættelser bygger på noget, der er ændret.
}
cascade-why-still = Sidst rørt { $day }.
cascade-why-new = Leder siden { $day }, og intet er begyndt.
cascade-why-not-begun = En enhed over den har haft en oversættelse i brug siden { $day }.
cascade-reminded = Mindet om det { $day }.
cascade-see = Se enheden
cascade-remind = Send en påmindelse til de valgte
cascade-remind-hint = Påmindelsen står på siden hos den leder, der svarer for enheden. Andre ser den ikke, og du får ikke at vide, om den er læst.
cascade-none-chosen = Vælg mindst én enhed.
cascade-sent = { $count ->
    [0] Ingen påmindelse er sendt: De valgte er mindet om det for nylig, eller grunden er væk.
    [one] Én påmindelse er sendt.
   *[other] { $count } påmindelser er sendt.
}
cascade-newer = Forrige
cascade-older = Næste
cascade-rules = Sådan er reglerne
cascade-rule-no-leader = Ingen leder: Hverken enheden eller nogen over den har en leder.
cascade-rule-shifted = Noget er ændret: Grundlaget eller enheden over har fået andre ord, og lederen har ikke sagt, om oversættelsen holder.
cascade-rule-still = En kladde ligger stille: Ingen har rørt den i { $weeks } uger.
cascade-rule-new = En ny leder: Lederen er kommet inden for { $weeks } uger, og intet er begyndt.
cascade-rule-not-begun = Ikke begyndt: En enhed over den har haft en oversættelse i brug i mindst { $weeks } uger, og her er intet begyndt. En enhed uden egen leder følger den over og står ikke på listen.
cascade-rule-reminder = Den første regel, der passer, er den, der bliver vist. En påmindelse står i { $days } dage og bliver ikke sendt igen før.
remind-no-leader = { $unit } mangler en leder.
remind-shifted = I { $unit } bygger en oversættelse på noget, der er ændret. Se forskellen, og sig, om jeres holder. Det tager et par minutter.
remind-still-draft = I { $unit } ligger en kladde, som ingen har rørt længe. Én sætning er nok til at tage den i brug, og I kan også lægge den væk.
remind-new-leader = Velkommen som leder af { $unit }. Begynd med at læse, hvad enheden over har skrevet. Vil I sige noget selv, er én sætning nok.
remind-not-begun = { $unit } følger i dag enheden over. Passer ordene, er det fint. Ellers begynd med det element, der fylder mest.
