# Den gamle personalepolitik: punkt for punkt, og hvad der blev af dem.
policy-title = Hvad blev der af den gamle politik?
policy-lede = { $clauses ->
    [one] Ét punkt
   *[other] { $clauses } punkter
} fra det, grundlagene erstatter. { $open ->
    [0] Alle er der gjort rede for.
    [one] Ét mangler et svar.
   *[other] { $open } mangler et svar.
}
policy-count-open = uden svar
policy-count-carried = båret af et element
policy-count-guideline = gælder som retningslinje
policy-count-dropped = bevidst opgivet
policy-open = uden svar
policy-carried = båret
policy-guideline = retningslinje
policy-dropped = opgivet
policy-open-title = Uden svar
policy-open-lede = Ingen har besluttet, hvad der bliver af dem. Det er dem, der er noget at tale om.
policy-carried-title = Båret videre af grundlaget
policy-carried-lede = Det, punktet ville, står nu i et eller flere elementer.
policy-guideline-title = Gælder stadig som retningslinje
policy-guideline-lede = Politikken er væk. Reglen står et andet sted.
policy-dropped-title = Bevidst opgivet
policy-dropped-lede = Hvert med sin begrundelse.
policy-column-clause = Punkt
policy-column-now = Hvad blev der af det?
policy-answer-do = Svar
policy-change-do = Ret
policy-by = { $name }, { $day }
policy-carried-by = Båret af
policy-gone = ikke længere i kraft
policy-lost = Det var båret af et element, som ikke længere er i kraft. Nu bærer intet det.
policy-begin = Gå i gang med de åbne
policy-import-do = Hent en politik ind
policy-import-another = Hent et dokument mere ind
policy-empty-title = Her bliver der gjort rede for den gamle politik
policy-empty = Når medarbejdergrundlaget afløser en personalepolitik, skal ingen kunne sige, at noget forsvandt ubemærket. Hvert punkt får et svar: båret af et element, stadig gældende som retningslinje, eller bevidst opgivet.
policy-empty-edit = Hent dokumentet ind, som det er, i Word eller Markdown, eller indsæt teksten. Bagefter får du punkterne ét ad gangen.
policy-documents = Dokumenterne
policy-came = Fra { $file }, hentet ind { $day }
policy-came-by = Fra { $file }, hentet ind { $day } af { $name }
policy-clauses-n = { $count ->
    [one] Ét punkt
   *[other] { $count } punkter
}
policy-remove = Tag dokumentet ud igen
policy-remove-hint = Det kan kun tages ud, så længe ingen har svaret.
policy-printed = Som det stod { $day }. Svarene kan ændre sig, indtil de er drøftet færdig.
policy-print = Siden kan skrives ud, som den er. Det, der er uden svar, står først.
policy-done-taken-title = Dokumentet er hentet ind
policy-done-taken = Nu mangler svarene. Du får punkterne ét ad gangen.
policy-done-answered = Gemt. Der er gjort rede for hvert punkt.
policy-done-removed = Dokumentet er taget ud.
policy-done-kept = Nogen har svaret på et punkt, så dokumentet bliver stående.

