import { once, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Fold } from "../../design/Fold.tsx";
import { Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useDeskText, type Key } from "../text.ts";
import type { Partner } from "./partners.ts";

/** History is when there was contact with an organisation, how, and what was agreed; what was written down by mistake goes. */
export function History({ partner: { municipality, id, name } }: { partner: Partner }) {
  const { t } = useDeskText();
  const found = useGet(municipality, ["partner-contacts", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/partner-contacts", { params: { path: { municipality }, query: { referrerOrganisation: id, pageSize: 200, pageToken } } }),
      (page) => page.partnerContacts,
    ),
  );
  return (
    <Answered of={found}>
      {(contacts) =>
        contacts.length > 0 ? (
          <ol className="oco-plain oco-timeline">
            {contacts.map((contact) => (
              <One key={contact.id} contact={contact} name={name} />
            ))}
          </ol>
        ) : (
          <Paragraph>{t("partner.history.none")}</Paragraph>
        )
      }
    </Answered>
  );
}

function One({ contact: { municipality, id, etag, contactDate, kind, note }, name }: { contact: Schemas["PartnerContact"]; name: string }) {
  const { t, day } = useDeskText();
  const whose = (says: string) => t("partner.whose", { says, name: `${name}, ${day(contactDate, "short")}` });
  return (
    <li>
      <span className="oco-muted">{t("partner.last.on", { day: day(contactDate, "short"), how: t(`contacted.${kind}` as Key) })}</span>
      {note && <bdi>{note}</bdi>}
      <Fold title={t("contacted.remove")} label={whose(t("contacted.remove"))}>
        <Paragraph>{t("contacted.remove.sure")}</Paragraph>
        <div>
          <Act
            municipality={municipality}
            negative
            label={whose(t("contacted.remove.do"))}
            change={(client, _none, key) =>
              client.DELETE("/municipalities/{municipality}/partner-contacts/{partnerContact}", { params: { path: { municipality, partnerContact: id }, header: once(key, etag) } })
            }
          >
            {t("contacted.remove.do")}
          </Act>
        </div>
      </Fold>
    </li>
  );
}
