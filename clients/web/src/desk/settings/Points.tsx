import type { Schemas } from "../../api/client.ts";
import { Button } from "../../design/Button.tsx";
import { Group, TextField } from "../../design/Field.tsx";
import { useDeskText } from "../text.ts";
import { Hours } from "./Hours.tsx";

type Point = Schemas["NeighbourhoodPoint"];

/** codeOf makes the code of a new neighbourhood point from its name; a code that exists never changes. */
export function codeOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")
    .slice(0, 60);
}

/** Points keeps the wijkpunten: what they are called, where, and when they are open. */
export function Points({ points, error, onChange }: { points: Point[]; error: string | undefined; onChange: (points: Point[]) => void }) {
  const { t } = useDeskText();
  const change = (at: number, part: Partial<Point>) => onChange(points.map((point, index) => (index === at ? { ...point, ...part } : point)));
  return (
    <Group id="points" label={t("points.title")} error={error}>
      <div className="oco-stack">
        {points.map((point, index) => (
          <div key={index} className="oco-card">
            <TextField id={`point-${index}-name`} label={t("points.name")} value={point.name} onChange={(name) => change(index, { name })} />
            <TextField id={`point-${index}-address`} label={t("points.address")} value={point.address ?? ""} onChange={(address) => change(index, { address })} />
            <Hours id={`point-${index}-hours`} label={t("texts.hours")} error={undefined} hours={point.openingHours ?? []} onChange={(openingHours) => change(index, { openingHours })} />
            <div>
              <Button purpose="subtle" onClick={() => onChange(points.filter((_, at) => at !== index))}>
                {t("remove")}
              </Button>
            </div>
          </div>
        ))}
        <div>
          <Button onClick={() => onChange([...points, { code: "", name: "", address: "", openingHours: [] }])}>{t("points.add")}</Button>
        </div>
      </div>
    </Group>
  );
}
