# »Jeg har set det ske«: fortæl, og læs før andre.
story-title = Jeg har set det ske
story-new = Ny fortælling
story-one = En fortælling
story-crumb = Brødkrumme
story-error = Fejl:
story-summary = Ret dette, før den kan sendes
story-optional = kan undværes
story-lede = Fortæl kort, hvad du så. Et par sætninger er nok. Bagefter finder du det element, det viser.
story-lede-element = Fortæl kort, hvad du så. Et par sætninger er nok.
story-about-element = Om elementet
story-text = Hvad så du?
story-text-hint = Ingen navne på borgere eller kolleger. Skriv »en borger« og »en kollega«.
story-eyes = HR læser den først. Derefter alle, der kan se enheden
story-eyes-long = Dit navn står ikke på den. HR kan se, at det er dig, mens den bliver læst. Læserne ser, hvilken enhed den er fortalt fra; er der færre end { $people } i din enhed, ser de enheden over.
story-eyes-sent = HR læser den først. Derefter alle, der kan se enheden, uden dit navn.
story-at-most = Mellem { $least } og { $most } tegn
story-left = { $n } tegn tilbage
story-over = { $n } tegn for mange
story-too-short = Der står { $chars } tegn. Skriv mindst { $least }, så andre kan se det for sig.
story-cpr = Fjern det, der ligner et CPR-nummer. Fortællingen er ikke sendt.
story-numbers-title = { $count ->
    [one] Der står noget, der ligner et CPR-nummer
   *[other] Der står noget, der ligner CPR-numre
}
story-numbers-hint = Skriv »en borger« i stedet. Det skal væk, før du kan sende.
story-names-title = { $count ->
    [one] Er det navnet på en kollega?
   *[other] Er det navne på kolleger?
}
story-names-hint = Skriv »en kollega« i stedet, eller sæt kryds under teksten.
story-names-summary = Der står måske et navn i teksten
story-keep = { $count ->
    [one] Det er ikke en kollega eller borger. Behold ordet.
   *[other] Det er ikke kolleger eller borgere. Behold ordene.
}
story-day = Hvornår?
story-day-future = Den dag er ikke kommet endnu. Vælg i dag eller en dag før.
story-day-old = Det er for længe siden. Vælg { $first } eller en dag efter.
story-unit = Hvor så du det?
story-unit-hint = Din egen enhed eller en anden
story-unit-choose = Vælg en enhed
story-unit-own = { $count ->
    [one] Din enhed
   *[other] Dine enheder
}
story-unit-around = Omkring dig
story-unit-found = Fundet
story-find = Det var et andet sted
story-find-label = Enhedens navn, eller noget af det
story-find-submit = Find enheden
story-find-too-short = Skriv mindst to bogstaver af enhedens navn. Resten af det, du har skrevet, står her endnu.
story-find-none = Ingen enhed hedder noget med »{ $words }«. Resten af det, du har skrevet, står her endnu.
story-find-one = { $unit } er valgt ovenfor.
story-find-several = { $count } enheder hedder noget med »{ $words }«. Vælg ovenfor.
story-find-more = { $count } enheder hedder noget med »{ $words }«. De første { $shown } kan vælges ovenfor. Skriv mere af navnet for at finde de andre.
story-from-label = Hvorfra fortæller du?
story-from-hint = Du har flere stillinger. Læserne ser den enhed, du vælger.
story-signs = Så du et af enhedens tegn?
story-sign-none = Nej, noget andet
story-signs-of-another = Du har valgt en anden enhed. Se, om det er et af dens tegn.
story-next = Videre: hvad viser det?
story-send = Send til HR
story-cancel = Fortryd
story-locks = Når du går videre, bliver teksten låst. Først da ser du elementerne. Sådan kan vi se, hvor grundlaget viser sig i ord, ingen har bedt om.
story-choose-title = Hvad viser det?
story-choose-lede = Din tekst er gemt og låst. Den blev skrevet, før du så elementerne, og det er dét, der tæller: Så viser grundlaget sig i ord, ingen har bedt om.
story-choose = Vælg det, der passer bedst
story-choose-hint = Er du i tvivl, så vælg »Det ved jeg ikke«.
story-choose-unknown = Det ved jeg ikke
story-choose-unknown-hint = Fortællingen er god nok alligevel. HR kan vælge.
story-leadership = Ledelsesgrundlaget
story-employee = Medarbejdergrundlaget
story-yours = Din fortælling fra { $unit }, { $day }
story-confirms = { $unit } er ikke din egen enhed. Når HR har læst fortællingen, tæller den som »set af andre«.
story-unprompted = Når HR har læst fortællingen, tæller den som »sagt uopfordret«.
story-list = Dine fortællinger
story-list-lede = Det, du har fortalt. Andre ser ikke, at det er dig. HR kan se det, mens en fortælling bliver læst.
story-tell = Fortæl noget nyt
story-tell-first = Fortæl det første
story-empty-title = Her kommer det, du fortæller
story-empty = Et øjeblik, hvor nogen handlede, som grundlaget siger. Hos jer eller hos andre. To sætninger er nok, og det tager to minutter.
story-done-sent-html = <b>Tak.</b> Nu venter fortællingen på HR. Du kan se her, hvad der sker med den.
story-done-withdrawn = Fortællingen er trukket tilbage, og dens spor tæller ikke længere med.
story-done-erased = Fortællingen er slettet.
story-state-locked = Mangler et skridt
story-state-waiting = Venter på HR
story-state-published = Kan læses af andre
story-state-declined = Sendt tilbage til dig
story-state-withdrawn = Trukket tilbage
story-no-element = Element ikke valgt
story-changed = Du valgte »{ $told }«. HR valgte »{ $chosen }«.
story-chosen = HR valgte »{ $chosen }«.
story-reason = HR skriver: »{ $reason }«
story-unit-gone = Enheden er nedlagt, før fortællingen blev læst. Du kan skrive den om en anden enhed.
story-many-waiting = Du har { $most } fortællinger, der ikke er læst endnu. Teksten står her; send den, når nogle af dem er læst, eller træk en af dem tilbage.
story-again = Skriv den om
story-as-read = Se den, som andre ser den
story-withdraw = Træk tilbage
story-erase = Slet
story-keep-it = Behold den
story-withdraw-title = Træk fortællingen tilbage?
story-withdraw-text = Så kan andre ikke længere læse den, og dens spor tæller ikke med. Sporet bliver stående som trukket tilbage, uden tekst og uden dit navn. Du kan slette teksten bagefter.
story-withdraw-stale = HR har lige sluppet den, så nu kan andre læse den. Derfor spørger vi igen.
story-erase-title = Slet fortællingen?
story-erase-text = Teksten bliver slettet, og ingen kan se, at den har været der.
story-shows = { $element }: set ske
story-sign-seen = et tegn, som enheden har valgt
story-fact-where = Hvor
story-fact-when = Hvornår
story-fact-from = Fortalt
story-fact-counts = Tæller som
story-to-element = { $element } i { $unit }
story-from = fra { $unit }
story-from-own = indefra, i { $unit }
story-from-elsewhere = fra et andet sted i { $unit }
story-from-unknown = uden at sige hvorfra

