import { TextLink } from "../../design/text.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";

/** Resident is whom an application of a plan is about, with a link to its page; one that went on has its link alone. */
export function Resident({ municipality, id, residents }: { municipality: string; id: string; residents: Map<string, Application> | undefined }) {
  const { t } = useDeskText();
  const application = residents?.get(id);
  return <TextLink to={`/${municipality}/applications/${id}`}>{application ? application.residentName || t("nameless") : t("plan.application")}</TextLink>;
}
