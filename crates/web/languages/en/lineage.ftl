# Where an interpretation came from, and what was built on it.
lineage-title = See where it comes from
lineage-heading = From the foundation to { $unit }
lineage-lede = Each interpretation is built on the one that was in use above the unit when it was taken into use itself. Where there was none, it is built on the foundation alone.
lineage-picture = The lineage as a picture
lineage-desc = { $count ->
    [0] Only the foundation. No interpretation is in use here yet.
    [one] From the foundation to one interpretation. The list below the picture says the same.
   *[other] From the foundation to { $count } interpretations. The list below the picture says the same.
}
lineage-legend = A dashed ring: what it stands on has changed since. Its leader has not said yet whether it holds.
lineage-list = As a list
lineage-here = here
lineage-shifted = which has changed since
lineage-built-foundation = built on the foundation, edition { $number }
lineage-built-above = built on { $unit }
lineage-none = No interpretation is in use here, above or below. When the first is, it comes here.
lineage-more = The picture shows the { $count } nearest the top.
