/** dayOf is the day of a moment in the Netherlands, `2026-11-25`, wherever the reader is. */
export function dayOf(moment: Date): string {
  return moment.toLocaleDateString("sv", { timeZone: "Europe/Amsterdam" });
}
