import { useId, type ReactNode } from "react";

import type { Schemas } from "../api/client.ts";
import { Heading, Paragraph } from "../design/text.tsx";
import { useDeskText } from "./text.ts";

/** Bar is one row of a chart: its label, how long its bar is, and the number as people read it. */
export interface Bar {
  key: string;
  label: ReactNode;
  /** What else there is to say of it, below its label. */
  detail?: string;
  value: number;
  /** How long its bar could be: what there is room for, lighter behind it. */
  room?: number;
  text: ReactNode;
  /** It is the one that the others are held against. */
  own?: boolean;
}

interface ChartProps {
  title: string;
  what: ReactNode;
  /** What the numbers are: the head of their column. */
  unit: string;
  bars: Bar[];
  /** The value of the longest bar that there can be; the largest there is when it is left out. */
  most?: number;
  level?: 2 | 3;
  /** What is said when there is no row. */
  nothing?: string;
}

/**
 * Chart is a chart that is its own table: each row has its label, its number, and a bar as long as the number. The roles
 * are written out: on a phone, where the bar stands below a label with a detail, the table would lose them.
 */
export function Chart({ title, what, unit, bars, most, level = 2, nothing }: ChartProps) {
  const id = useId();
  const longest = most ?? Math.max(...bars.map(({ value, room = 0 }) => Math.max(value, room)));
  const part = (value: number) => (longest > 0 ? (value / longest) * 100 : 0);
  const looks = [bars.some(({ detail }) => detail) && "oco-bars--detailed", bars.some(({ room }) => room !== undefined) && "oco-bars--room"];
  return (
    <section className="oco-stack" aria-labelledby={id}>
      <Heading level={level} id={id}>
        {title}
      </Heading>
      <Paragraph>{what}</Paragraph>
      {bars.length === 0 ? (
        <Paragraph>{nothing}</Paragraph>
      ) : (
        <table role="table" className={["oco-bars", ...looks].filter(Boolean).join(" ")}>
          <thead role="rowgroup" className="oco-hidden">
            <tr role="row">
              <th role="columnheader" scope="col">
                {title}
              </th>
              <th role="columnheader" scope="col" colSpan={2}>
                {unit}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {bars.map(({ key, label, detail, value, room, text, own }) => (
              <tr role="row" key={key} className={own ? "oco-bars__own" : undefined}>
                <th role="rowheader" scope="row">
                  {label}
                  {detail && <span className="oco-line oco-muted">{detail}</span>}
                </th>
                <td role="cell">
                  <svg className="oco-bar-line" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
                    {room !== undefined && <rect className="oco-bar-room" width={part(room)} height="10" />}
                    <rect width={part(value)} height="10" />
                  </svg>
                </td>
                <td role="cell" className="oco-bars__number">
                  {text}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Bars is a chart of what the monitor counts; what is hidden has no bar. */
export function Bars({ title, what, cells }: { title: string; what: string; cells: Schemas["Cell"][] }) {
  const { t, number } = useDeskText();
  const bars = cells.map(({ key, label, count }) => {
    const value = count && !count.hidden ? Number(count.value) : 0;
    return { key, label: label || key, value, text: count?.hidden ? t("hidden") : number(value) };
  });
  return <Chart title={title} what={what} unit={t("monitor.count")} bars={bars} nothing={t("monitor.nothing")} />;
}
