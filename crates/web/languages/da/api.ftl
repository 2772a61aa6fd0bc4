# Nøgler til API'et.
tokens-title = Nøgler til andre systemer
tokens-lede = Med en nøgle kan kommunens egne systemer, som intranet og BI, hente det, nøglen åbner. En nøgle er ikke en person og kan ikke logge ind her.
tokens-open = Nøgler, der virker
tokens-none = Der er ingen nøgler, der virker.
tokens-over = { $number ->
    [one] { $number } nøgle, der er lukket
   *[other] { $number } nøgler, der er lukket
}
tokens-name = Navn
tokens-name-hint = Det system, der skal bruge den, for eksempel intranettets forside.
tokens-name-eyes = Ses af dem, der ser konti og roller
tokens-opens = Åbner
tokens-scope-hint = Vælg kun det, systemet har brug for. Du kan give adgang til det, du selv kan se i hele organisationen.
tokens-until = Til og med
tokens-used = Brugt sidst
tokens-never-used = aldrig
tokens-ended = Lukket
tokens-made-by = Lavet af { $name } { $day }
tokens-revoke = Luk
tokens-revoked = Nøglen er lukket. Den åbner intet mere.
tokens-revoked-on = Lukket { $day }
tokens-expired = Udløb { $day }
tokens-maker-gone = Kontoen hos { $name }, der lavede den, er lukket
tokens-make = Lav en nøgle
tokens-last-day = Sidste dag
tokens-last-day-hint = Et år, hvis du ikke vælger andet; højst to.
tokens-submit = Lav nøglen
tokens-no-scope = Vælg mindst én ting, nøglen åbner.
tokens-past = Dagen er forbi.
tokens-too-late = En nøgle virker højst to år: til og med { $day }.
tokens-rules = En nøgle viser aldrig kladder, og aldrig hvem der har fortalt eller skrevet noget. At den er lavet eller lukket, står i loggen. Den lukker af sig selv, hvis kontoen hos den, der lavede den, bliver lukket.
tokens-document = Beskrivelsen af API’et (OpenAPI)
token-made-title = Nøglen er lavet
token-made-lede = Den vises kun nu. Læg den dér, hvor systemet henter sine hemmeligheder, og send den ikke i en mail.
token-made-key = Nøgle
token-made-try = Prøv den
token-made-done = Jeg har gemt den
access-tokens = Nøgler til andre systemer

# Hvad en nøgle åbner.
permissions-api = Nøgler til andre systemer
reach-gives = kan give
may-manage-tokens = Lave og lukke nøgler
may-manage-tokens-text = Nøgler til andre systemer, hver til det, man selv kan se i hele organisationen.
scope-organisation = Enheder
scope-organisation-text = Organisationens enheder med antal mennesker og ledernes navne.
scope-people = Mennesker
scope-people-text = Navn, arbejdsmail og stillinger for alle med en stilling i dag. Hver gang står i loggen, og den, det handler om, kan se det.
scope-foundation = Grundlaget
scope-foundation-text = Udgaver i kraft og tidligere udgaver med deres elementer, og hvad der er fremtrædende.
scope-interpretations = Oversættelser
scope-interpretations-text = Hvilke oversættelser der er i brug, og teksten i dem, lederen viser alle.
scope-stories = Fortællinger
scope-stories-text = Fortællinger, der er vist for andre. Aldrig hvem der har fortalt dem.
scope-tell-stories = Fortælle
scope-tell-stories-text = Sende en fortælling, som venter på at blive læst, før andre ser den.
scope-decisions = Beslutninger
scope-decisions-text = Beslutninger, der er skrevet i loggen. Aldrig kladder, og aldrig hvem der skrev.
scope-traces = Spor
scope-traces-text = Dag, enhed, element og styrke. Et spor har ingen personer og ingen tekst.

deed-make-token = Nøgle til andet system lavet
deed-revoke-token = Nøgle til andet system lukket
deed-read-people-by-token = Mennesker hentet med en nøgle

# Svar, der ikke kan gives.
api-no-key-title = Der mangler en nøgle, der virker
api-no-key = Send nøglen som Authorization: Bearer grl_… En nøgle kan være udløbet eller lukket; en administrator kan lave en ny.
api-scope-title = Det åbner nøglen ikke
api-scope = Hertil kræves { $scope }. En administrator kan lave en nøgle, der åbner det.
api-only-json-title = Her tales JSON
api-not-acceptable = Svaret findes kun som application/json. Ret Accept, eller lad det være.
api-media-type = Send application/json.
api-unreadable-title = Det kunne ikke læses
api-unreadable = Det, du sendte, er ikke JSON.
api-unfit-title = Noget skal rettes
api-unfit = Intet er gemt. Hvad der er galt, står ved hvert felt.
api-wrong-fields = Felterne er ikke dem, beskrivelsen nævner, eller har en anden slags værdi.
api-too-many-title = For mange på én gang
api-too-many = Vent et sekund, og prøv igen.
api-not-found-title = Det findes ikke
api-twice = Parameteren står to gange.
api-unknown-parameter = Parameteren findes ikke her.
api-identity = Skriv en identitet (UUID).
api-no-unit = Enheden findes ikke i dag.
api-no-element = Elementet gælder ikke i dag.
api-names = Teksten nævner navnet på en, der arbejder her. Skriv den uden navne, eller send keep_names, hvis navnet skal stå der.
