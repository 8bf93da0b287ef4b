/** zone is the time of the Netherlands, in which people meet, wherever the reader is. */
const zone = "Europe/Amsterdam";

/** dayOf is the day in the Netherlands of a moment (RFC 3339), as the contract writes days. */
export function dayOf(time: string): string {
  return new Date(time).toLocaleDateString("sv", { timeZone: zone });
}

/** clockOf is the time on the clock in the Netherlands of a moment (RFC 3339): "19:30". */
export function clockOf(time: string): string {
  return new Date(time).toLocaleTimeString("sv", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
}

/** momentAt is the moment (RFC 3339) of a day and a time on the clock in the Netherlands, summer time or not. */
export function momentAt(day: string, clock: string): string {
  const guess = new Date(`${day}T${clock}:00Z`);
  // How far the clock there is ahead of it, at that very moment.
  const there = new Date(`${dayOf(guess.toISOString())}T${clockOf(guess.toISOString())}:00Z`);
  const found = new Date(guess.getTime() - (there.getTime() - guess.getTime()));
  // Around the change of the clock the first guess may lie on the other side of it.
  const ahead = new Date(`${dayOf(found.toISOString())}T${clockOf(found.toISOString())}:00Z`).getTime() - found.getTime();
  return new Date(guess.getTime() - ahead).toISOString();
}
