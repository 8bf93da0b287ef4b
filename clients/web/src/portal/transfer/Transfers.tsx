import { once, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered } from "../../form/Answered.tsx";
import { EndMatch, type Ender } from "../../support/EndMatch.tsx";
import { usePortalText, type Key } from "../text.ts";
import { Ask } from "./Ask.tsx";
import { SuccessorView } from "./SuccessorView.tsx";
import { useTransfers, type Transfer } from "./transfers.ts";

/** enders are who can have asked for somebody else. */
const enders: readonly Ender[] = ["MATCH_ENDER_RESIDENT", "MATCH_ENDER_SUPPORTER", "MATCH_ENDER_BOTH"];

/** Transfers is whether somebody else goes on with a case: what was asked, what the resident chose, and what became of it. */
export function Transfers({ support }: { support: Schemas["Case"] }) {
  const { t } = usePortalText();
  const { municipality, id } = support;
  const found = useTransfers(municipality, id);
  return (
    <section className="oco-stack" aria-labelledby="transfers" aria-busy={found.isPending}>
      <Heading level={2} id="transfers">
        {t("transfer.title")}
      </Heading>
      <Answered of={found}>
        {(transfers) => {
          const running = transfers.find(({ state }) => state === "TRANSFER_STATE_ASKED");
          const past = transfers.filter((transfer) => transfer !== running);
          return (
            <>
              {running ? <Running transfer={running} /> : <Ask support={support} />}
              {past.length > 0 && (
                <List>
                  {past.map((transfer) => (
                    <Past key={transfer.id} transfer={transfer} />
                  ))}
                </List>
              )}
            </>
          );
        }}
      </Answered>
      <SuccessorView support={support} />
      <EndMatch support={support} enders={enders} />
    </section>
  );
}

/** Running is what was asked and waits for an answer; whoever asked can take it back. */
function Running({ transfer: { municipality, id, etag, kind, reason, note, askDate, firstContact } }: { transfer: Transfer }) {
  const { t, day } = usePortalText();
  return (
    <Alert type="info">
      <Paragraph>
        <strong>{t("transfer.asked", { day: day(askDate), kind: t(`transfer.kind.${kind}` as Key) })}</strong>
        <span className="oco-line">{t(`transfer.${reason}` as Key)}</span>
        {note && (
          <span className="oco-line oco-written" dir="auto">
            {note}
          </span>
        )}
        {firstContact && <span className="oco-line">{t("transfer.first.yours")}</span>}
      </Paragraph>
      <div>
        <Act
          municipality={municipality}
          change={(client, _none, key) =>
            client.POST("/municipalities/{municipality}/transfers/{transfer}/_withdraw", { params: { path: { municipality, transfer: id }, header: once(key, etag) }, body: {} })
          }
        >
          {t("transfer.withdraw")}
        </Act>
      </div>
    </Alert>
  );
}

/** Past is what became of an earlier one; whoever took over reads who lays the first contact. */
function Past({ transfer: { state, askDate, answerDate, firstContact } }: { transfer: Transfer }) {
  const { t, day } = usePortalText();
  return (
    <li>
      {t(`transfer.${state}` as Key, { asked: day(askDate, "short"), day: day(answerDate, "short") })}
      {firstContact && state === "TRANSFER_STATE_ACCEPTED" && <span className="oco-line">{t("succeed.first")}</span>}
    </li>
  );
}
