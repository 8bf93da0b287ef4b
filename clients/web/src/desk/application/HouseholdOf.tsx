import { useState } from "react";

import { part, type Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Heading, List, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { useDeskText } from "../text.ts";
import type { AroundProps } from "./Around.tsx";
import { readHousehold, saveMembers, type Household } from "./household.ts";
import { Housemate } from "./Housemate.tsx";

/** HouseholdOf is who else lives with a resident. Each keeps an own dossier; moving in and out changes nothing in it. */
export function HouseholdOf({ municipality, resident }: AroundProps) {
  const { t } = useDeskText();
  const [left, setLeft] = useState<Household>();
  // While another household is read nothing of it shows, but what stands around it stays: a search, an undo.
  const found = useGet<Schemas["Resident"][]>(municipality, ["household", resident.household, resident.id], async (client) => {
    if (!resident.household) return { data: [] };
    const { residents } = await readHousehold(client, municipality, resident.household);
    const read = async (other: string) => part(await client.GET("/municipalities/{municipality}/residents/{resident}", { params: { path: { municipality, resident: other } } }));
    return { data: await Promise.all(residents.filter((id) => id !== resident.id).map(read)) };
  }).data;
  const others = found ?? [];
  return (
    <section className="oco-stack" aria-labelledby="household">
      <Heading level={3} id="household">
        {t("around.household")}
      </Heading>
      {found?.length === 0 && <Paragraph>{t("around.household.none")}</Paragraph>}
      {others.length > 0 && (
        <List>
          {others.map(({ id, name }) => (
            <li key={id} dir="auto">
              {name}
            </li>
          ))}
        </List>
      )}
      {others.length > 0 && !resident.mergedInto && (
        <div>
          <Act
            municipality={municipality}
            change={async (client, _none, key) => {
              const home = await readHousehold(client, municipality, resident.household);
              setLeft(await saveMembers(client, home, home.residents.filter((id) => id !== resident.id), key));
            }}
          >
            {t("around.leave")}
          </Act>
        </div>
      )}
      <div role="status">
        {left && !resident.household && (
          <div className="oco-row">
            <span>{t("around.left")}</span>
            <Act
              municipality={municipality}
              change={async (client, _none, key) => {
                await saveMembers(client, left, [...left.residents, resident.id], key);
                setLeft(undefined);
              }}
            >
              {t("around.back")}
            </Act>
          </div>
        )}
      </div>
      {!resident.mergedInto && <Housemate municipality={municipality} resident={resident} others={others} />}
    </section>
  );
}
