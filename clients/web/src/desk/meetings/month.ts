/** addMonths is the first day of the month so many months after that of a day. */
export function addMonths(day: string, months: number): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** weeksOf are the weeks that a month has days in, Monday first; a day of another month is empty. */
export function weeksOf(day: string): string[][] {
  const first = addMonths(day, 0);
  const next = addMonths(day, 1);
  const weeks: string[][] = [];
  const at = new Date(`${first}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  while (at.toISOString().slice(0, 10) < next) {
    const week: string[] = [];
    for (let n = 0; n < 7; n++) {
      const one = at.toISOString().slice(0, 10);
      week.push(one >= first && one < next ? one : "");
      at.setUTCDate(at.getUTCDate() + 1);
    }
    weeks.push(week);
  }
  return weeks;
}
