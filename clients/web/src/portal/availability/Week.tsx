import { Checkbox } from "@utrecht/checkbox-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { once, part, type Schemas } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Button } from "../../design/Button.tsx";
import { Group, TextField } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { ErrorSummary } from "../../form/ErrorSummary.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Supporter } from "../self.ts";
import { usePortalText } from "../text.ts";

type Part = Exclude<Schemas["DayPart"], "DAY_PART_UNSPECIFIED">;

const days = [1, 2, 3, 4, 5, 6, 7] as const;
const parts: Part[] = ["DAY_PART_MORNING", "DAY_PART_AFTERNOON", "DAY_PART_EVENING"];

/** momentOf names a part of a day in a list of them. */
const momentOf = (weekday: number, dayPart: string) => `${weekday} ${dayPart}`;

/** Week is when a supporter is usually free, and how many cases they can have at once. */
export function Week({ own }: { own: Supporter }) {
  const { t } = usePortalText();
  const { client, renew } = useSession();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  const { municipality, id } = own;
  const form = useForm<{ free: string[]; cases: string }>({
    version: own.etag ?? "",
    initial: { free: (own.weeklyRhythm ?? []).map(({ weekday, dayPart }) => momentOf(weekday, dayPart)), cases: `${own.maxCases ?? 0}` },
    check: ({ cases }) => (/^\d{1,2}$/.test(cases.trim()) ? {} : { cases: t("wrong.cases") }),
    send: async ({ free, cases }, key, version) => {
      const weeklyRhythm = days.flatMap((weekday) => parts.filter((dayPart) => free.includes(momentOf(weekday, dayPart))).map((dayPart) => ({ weekday, dayPart })));
      const params = { path: { municipality, supporter: id }, query: { updateMask: "weeklyRhythm,maxCases" }, header: once(key, version) };
      part(await client.PATCH("/municipalities/{municipality}/supporters/{supporter}", { params, body: { weeklyRhythm, maxCases: Number(cases) } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => ({ "/maxCases": "cases", "/weeklyRhythm": "free" })[pointer] as "cases" | undefined,
  });
  const { free } = form.values;
  const toggle = (moment: string, on: boolean) => {
    setSaved(false);
    form.set("free", on ? [...free, moment] : free.filter((other) => other !== moment));
  };
  return (
    <section className="oco-stack" aria-labelledby="rhythm">
      <Heading level={2} id="rhythm">
        {t("week.title")}
      </Heading>
      <form
        noValidate
        className="oco-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit().then(setSaved);
        }}
      >
        <ErrorSummary form={form} idOf={(field) => (field === "cases" ? "max-cases" : field)} onSignIn={() => void renew()} />
        <Group id="free" label={t("week.free")} hint={t("week.free.hint")} error={form.errors.free}>
          <Grid free={free} onToggle={toggle} />
        </Group>
        <TextField
          id="max-cases"
          inputMode="numeric"
          required
          label={t("week.cases")}
          hint={t("week.cases.hint", { count: own.openCases ?? 0 })}
          value={form.values.cases}
          error={form.errors.cases}
          onChange={(cases) => {
            setSaved(false);
            form.set("cases", cases);
          }}
        />
        <div>
          <Button type="submit" purpose="primary" busy={form.sending}>
            {t("week.send")}
          </Button>
        </div>
        {saved && (
          <Alert type="ok" live>
            <Paragraph>{t("week.saved")}</Paragraph>
          </Alert>
        )}
      </form>
    </section>
  );
}

/** Grid has a box for each part of each day of the week. */
function Grid({ free, onToggle }: { free: string[]; onToggle: (moment: string, on: boolean) => void }) {
  const { t } = usePortalText();
  return (
    <table className="oco-week">
      <thead>
        <tr>
          <td />
          {parts.map((dayPart) => (
            <th key={dayPart} scope="col">
              {t(`part.${dayPart}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((weekday) => (
          <tr key={weekday}>
            <th scope="row">{t(`weekday.${weekday}`)}</th>
            {parts.map((dayPart) => (
              <td key={dayPart}>
                <label>
                  <Checkbox
                    aria-label={`${t(`weekday.${weekday}`)}, ${t(`part.${dayPart}`)}`}
                    checked={free.includes(momentOf(weekday, dayPart))}
                    onChange={(event) => onToggle(momentOf(weekday, dayPart), event.target.checked)}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
