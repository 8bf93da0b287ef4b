import { useId } from "react";

import type { Schemas } from "../api/client.ts";
import { Heading, Paragraph } from "../design/text.tsx";
import { useDeskText } from "./text.ts";

/** Bars is a chart that is its own table: each row has its label, its number, and a bar as long as the number. */
export function Bars({ title, what, cells }: { title: string; what: string; cells: Schemas["Cell"][] }) {
  const { t, number } = useDeskText();
  const id = useId();
  const values = cells.map((cell) => (cell.count && !cell.count.hidden ? Number(cell.count.value) : 0));
  const most = Math.max(1, ...values);
  return (
    <section className="oco-stack" aria-labelledby={id}>
      <Heading level={2} id={id}>
        {title}
      </Heading>
      <Paragraph>{what}</Paragraph>
      {cells.length === 0 ? (
        <Paragraph>{t("monitor.nothing")}</Paragraph>
      ) : (
        <table className="oco-bars">
          <thead className="oco-hidden">
            <tr>
              <th scope="col">{title}</th>
              <th scope="col" colSpan={2}>
                {t("monitor.count")}
              </th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell, index) => (
              <tr key={cell.key}>
                <th scope="row">{cell.label || cell.key}</th>
                <td>
                  <svg className="oco-bar-line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
                    <rect width={((values[index] ?? 0) / most) * 100} height="10" />
                  </svg>
                </td>
                <td className="oco-bars__number">{cell.count?.hidden ? t("hidden") : number(values[index] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