# Ét punkt.
policy-clause-crumb = Punkt { $number }
policy-clause-of = { $document }, punkt { $number }
policy-now = Nu
policy-nobody = Ingen har svaret endnu.
policy-question = Hvad blev der af det?
policy-choose-carried = Det er båret af et eller flere elementer
policy-choose-guideline = Det gælder stadig som retningslinje
policy-choose-dropped = Det er bevidst opgivet
policy-choose-dropped-hint = Skriv hvorfor herunder. Det bliver læst.
policy-choose-open = Det er ikke besluttet endnu
policy-choose-open-hint = Det bliver stående øverst på listen.
policy-which-elements = Hvilke elementer?
policy-which-elements-hint = Vælg kun dem, hvor en medarbejder ville finde det igen.
policy-no-elements = Der er ingen elementer i kraft endnu. Offentliggør grundlagene først.
policy-reference = Hvad hedder retningslinjen?
policy-reference-hint = For eksempel »Retningslinje om sygefravær, Hovedudvalget 2024«
policy-link = Link til den
policy-link-hint = Begynder med https://
policy-why = Begrundelse
policy-why-hint = Skal skrives, når punktet er bevidst opgivet. Ellers hvis der er noget, en læser vil undre sig over.
policy-eyes = Alle ansatte kan læse svaret og se, hvem der gav det
policy-save-next = Gem, og gå til det næste åbne
policy-save = Gem
policy-skip = Spring over
policy-left = { $left ->
    [one] Ét punkt uden svar
   *[other] { $left } punkter uden svar
}
policy-answered = Gemt. Her er det næste.
policy-conflict-title = En anden har svaret imens
policy-conflict = Den andens svar står under »Nu«. Dit står herunder og er ikke gemt. Gemmer du, er det dit, der gælder.
policy-history = Tidligere svar
policy-back = Til oversigten
policy-no-element = Vælg mindst ét element, der bærer det.
policy-no-reference = Skriv, hvad retningslinjen hedder, så den kan findes.
policy-no-link = Skriv en adresse, der begynder med https:// eller http://, eller lad feltet stå tomt.
policy-no-reason = Skriv hvorfor. Når noget bliver opgivet, skylder vi en begrundelse.

# At hente ind.
policy-import-title = Hent den gamle politik ind
policy-import-crumb = Hent ind
policy-import-lede = Dokumentet bliver delt, hvor det er nummereret, ellers ved overskrifterne. Du ser delingen ved siden af kilden, før noget bliver taget ind.
policy-step-choose = Vælg tekst
policy-step-check = Se delingen igennem
policy-step-answer = Svar punkt for punkt
policy-file = Vælg et dokument
policy-file-hint = Word (.docx) eller Markdown (.md), højst 10 MB
policy-text = Eller indsæt teksten her
policy-text-hint = Ét nummer eller én overskrift foran hvert punkt
policy-eyes-import = HR kan se teksten, mens den bliver delt. Alle ansatte kan læse den, når den er taget ind.
policy-pasted = indsat tekst
policy-split-do = Del teksten
policy-neither = Vælg et dokument, eller indsæt teksten.
policy-both = Vælg enten dokumentet eller den indsatte tekst, ikke begge.
policy-full = Der er plads til { $most } dokumenter. Tag et ud først.
policy-full-title = Der er ikke plads til flere dokumenter
policy-file-no-clauses = Der er hverken numre, overskrifter eller en liste i teksten, så punkterne kan ikke findes. Sæt et nummer foran hvert punkt, og prøv igen.
policy-file-too-many-blocks = Der er mere end { $limit } afsnit i dokumentet. Hent kun selve politikken ind.
policy-too-many = Der er plads til { $most } punkter i ét dokument. Læg nogle sammen, eller del dokumentet.
policy-waiting-title = Begyndt, ikke færdigt
policy-waiting-at = Hentet ind { $time }. Det bliver liggende i { $days } dage.
policy-look-through = Se delingen igennem

# At se delingen igennem.
policy-split-title = Er punkterne delt rigtigt?
policy-split-lede = { $clauses ->
    [one] Vi fandt ét punkt
   *[other] Vi fandt { $clauses } punkter
} i { $file }. Dokumentet står til venstre, og det, der bliver taget ind, står til højre. Ret det, der er forkert.
policy-unused-note = { $count ->
    [one] Ét afsnit af dokumentet er ikke med. Det er mærket til venstre.
   *[other] { $count } afsnit af dokumentet er ikke med. De er mærket til venstre.
}
policy-clause-n = Punkt { $number }
policy-number = Nummer
policy-headline = Overskrift
policy-clause-text = Tekst
policy-leave-out = Det er ikke et punkt
policy-cut-at = Et nyt punkt begynder ved
policy-make-clause = Gør det til et punkt
policy-store = Tag ind
policy-not-yet = Intet er taget ind endnu
policy-other-document = Vælg en anden tekst
policy-no-clauses = Der er ingen punkter. Gør mindst ét afsnit til et punkt.

# På elementets side.
policy-carries = Bærer fra den gamle politik
