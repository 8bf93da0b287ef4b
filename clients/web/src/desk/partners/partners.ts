import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { useSession } from "../../login/Gate.tsx";
import { useSupporters } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";

/** Partner is an organisation that refers (verwijzende organisatie). */
export type Partner = Schemas["ReferrerOrganisation"];

/** Status is how well an organisation knows us. */
export type Status = Exclude<NonNullable<Partner["partnerStatus"]>, "PARTNER_STATUS_UNSPECIFIED">;

const statuses: Status[] = ["PARTNER_STATUS_KNOWN", "PARTNER_STATUS_INFORMED", "PARTNER_STATUS_ACTIVE"];

/** statusOf is the status of an organisation, empty while nobody judged it. */
export const statusOf = ({ partnerStatus }: Partner): Status | "" => statuses.find((status) => status === partnerStatus) ?? "";

/** useStatuses are the statuses to choose from, the least first, after what stands for none of them. */
export function useStatuses(none: Key): { value: Status | ""; label: string }[] {
  const { t } = useDeskText();
  return [{ value: "", label: t(none) }, ...statuses.map((value) => ({ value, label: t(`partner.${value}` as Key) }))];
}

/** useKinds reads the kinds of organisations that refer, as the municipality words them. */
export function useKinds(municipality: string): { value: string; label: string; active: boolean }[] {
  const { language } = useDeskText();
  const found = useGet(municipality, ["codes", "referrer-kind"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/codes", { params: { path: { municipality }, query: { list: "CODE_LIST_REFERRER_KIND", pageToken } } }),
      (page) => page.codes,
    ),
  );
  return (found.data ?? []).map(({ code, labelNl, labelEn, active }) => ({ value: code, label: (language === "en" && labelEn) || labelNl, active }));
}

/** Known is somebody who can keep in touch with a partner: who has an account here. */
interface Known {
  account: string;
  name: string;
}

/**
 * liaisonsOf are who can keep in touch with a partner: the reader, the supporters who sign in, and who does so now. Accounts
 * are the administrator's to list, so another coordinator chooses themselves.
 */
export function liaisonsOf(me: Known, supporters: readonly { account?: string; name: string; state?: string }[], now: Known): Known[] {
  const left = "SUPPORTER_STATE_LEFT";
  const others = supporters.flatMap(({ account, name, state }) => (account && account !== me.account && state !== left ? [{ account, name }] : []));
  const found = [me, ...others.toSorted((a, b) => a.name.localeCompare(b.name, "nl"))];
  return now.account && !found.some(({ account }) => account === now.account) ? [...found, now] : found;
}

/** useLiaisons are who can be chosen to keep in touch with a partner. */
export function useLiaisons({ municipality, liaison = "", liaisonName = "" }: Partner): { value: string; label: string }[] {
  const { t } = useDeskText();
  const { caller } = useSession();
  const supporters = useSupporters(municipality);
  const me = { account: caller.account, name: t("partner.me", { name: caller.name }) };
  return liaisonsOf(me, supporters.data ?? [], { account: liaison, name: liaisonName || "…" }).map(({ account, name }) => ({ value: account, label: name }));
}
