/** addressOf writes where somebody lives as people do: "5141 AB 7a"; empty when that is not known. */
export function addressOf({ postcode, houseNumber }: { postcode?: string; houseNumber?: string }): string {
  return [postcode?.replace(/^(\d{4})([A-Z]{2})$/, "$1 $2"), houseNumber].filter(Boolean).join(" ");
}
