import { part, type Client, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { bytesOf } from "../../api/save.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { Download } from "../../form/Download.tsx";
import { Cards, Cell } from "../Cards.tsx";
import { useDeskText } from "../text.ts";
import { again } from "./claims.ts";

type Payment = Schemas["PaymentExport"];

const formats = ["PAYMENT_FORMAT_PAIN001", "PAYMENT_FORMAT_XLSX"] as const;

/** Paid are the payments that were made, each as a file for the bank and for the books. */
export function Paid({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const read = (client: Client) =>
    all((pageToken) => client.GET("/municipalities/{municipality}/payment-exports", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }), (page) => page.paymentExports);
  const found = useGet(municipality, ["payments"], read, again);
  return (
    <section className="oco-stack" aria-labelledby="paid" aria-busy={found.isPending}>
      <Heading level={2} id="paid">
        {t("paid.title")}
      </Heading>
      <Answered of={found}>
        {(payments) =>
          payments.length === 0 ? (
            <Paragraph>{t("paid.none")}</Paragraph>
          ) : (
            <Cards columns={["paid.day", "paid.claims", "paid.amount", "paid.over", "paid.files"]} label={t("paid.title")} wide="last">
              {payments.map((payment) => (
                <Row key={payment.id} payment={payment} />
              ))}
            </Cards>
          )
        }
      </Answered>
    </section>
  );
}

function Row({ payment: { municipality, id, date, claims, amountCents, overCents } }: { payment: Payment }) {
  const { t, day, number, euros } = useDeskText();
  const amount = euros(amountCents);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {day(date, "short")}
      </th>
      <Cell of="paid.claims">{number(claims)}</Cell>
      <Cell of="paid.amount">{amount}</Cell>
      <Cell of="paid.over">{Number(overCents) > 0 && euros(overCents)}</Cell>
      <Cell of="paid.files">
        <div className="oco-row">
          {formats.map((format) => (
            <Download
              key={format}
              label={t("paid.file.which", { file: t(`paid.${format}`), day: day(date), amount })}
              fetch={async (client) => {
                const file = part(await client.GET("/municipalities/{municipality}/payment-exports/{paymentExport}/file", { params: { path: { municipality, paymentExport: id }, query: { format } } }));
                return { name: file.fileName, type: file.mediaType, content: bytesOf(file.content) };
              }}
            >
              {t(`paid.${format}`)}
            </Download>
          ))}
        </div>
      </Cell>
    </tr>
  );
}
