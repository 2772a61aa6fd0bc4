# Plakaten og kortøvelsen på papir.
poster-link = Som plakat
poster-link-all = Vores oversættelser som plakat
poster-heading = Sådan gør vi her
poster-lede = Udskriv på A3, stående, uden skalering. Vælg gerne ét element ad gangen: det kan læses på afstand.
poster-all = Alle, der er i brug
poster-choose = Hvad skal på plakaten?
poster-empty = Enheden har ikke taget en oversættelse i brug endnu. Når den har, kan den hænge på væggen.
poster-print = Udskriv
poster-sees = Det ser man os gøre
poster-foot = { $unit } · oversat fra { $foundation } · { $day }
poster-leadership = ledelsesgrundlaget, udgave { $number }
poster-employee = medarbejdergrundlaget, udgave { $number }
cards-title = Kortøvelsen på papir
cards-lede = Tre kort til hver, et bord at lægge dem på, og 40 minutter. Udskriv arkene, hold øvelsen, og skriv bagefter ind, hvad der kom ud.
cards-people = Hvor mange er I?
cards-people-hint = Ét ark med tre kort til hver. Højst { $most }.
cards-show = Vis arkene
cards-sheets = { $sheets ->
    [one] Ét ark på A4
   *[other] { $sheets } ark på A4
}: vejledningen, kortene og bordet.
cards-enter = Skriv ind, hvad der kom ud
cards-guide = Sådan gør I
cards-guide-1 = Læs teksten højt. (2 minutter)
cards-guide-2 = Hver skriver tre kort for sig selv: Vi er …, når vi … Noget, I faktisk gør på en god dag. (8 minutter)
cards-guide-3 = Læs kortene op for hinanden. Ingen forklarer og ingen retter. Læg dem, der siger det samme, oven på hinanden. (10 minutter)
cards-guide-4 = Læg ni kort som en diamant: ét øverst, så to, tre, to og ét. Øverst det, der betyder mest hos jer. Bliv ved, til I kan leve med den. (15 minutter)
cards-guide-5 = Læs diamanten højt fra oven. Tag et billede, eller skriv den ind. (5 minutter)
cards-guide-note = Kortene er ikke en afstemning, og ingen skal skrive navn på.
cards-we = Vi
cards-we-are = Vi er
cards-when-we = når vi
cards-table = Diamanten
cards-table-hint = Øverst det, der betyder mest hos os.
cards-round-title = Det kom der ud af kortene
cards-round-lede = Skriv kortene ind fra toppen af diamanten. Tomme pladser er i orden, og skriv ingen navne.
cards-row = { $row ->
    [1] Øverst
    [2] Anden række
    [3] Tredje række
    [4] Fjerde række
   *[other] Nederst
}
cards-card = Kort { $number }
cards-held-on = Hvornår holdt I øvelsen?
cards-went = Hvor skal det hen?
cards-beside = Ved siden af kladden, som forslag
cards-beside-hint = I ser diamanten, mens I skriver.
cards-into = Ind i kladden, hvor den er tom
cards-into-hint = Det øverste kort bliver det, elementet betyder hos jer, og de næste fem bliver tegn, så vidt der er plads. Det, der er skrevet, bliver stående.
cards-eyes = Den leder, der svarer for enheden
cards-save = Gem
cards-none = Skriv mindst ét kort.
cards-day-unfit = Skriv dagen, som i 23-11-2026 eller 2026-11-23. Den kan ikke ligge i fremtiden.
cards-from = Fra kortøvelsen { $day }
cards-from-people = Fra kortøvelsen { $day }, { $people ->
    [one] én deltog
   *[other] { $people } deltog
}
cards-aside = Læg forslaget væk
