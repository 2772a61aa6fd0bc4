// Conveniences. Every page works without this file, and every text comes from the server in data attributes.
import { autosave } from "./autosave.js";
import { chart } from "./chart.js";
import { counter } from "./counter.js";
import { fileInput } from "./files.js";
import { popup, print, submitOnce } from "./page.js";
import { places } from "./places.js";
import { reading } from "./reading.js";
import { round } from "./round.js";
import { rows } from "./rows.js";
import { trying } from "./trying.js";
import { tally } from "./tally.js";

const each = (selector, attach) => document.querySelectorAll(selector).forEach(attach);

each("[data-rows]", rows);
each("[data-counter][maxlength]", counter);
each("input[type=file][data-max-bytes]", fileInput);
each("details[data-popup]", popup);
each("button[data-print]", print);
each("form[data-places]", places);
each("form[data-autosave]", autosave);
each("[data-reading]", reading);
each("[data-round]", round);
each("form[data-try]", trying);
each("svg[data-points]", chart);
each("[data-tally]", tally);
each("form[method=post]:not([data-autosave]):not([data-tap])", submitOnce);
