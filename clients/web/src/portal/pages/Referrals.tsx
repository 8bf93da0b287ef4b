import type { Client, Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { holds } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { Place } from "../Place.tsx";
import { referrers } from "../routes.tsx";
import { usePortalText, type Key } from "../text.ts";

type Status = Exclude<Schemas["Referral"]["status"], "REFERRAL_STATUS_UNSPECIFIED">;

/** statuses are where a referral can stand, in the order in which it goes. */
const statuses = ["REFERRAL_STATUS_RECEIVED", "REFERRAL_STATUS_BEING_HELPED", "REFERRAL_STATUS_ENDED"] as const satisfies readonly Status[];

/** Referrals is where the referrals of the reader stand: nothing of what it is about, and more than "received" only when the resident agreed. */
export function Referrals() {
  return (
    <Place title="referrals.title" roles={referrers}>
      {(municipality) => <Own key={municipality} municipality={municipality} />}
    </Place>
  );
}

/** ownReferrers are as whom somebody refers who coordinates as well: the platform shows them everybody's. */
async function ownReferrers(client: Client, municipality: string, account: string): Promise<string[]> {
  const { data } = await all(
    (pageToken) => client.GET("/municipalities/{municipality}/referrers", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
    (page) => page.referrers,
  );
  return data.flatMap((referrer) => (referrer.account === account && referrer.id ? [referrer.id] : []));
}

function Own({ municipality }: { municipality: string }) {
  const { t, day } = usePortalText();
  const { caller } = useSession();
  const everybodys = holds(caller, ["ROLE_COORDINATOR"], municipality);
  const found = useGet(municipality, ["referrals"], async (client) => {
    const [referrals, own] = await Promise.all([
      all(
        (pageToken) => client.GET("/municipalities/{municipality}/referrals", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
        (page) => page.referrals,
      ),
      everybodys ? ownReferrers(client, municipality, caller.account) : undefined,
    ]);
    return { data: own ? referrals.data.filter(({ referrer }) => own.includes(referrer)) : referrals.data };
  });
  return (
    <>
      <Paragraph>{t("referrals.text")}</Paragraph>
      <section className="oco-stack" aria-labelledby="referrals" aria-busy={found.isPending}>
        <Heading level={2} id="referrals">
          {t("referrals.where")}
        </Heading>
        <Answered of={found}>
          {(referrals) =>
            referrals.length > 0 ? (
              <ol className="oco-plain oco-stack">
                {referrals.map(({ application, referralDate, status }) => (
                  <li key={application} className="oco-card">
                    <strong>{t(`referrals.${status}` as Key)}</strong>
                    <span className="oco-line oco-muted">{t("referrals.on", { day: day(referralDate) })}</span>
                  </li>
                ))}
              </ol>
            ) : (
              <Paragraph>{t("referrals.none")}</Paragraph>
            )
          }
        </Answered>
      </section>
      <section className="oco-stack" aria-labelledby="means">
        <Heading level={2} id="means">
          {t("referrals.means")}
        </Heading>
        <List>
          {statuses.map((status) => (
            <li key={status}>
              <strong>{t(`referrals.${status}`)}</strong>
              <span className="oco-line">{t(`referrals.means.${status}`)}</span>
            </li>
          ))}
        </List>
      </section>
    </>
  );
}
