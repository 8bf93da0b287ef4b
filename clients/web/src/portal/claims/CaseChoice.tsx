import { all, useGet } from "../../api/queries.ts";
import { Select } from "../../design/Field.tsx";
import { Missing } from "../../form/Answered.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText } from "../text.ts";

/** useCases are the cases that a supporter is or was on. */
export function useCases({ municipality, id: supporter }: Pick<Supporter, "municipality" | "id">) {
  return useGet(municipality, ["cases", "claimed", supporter], (client) =>
    all((pageToken) => client.GET("/municipalities/{municipality}/cases", { params: { path: { municipality }, query: { supporter, pageSize: 200, pageToken } } }), (page) => page.cases),
  );
}

interface CaseChoiceProps {
  own: Pick<Supporter, "municipality" | "id">;
  id: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** CaseChoice asks for which case something was; who has none is not asked. */
export function CaseChoice({ own, ...field }: CaseChoiceProps) {
  const { t } = usePortalText();
  const found = useCases(own);
  const cases = found.data ?? [];
  return (
    <>
      <Missing of={[found]} />
      {cases.length > 0 && (
        <Select {...field} label={t("claims.case")} options={[{ value: "", label: t("claims.case.none") }, ...cases.map(({ id, residentName }) => ({ value: id, label: residentName }))]} />
      )}
    </>
  );
}
