import { Heading, List } from "../../design/text.tsx";
import { useSession } from "../../login/Gate.tsx";
import { all, useGet } from "../../api/queries.ts";
import { part, type Schemas } from "../../api/client.ts";
import { useDeskText, type Key } from "../text.ts";

/** Around is who belongs to a resident: those who act for them, and who else lives there. Nothing shows when there is nobody. */
export function Around({ municipality, resident }: { municipality: string; resident: Schemas["Resident"] }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const path = { municipality, resident: resident.id };
  const acting = useGet(municipality, ["representatives", resident.id], (api) =>
    all(
      (pageToken) => api.GET("/municipalities/{municipality}/residents/{resident}/representatives", { params: { path, query: { pageToken } } }),
      (page) => page.representatives,
    ),
  ).data;
  const others = useGet(municipality, ["household", resident.household, resident.id], async (api) => {
    if (!resident.household) return { data: [] };
    const { residents } = part(await api.GET("/municipalities/{municipality}/households/{household}", { params: { path: { municipality, household: resident.household } } }));
    const read = async (other: string) => part(await client.GET("/municipalities/{municipality}/residents/{resident}", { params: { path: { municipality, resident: other } } }));
    return { data: await Promise.all(residents.filter((id) => id !== resident.id).map(read)) };
  }).data;
  return (
    <>
      {acting && acting.length > 0 && (
        <>
          <Heading level={3}>{t("around.acting")}</Heading>
          <List>
            {acting.map(({ id, kind, name, phone, extent }) => (
              <li key={id}>{[name, t(`around.${kind}` as Key), phone, extent].filter(Boolean).join(" · ")}</li>
            ))}
          </List>
        </>
      )}
      {others && others.length > 0 && (
        <>
          <Heading level={3}>{t("around.household")}</Heading>
          <List>
            {others.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </List>
        </>
      )}
    </>
  );
}
