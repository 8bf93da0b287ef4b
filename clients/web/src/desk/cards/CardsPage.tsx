import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { bytesOf } from "../../api/save.ts";
import { TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { Download } from "../../form/Download.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { dayOf } from "../../text/clock.ts";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";

type Batch = Schemas["CardBatch"];

/** Nothing tells that a card was used: the counts are read again after so many milliseconds. */
const again = 60_000;

/** CardsPage makes thank-you cards to print, and says how often somebody came by a card of each batch. */
export function CardsPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  const found = useGet(
    municipality,
    ["cards"],
    (client) =>
      all(
        (pageToken) => client.GET("/municipalities/{municipality}/card-batches", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
        (page) => page.cardBatches,
      ),
    again,
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("cards.title")}</Heading>
      <Paragraph>{t("cards.intro")}</Paragraph>
      {municipalities.length > 1 && <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />}
      <div className="oco-text">
        <NewBatch municipality={municipality} />
      </div>
      <Answered of={found}>
        {(batches) =>
          batches.length === 0 ? (
            <Paragraph>{t("cards.none")}</Paragraph>
          ) : (
            <Cards columns={["cards.label", "cards.made", "cards.count", "cards.uses", "cards.code", "cards.file"]} label={t("cards.title")} wide="last">
              {batches.map((batch) => (
                <Row key={batch.id} batch={batch} />
              ))}
            </Cards>
          )
        }
      </Answered>
    </div>
  );
}

/** Row is one batch, with its sheet to print. */
function Row({ batch: { municipality = "", id = "", label, cards, cardCode, uses, createTime = "" } }: { batch: Batch }) {
  const { t, day, number } = useDeskText();
  return (
    <tr role="row">
      <th role="rowheader" scope="row" dir="auto">
        {label}
      </th>
      <Cell of="cards.made">{day(dayOf(createTime), "short")}</Cell>
      <Cell of="cards.count">{number(cards)}</Cell>
      <Cell of="cards.uses">{number(Number(uses ?? 0))}</Cell>
      <Cell of="cards.code">{cardCode}</Cell>
      <Cell of="cards.file">
        <Download
          label={t("cards.sheet.of", { label })}
          fetch={async (client) => {
            const { fileName, mediaType, content } = part(await client.GET("/municipalities/{municipality}/card-batches/{cardBatch}/sheet", { params: { path: { municipality, cardBatch: id } } }));
            return { name: fileName, type: mediaType, content: bytesOf(content) };
          }}
        >
          {t("cards.sheet")}
        </Download>
      </Cell>
    </tr>
  );
}

const empty = { label: "", cards: "40" };

/** The most cards of one batch, as the contract has it. */
const most = 400;

/** NewBatch makes a batch. Every card of it holds the same code: it tells where cards were handed out, never to whom. */
function NewBatch({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initial: empty,
    check: ({ label, cards }): { label?: string; cards?: string } => ({
      ...(label.trim() ? {} : { label: t("wrong.cards.label") }),
      ...(/^\d{1,3}$/.test(cards.trim()) && Number(cards) > 0 && Number(cards) <= most ? {} : { cards: t("wrong.cards.count") }),
    }),
    send: async ({ label, cards }, key) => {
      part(await client.POST("/municipalities/{municipality}/card-batches", { params: { path: { municipality }, header: once(key) }, body: { label: label.trim(), cards: Number(cards) } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => (["label", "cards"] as const).find((field) => pointer.endsWith(`/${field}`)),
  });
  const idOf = (field: string) => `batch-${field}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("cards.new")} send={t("cards.new.send")} onDone={() => form.reset(empty)}>
      <TextField id={idOf("label")} required most={120} label={t("cards.label.ask")} hint={t("cards.label.hint")} value={form.values.label} error={form.errors.label} onChange={(label) => form.set("label", label)} />
      <TextField id={idOf("cards")} required inputMode="numeric" label={t("cards.count.ask")} hint={t("cards.count.hint")} value={form.values.cards} error={form.errors.cards} onChange={(cards) => form.set("cards", cards)} />
    </FoldedForm>
  );
}