moderation-summary = Ret dette først
moderation-too-short = Der står { $chars } tegn. Skriv mindst { $least }, så fortælleren ved, hvad du mener.
moderation-cpr = Fjern det, der ligner et CPR-nummer.
moderation-one = Læs en fortælling
moderation-none = Intet venter
moderation-waiting = { $count ->
    [one] Én venter
   *[other] { $count } venter, den ældste først
}
moderation-lede = Se efter navne, borgere, der kan genkendes, og om det passer til elementet. Ret ikke i folks egne ord. Send dem tilbage med et spørgsmål.
moderation-empty-title = Alt er læst
moderation-empty = Her kommer de fortællinger, som du læser før andre.
moderation-start = Begynd med den ældste
moderation-list = Fortællinger, der venter
moderation-about = Om { $unit }
moderation-told = sendt { $day }
moderation-counts = tæller som »{ $arc }«
moderation-read = Læs
moderation-see = Åbn
moderation-decided = Afgjort for nylig
moderation-names = { $count ->
    [one] kan være navnet på en, der arbejder her. Spørg, om det kan blive til »en kollega«.
   *[other] kan være navne på nogen, der arbejder her. Spørg, om det kan blive til »en kollega«.
}
moderation-name-kept = Fortælleren blev advaret om et navn og svarede, at det ikke er en kollega eller borger.
moderation-teller-html = Fortalt af <b>{ $name }</b>. Kun du og andre, der læser før andre, kan se det, og kun mens den venter.
moderation-teller-you = Du har selv fortalt den.
moderation-own = Du har selv fortalt den, så en anden skal læse den.
moderation-own-alone = Du er den eneste, der læser før andre her. Derfor kan du selv afgøre din egen fortælling.
moderation-publish-title = Det viser
moderation-element = Element
moderation-element-hint = Fortælleren har valgt. Vælger du et andet, kan fortælleren se det.
moderation-element-open = Fortælleren har ikke valgt. Fortælleren kan se, hvad du vælger.
moderation-element-none = Vælg et element
moderation-element-missing = Vælg det element, som fortællingen viser.
moderation-publish = Lad andre læse den
moderation-decline-title = Eller send den tilbage
moderation-decline-reason = Hvad mangler, eller hvad skal væk?
moderation-decline-hint = Et spørgsmål er ofte nok.
moderation-eyes-teller = Kun fortælleren og HR
moderation-decline = Send tilbage
moderation-withdraw-title = Træk den tilbage
moderation-withdraw-reason = Hvorfor?
moderation-withdraw-hint = Ingen navne. Grunden står ved sporet og kan ikke slettes.
moderation-eyes-all = Fortælleren og alle, der kan se enheden
moderation-withdraw = Træk tilbage
moderation-taken-back = Fortælleren har selv trukket den tilbage.
moderation-stale = Den er afgjort, mens du havde siden åben. Det, du valgte, er ikke gemt.
moderation-done-published = Den kan læses af andre nu. Sporet er sat.
moderation-done-declined = Den er sendt tilbage til fortælleren.
moderation-done-withdrawn = Den er trukket tilbage, og sporet tæller ikke længere med.
moderation-done-gone = Fortælleren har slettet den, mens du læste.
