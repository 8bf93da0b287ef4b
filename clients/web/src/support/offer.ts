import type { Schemas } from "../api/client.ts";

/** waitsForResident tells whether a supporter said yes and the resident was not heard yet. */
export function waitsForResident(offer: Schemas["Offer"]): boolean {
  return offer.state === "OFFER_STATE_ACCEPTED" && !offer.case && !offer.undoneTime && offer.residentAnswer === "RESIDENT_ANSWER_UNSPECIFIED";
}

/** stands tells whether an offer waits for an answer: the supporter's, or the resident's. */
export const stands = (offer: Schemas["Offer"]) => offer.state === "OFFER_STATE_OPEN" || waitsForResident(offer);

/** askedOf is who was asked: somebody by name, or an organisation that named nobody yet. */
export function askedOf({ supporterName, organisation }: Schemas["Offer"]): string {
  return supporterName || organisation;
}
