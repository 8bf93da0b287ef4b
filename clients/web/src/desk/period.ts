/** Period is half-open: from counts, until does not. Both are days, `2026-11-25`. */
export interface Period {
  from: string;
  until: string;
}

/** How many years back a period can be chosen. */
const years = 6;

/** Who reads no exact numbers asks for a half or a whole year, from a month after its end on: see docs/privacy.md. */
const monthsUntilTold = 1;

/** closed lists the years and halves that everybody may ask for today, the newest first. */
export function closed(today: Date): (Period & { key: string })[] {
  const told = (year: number, month: number) => today >= new Date(year, month + monthsUntilTold, 1);
  const found: (Period & { key: string })[] = [];
  for (let year = today.getFullYear(); year > today.getFullYear() - years; year--) {
    if (told(year + 1, 0)) {
      found.push({ key: `${year}`, from: `${year}-01-01`, until: `${year + 1}-01-01` }, { key: `${year}-2`, from: `${year}-07-01`, until: `${year + 1}-01-01` });
    }
    if (told(year, 6)) found.push({ key: `${year}-1`, from: `${year}-01-01`, until: `${year}-07-01` });
  }
  return found;
}

/** usual are the periods that a coordinator asks for most, by key; the whole year first. */
export function usual(today: Date): (Period & { key: "year" | "lastYear" | "quarter" | "month" | "lastMonth" })[] {
  const [year, month] = [today.getFullYear(), today.getMonth()];
  const quarter = month - (month % 3);
  const between = (from: Date, until: Date): Period => ({ from: dayOf(from), until: dayOf(until) });
  return [
    { key: "year", ...between(new Date(year, 0), new Date(year + 1, 0)) },
    { key: "lastYear", ...between(new Date(year - 1, 0), new Date(year, 0)) },
    { key: "quarter", ...between(new Date(year, quarter), new Date(year, quarter + 3)) },
    { key: "month", ...between(new Date(year, month), new Date(year, month + 1)) },
    { key: "lastMonth", ...between(new Date(year, month - 1), new Date(year, month)) },
  ];
}

/** lastDay is the last day that counts: people say "up to and including". */
export function lastDay(until: string): string {
  return moved(until, -1);
}

/** untilAfter is the day after the last that counts. */
export function untilAfter(last: string): string {
  return moved(last, 1);
}

/** moved is so many days later; what is no day stays as it is, for the server to refuse. */
function moved(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return day;
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** dayOf writes a date as the day that it is here. */
function dayOf(date: Date): string {
  return [String(date.getFullYear()), String(date.getMonth() + 1).padStart(2, "0"), String(date.getDate()).padStart(2, "0")].join("-");
}
