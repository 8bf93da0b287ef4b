/** Numbers of the Netherlands with two digits after the 0: the large places, and numbers without a place. */
const short = /^(?:1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[4578])/;

/** spoken writes a number (E.164) as people in the Netherlands say it; one from elsewhere stays as it is. */
export function spoken(phone: string): string {
  const [, rest = ""] = /^\+31(\d{9})$/.exec(phone) ?? [];
  if (!rest) return phone;
  if (rest.startsWith("6")) return `06 ${rest.slice(1, 5)} ${rest.slice(5)}`;
  const area = short.test(rest) ? 2 : 3;
  const own = rest.slice(area);
  return `0${rest.slice(0, area)} ${own.slice(0, -4)} ${own.slice(-4, -2)} ${own.slice(-2)}`;
}
