import { all, useEach } from "../../api/queries.ts";
import { Heading, List } from "../../design/text.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { ownKey, supportersOf } from "../self.ts";
import { usePortalText } from "../text.ts";
import type { Transfer } from "./transfers.ts";

/** HandedOver is what came of cases that the reader handed over: that they ended and with which outcome, and nothing more. */
export function HandedOver() {
  const { t, day, language } = usePortalText();
  const { caller } = useSession();
  const places = placesOf(caller, "ROLE_SUPPORTER");
  const selves = useEach(places, ownKey, supportersOf).map(({ data }) => data?.find(({ account }) => account === caller.account)?.id);
  const found = useEach(places, ["transfers", "handed over"], (client, municipality) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/transfers", { params: { path: { municipality }, query: { states: ["TRANSFER_STATE_ACCEPTED"], pageSize: 200, pageToken } } }),
      (page) => page.transfers as Transfer[],
    ),
  );
  const mine = found.flatMap(({ data }, index) => (data ?? []).filter(({ fromSupporter }) => fromSupporter && fromSupporter === selves[index]));
  const codes = useEach([...new Set(mine.filter(({ outcome }) => outcome).map(({ municipality }) => municipality))], ["codes", "outcomes"], (client, municipality) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/codes", { params: { path: { municipality }, query: { list: "CODE_LIST_OUTCOME", pageSize: 200, pageToken } } }),
      (page) => page.codes,
    ),
  ).flatMap(({ data }) => data ?? []);
  if (mine.length === 0) return null;
  const said = ({ municipality, outcome }: Transfer) => {
    const code = codes.find((one) => one.municipality === municipality && one.code === outcome);
    return (language === "nl" ? code?.labelNl : code?.labelEn) ?? "";
  };
  return (
    <section className="oco-stack" aria-labelledby="handed">
      <Heading level={2} id="handed">
        {t("handed.title")}
      </Heading>
      <List>
        {mine.map((transfer) => {
          const days = { day: day(transfer.answerDate), closed: day(transfer.closeDate), outcome: said(transfer) };
          return (
            <li key={transfer.id}>
              {t(!transfer.closeDate ? "handed.runs" : days.outcome ? "handed.outcome" : "handed.closed", days)}
              {!transfer.closeDate && transfer.firstContact && <span className="oco-line">{t("transfer.first.yours")}</span>}
            </li>
          );
        })}
      </List>
    </section>
  );
}
