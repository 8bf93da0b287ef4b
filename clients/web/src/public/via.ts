/** A code stands in letters of organisations that refer: "/waalwijk/aanmelden?via=7KXP-M4TQ". It says whose letter it was, never who reads it. */
let code = typeof window === "undefined" ? "" : from(window.location.search);

/** from is the code in an address, empty when there is none, or nothing that the server would take. */
export function from(search: string): string {
  const given = new URLSearchParams(search).get("via")?.trim() ?? "";
  return given.length <= 40 ? given : "";
}

/** referrerCode is what an application carries of the letter that led here, nothing when none did. It lives in this page's memory. */
export function referrerCode(): { referrerCode?: string } {
  return code ? { referrerCode: code } : {};
}

/** spent forgets the letter: it counts for one application, not for the next person at this computer. */
export function spent(): void {
  code = "";
}
