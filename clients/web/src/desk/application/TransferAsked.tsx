import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Select } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Unread } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { canSupport, useSupporters } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";

type Transfer = Schemas["Transfer"];

/** TransferAsked is that somebody else is to go on with a case, as long as nobody answered; without that it says nothing. */
export function TransferAsked({ support: { municipality, id } }: { support: Schemas["Case"] }) {
  const found = useGet(municipality, ["transfers", id], (client) =>
    client.GET("/municipalities/{municipality}/transfers", { params: { path: { municipality }, query: { case: id, states: ["TRANSFER_STATE_ASKED"], pageSize: 1 } } }),
  );
  if (found.error && !found.data) return <Unread of={found} />;
  const transfer = found.data?.transfers[0];
  return transfer ? <Asked transfer={transfer} /> : null;
}

/** Asked says what was asked and why; the coordinator records who takes over, or that it is not to be. */
function Asked({ transfer }: { transfer: Transfer }) {
  const { t, day } = useDeskText();
  const { municipality, id = "", etag, kind, reason, note, askDate, firstContact } = transfer;
  const supporters = useSupporters(municipality ?? "");
  const nameOf = (supporter: string | undefined) => supporters.data?.find((one) => one.id === supporter)?.name ?? "…";
  const path = { municipality: municipality ?? "", transfer: id };
  return (
    <Alert type="warning">
      <Heading level={3}>{t("handed.title")}</Heading>
      <Paragraph>
        {t("handed.asked", { name: nameOf(transfer.fromSupporter), day: day(askDate ?? ""), kind: t(`handed.${kind}` as Key) })}
        <span className="oco-line">{t(`handed.${reason}` as Key)}</span>
        {note && (
          <span className="oco-line oco-written" dir="auto">
            {note}
          </span>
        )}
        {firstContact && <span className="oco-line">{t("handed.first", { name: nameOf(transfer.fromSupporter) })}</span>}
        {transfer.successor && <span className="oco-line">{t("handed.named", { name: nameOf(transfer.successor) })}</span>}
      </Paragraph>
      <Accept transfer={transfer} supporters={supporters.data ?? []} />
      <div className="oco-row">
        <Act
          municipality={path.municipality}
          change={(client, _none, key) => client.POST("/municipalities/{municipality}/transfers/{transfer}/_refuse", { params: { path, header: once(key, etag) }, body: {} })}
        >
          {t("handed.refuse")}
        </Act>
        <Act
          municipality={path.municipality}
          purpose="subtle"
          change={(client, _none, key) => client.POST("/municipalities/{municipality}/transfers/{transfer}/_withdraw", { params: { path, header: once(key, etag) }, body: {} })}
        >
          {t("handed.withdraw")}
        </Act>
      </div>
    </Alert>
  );
}

/** Accept records who takes over: somebody who supports in the way that was asked, and said yes. */
function Accept({ transfer: { municipality = "", id = "", etag, kind, fromSupporter, successor = "" }, supporters }: { transfer: Transfer; supporters: Schemas["Supporter"][] }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    version: etag ?? "",
    initial: { successor },
    check: (values): { successor?: string } => (values.successor ? {} : { successor: t("wrong.successor") }),
    send: async (values, key, version) => {
      const params = { path: { municipality, transfer: id }, header: once(key, version) };
      part(await client.POST("/municipalities/{municipality}/transfers/{transfer}/_accept", { params, body: { successor: values.successor } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (pointer === "/successor" ? "successor" : undefined),
  });
  const fits = supporters.filter((one) => one.kind === kind && one.id !== fromSupporter && canSupport(one));
  return (
    <FoldedForm form={form} open idOf={() => "handed-successor"} title={t("handed.accept")} send={t("handed.accept.send")}>
      <Select
        id="handed-successor" required label={t("handed.successor")} value={form.values.successor} error={form.errors.successor} onChange={(chosen) => form.set("successor", chosen)}
        options={[{ value: "", label: t("choose") }, ...fits.toSorted((a, b) => a.name.localeCompare(b.name, "nl")).map((one) => ({ value: one.id!, label: t("handed.room", { name: one.name, open: one.openCases ?? 0, most: one.maxCases }) }))]}
      />
    </FoldedForm>
  );
}
