import type { Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Group, Select, TextField } from "../../design/Field.tsx";
import { useDeskText, type Key } from "../text.ts";

type OpeningHours = Schemas["OpeningHours"];

const weekdays = [1, 2, 3, 4, 5, 6, 7];

interface HoursProps {
  id: string;
  label: string;
  error: string | undefined;
  hours: OpeningHours[];
  onChange: (hours: OpeningHours[]) => void;
}

/** Hours keeps opening hours, a line for each stretch of a day. */
export function Hours({ id, label, error, hours, onChange }: HoursProps) {
  const { t } = useDeskText();
  const change = (at: number, part: Partial<OpeningHours>) => onChange(hours.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <Group id={id} label={label} error={error}>
      <div className="oco-stack oco-hours">
        {hours.map((line, index) => (
          <div key={index} className="oco-row oco-row--ends">
            <Select id={`${id}-${index}-day`} label={t("hours.day")} options={weekdays.map((day) => ({ value: String(day), label: t(`weekday.${day}` as Key) }))} value={String(line.weekday)} onChange={(day) => change(index, { weekday: Number(day) })} />
            <TextField id={`${id}-${index}-opens`} type="time" label={t("hours.opens")} value={line.opens} onChange={(opens) => change(index, { opens })} />
            <TextField id={`${id}-${index}-closes`} type="time" label={t("hours.closes")} value={line.closes} onChange={(closes) => change(index, { closes })} />
            <Button purpose="subtle" onClick={() => onChange(hours.filter((_, at) => at !== index))}>
              {t("remove")}
            </Button>
          </div>
        ))}
        <div>
          <Button onClick={() => onChange([...hours, { weekday: Math.min(7, (hours.at(-1)?.weekday ?? 0) + 1), opens: "09:00", closes: "17:00" }])}>{t("hours.add")}</Button>
        </div>
      </div>
    </Group>
  );
}
