# Hvor en oversættelse kommer fra, og hvad der er bygget på den.
lineage-title = Se, hvor den kommer fra
lineage-heading = Fra grundlaget til { $unit }
lineage-lede = Hver oversættelse bygger på den, der var i brug over enheden, da den selv blev taget i brug. Var der ingen, bygger den på grundlaget alene.
lineage-picture = Slægten som billede
lineage-desc = { $count ->
    [0] Kun grundlaget. Ingen oversættelse er i brug her endnu.
    [one] Fra grundlaget til én oversættelse. Listen under billedet siger det samme.
   *[other] Fra grundlaget til { $count } oversættelser. Listen under billedet siger det samme.
}
lineage-legend = En stiplet ring: det, den bygger på, er ændret siden. Lederen har ikke sagt endnu, om den holder.
lineage-list = Som liste
lineage-here = her
lineage-shifted = det er ændret siden
lineage-built-foundation = bygger på grundlaget, udgave { $number }
lineage-built-above = bygger på { $unit }
lineage-none = Ingen oversættelse er i brug her, over eller under. Når den første er, kommer den her.
lineage-more = Billedet viser de { $count } nærmest toppen.
