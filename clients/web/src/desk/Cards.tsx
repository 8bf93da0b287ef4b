import type { ReactNode } from "react";

import { useDeskText, type Key } from "./text.ts";

/**
 * Cards is a table of which each row is a card on a phone, and each cell says what it is. The roles are written out:
 * laid out as cards a table would lose them.
 */
export function Cards({ columns, label, wide, children }: { columns: readonly Key[]; label: string; wide?: "last" | "clock"; children: ReactNode }) {
  const { t } = useDeskText();
  return (
    <div className="oco-scroll" role="region" aria-label={label} tabIndex={0}>
      <table role="table" className={`utrecht-table utrecht-table--html-table oco-table oco-cards${wide ? ` oco-cards--${wide}` : ""}`}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </div>
  );
}

/** Cell is one cell of a row, with what it is about for where the head of the table cannot be seen. */
export function Cell({ of, children }: { of: Key; children: ReactNode }) {
  const { t } = useDeskText();
  return (
    <td role="cell" data-label={t(of)}>
      <div>{children}</div>
    </td>
  );
}
