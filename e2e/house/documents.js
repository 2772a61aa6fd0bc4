// Texts that somebody brings in.
import { docx } from "./docx.js";

/** A leadership foundation as a municipality's own, in Word. */
export const LEADERSHIP = docx([
  "# Ledelsesgrundlag for Prøve Kommune",
  "Det her vil vi kunne kendes på, når vi leder.",
  "## Borgeren først",
  "Når hensyn støder sammen, begynder vi med at spørge, hvad der er bedst for borgeren.",
  "Det betyder, at …",
  "- du spørger, før du svarer",
  "- du ændrer en arbejdsgang, der er til for os selv",
  "## Mod til at sige nej",
  "Vi siger nej til det, vi ikke kan holde, og forklarer hvorfor.",
  "Det betyder, at …",
  "- du siger nej i tide (chef)",
  "- du fortæller, hvad der så ikke bliver gjort",
]);

/** A story that no recogniser of names or numbers has anything against. */
export const STORY = "En kollega lod møblerne stå og ringede til borgeren først, selv om brevet var skrevet.";

/** An old policy as it was pasted from somewhere. */
export const POLICY = [
  "# Seniorpolitik",
  "Vedtaget, da den var ny.",
  "1. **Samtale.** Alle over 57 år tilbydes en samtale om året.",
  "2. **Nedsat tid.** Kan aftales, når driften kan bære det.",
  "3. **Afsked.** Vi holder en reception.",
].join("\n\n");
