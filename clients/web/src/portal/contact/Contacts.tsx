import { once, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useSession } from "../../login/Gate.tsx";
import { usePortalText, type Key } from "../text.ts";
import { ChangeContact } from "./ChangeContact.tsx";
import { ContactForm } from "./ContactForm.tsx";
import { useDrafts } from "./drafts.ts";
import type { Moment } from "./told.ts";

/** Contacts is what happened within a case: who writes it down, what is being typed, and what there is. */
export function Contacts({ support }: { support: Schemas["Case"] }) {
  const { t } = usePortalText();
  const { municipality, id, state } = support;
  const running = state !== "CASE_STATE_CLOSED";
  const drafts = useDrafts(municipality, id);
  const moments = useGet(municipality, ["contacts", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/contact-moments", { params: { path: { municipality }, query: { case: id, pageSize: 200, pageToken } } }),
      (page) => page.contactMoments as Moment[],
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="contacts" aria-busy={moments.isPending}>
      <Heading level={2} id="contacts">
        {t("contact.title")}
      </Heading>
      {support.runsLong && <Paragraph>{t("contact.long")}</Paragraph>}
      {running && <Answered of={drafts}>{(found) => <ContactForm support={support} drafts={found} />}</Answered>}
      <Answered of={moments}>
        {(found) =>
          found.length > 0 ? (
            <>
              <Paragraph>{t("contact.total", { count: found.length, minutes: found.reduce((sum, { minutes }) => sum + minutes, 0) })}</Paragraph>
              {found.map((moment) => (
                <Shown key={moment.id} moment={moment} running={running} />
              ))}
            </>
          ) : (
            <Paragraph>{t("contact.none")}</Paragraph>
          )
        }
      </Answered>
    </section>
  );
}

/** Shown is one contact, which whoever wrote it may change or remove as long as the case runs. */
function Shown({ moment, running }: { moment: Moment; running: boolean }) {
  const { municipality, id, etag, kind, contactDate, minutes, withWhom, note, enteredBy } = moment;
  const { t, day } = usePortalText();
  const { caller } = useSession();
  const what = t(`contact.kind.${kind}` as Key);
  const which = (says: string) => t("contact.which", { what: says, note: `${what}, ${day(contactDate)}` });
  return (
    <div className="oco-card">
      <Paragraph>
        <strong>{day(contactDate)}</strong>
        <span className="oco-line">{minutes > 0 ? t("contact.lasted", { what, count: minutes }) : what}</span>
        {withWhom.length > 0 && <span className="oco-line oco-muted">{withWhom.map((party) => t(`contact.with.${party}` as Key)).join(", ")}</span>}
        {note && (
          <span className="oco-line oco-written" dir="auto">
            {note}
          </span>
        )}
      </Paragraph>
      {running && enteredBy === caller.account && <ChangeContact moment={moment} which={which} />}
      {running && enteredBy === caller.account && (
        <details>
          <summary aria-label={which(t("contact.remove"))}>{t("contact.remove")}</summary>
          <div className="oco-stack">
            <Paragraph>{t("work.remove.sure")}</Paragraph>
            <div>
              <Act
                municipality={municipality}
                negative
                label={which(t("work.remove.do"))}
                change={(client, _none, key) => client.DELETE("/municipalities/{municipality}/contact-moments/{contactMoment}", { params: { path: { municipality, contactMoment: id }, header: once(key, etag) } })}
              >
                {t("work.remove.do")}
              </Act>
            </div>
          </div>
        </details>
      )}
    </div>
  );
}
