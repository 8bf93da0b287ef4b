import { useState } from "react";
import { useSearch } from "wouter";

import { Select } from "../design/Field.tsx";
import { useNames } from "./names.ts";
import { useDeskText } from "./text.ts";

/** useWhere is the municipality that a page is about: the one in the address, else the first, until somebody chooses another. */
export function useWhere(municipalities: readonly string[]) {
  const asked = new URLSearchParams(useSearch()).get("municipality");
  return useState(municipalities.find((one) => one === asked) ?? municipalities[0] ?? "");
}

/** Where asks for which municipality; with one there is nothing to ask. */
export function Where({ municipalities, value, onChange }: { municipalities: string[]; value: string; onChange: (municipality: string) => void }) {
  const { t } = useDeskText();
  const names = useNames(municipalities);
  if (municipalities.length < 2) return null;
  return (
    <Select
      id="municipality"
      label={t("column.municipality")}
      options={municipalities.map((code) => ({ value: code, label: names[code] ?? code }))}
      value={value}
      onChange={onChange}
    />
  );
}
