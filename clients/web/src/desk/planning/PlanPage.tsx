import { useGet } from "../../api/queries.ts";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { lastPlan, MakePlan } from "./MakePlan.tsx";
import { Tabs } from "./Tabs.tsx";

/** So many who wait are counted; of more it is said that there are more. */
const counted = 200;

/** PlanPage says what a plan for a backlog is, and has one made. */
export function PlanPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("plan.title")}</Heading>
      <Tabs at="/match-plan" />
      <div className="oco-text oco-stack">
        <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
        <Paragraph>{t("plan.text")}</Paragraph>
        <List>
          <li>{t("plan.text.best")}</li>
          <li>{t("plan.text.asks")}</li>
          <li>{t("plan.text.few")}</li>
        </List>
        <Begin key={municipality} municipality={municipality} />
      </div>
    </div>
  );
}

function Begin({ municipality }: { municipality: string }) {
  const { t, ago } = useDeskText();
  const waiting = useGet(municipality, ["applications", "waiting"], (client) =>
    client.GET("/municipalities/{municipality}/applications", { params: { path: { municipality }, query: { states: ["APPLICATION_STATE_WAITING_FOR_MATCH"], pageSize: counted } } }),
  ).data;
  const last = lastPlan(municipality);
  return (
    <section className="oco-stack" aria-labelledby="make" aria-busy={!waiting}>
      <Heading level={2} id="make">
        {waiting ? t(waiting.nextPageToken ? "plan.waiting.more" : "plan.waiting", { count: waiting.applications.length }) : t("waiting")}
      </Heading>
      {last && (
        <Paragraph>
          <TextLink to={`/${municipality}/match-plans/${last.id}`}>{t("plan.last", { ago: ago(last.time) })}</TextLink>
        </Paragraph>
      )}
      <div className="oco-row">
        <MakePlan municipality={municipality}>{t("plan.make")}</MakePlan>
      </div>
    </section>
  );
}
