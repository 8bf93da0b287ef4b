import { once, part } from "../../api/client.ts";
import { Alert } from "../../design/Alert.tsx";
import { Choices, TextArea } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useQueryClient } from "@tanstack/react-query";
import type { Application } from "../application.ts";
import { useDeskText, type Key } from "../text.ts";

/** Route is a way to go on. */
type Route = Exclude<Application["route"], "ROUTE_UNSPECIFIED">;

/** The routes in the order of the model: the resident's own network first, informal where possible, formal where necessary. */
const routes: Route[] = ["ROUTE_OWN_NETWORK", "ROUTE_INFORMAL", "ROUTE_FORMAL", "ROUTE_ACCESS_TEAM", "ROUTE_REFERRED", "ROUTE_ANSWERED"];

/** Triage is the coordinator's weighing: one route, and why. */
export function Triage({ application }: { application: Application }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id } = application;
  const form = useForm<{ route: Route | ""; grounds: string }>({
    initial: { route: "", grounds: "" },
    check: ({ route }) => (route ? {} : { route: t("wrong.route") }),
    send: async ({ route, grounds }, key) => {
      if (route === "") return;
      part(
        await client.POST("/municipalities/{municipality}/applications/{application}/triage-decisions", {
          params: { path: { municipality, application: id }, header: once(key) },
          body: { route, grounds },
        }),
      );
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (pointer === "/route" ? "route" : pointer === "/grounds" ? "grounds" : undefined),
  });
  const decided = application.route !== "ROUTE_UNSPECIFIED";
  return (
    <section className="oco-stack" aria-labelledby="triage">
      <Heading level={2} id="triage">
        {t("triage.title")}
      </Heading>
      {decided && (
        <Alert type="info">
          <Paragraph>{t("triage.decided", { route: t(`route.${application.route}` as Key) })}</Paragraph>
        </Alert>
      )}
      <FoldedForm form={form} open={!decided} title={t(decided ? "triage.again" : "triage.choose")} send={t("triage.send")} onDone={() => form.reset({ route: "", grounds: "" })}>
        <Choices
          id="route"
          label={t("triage.route")}
          hint={t("triage.hint")}
          options={routes.map((route) => ({ value: route, label: t(`route.${route}` as Key), hint: t(`route.hint.${route}` as Key) }))}
          value={form.values.route}
          error={form.errors.route}
          onChange={(route) => form.set("route", route)}
        />
        <TextArea id="grounds" rows={3} most={2000} label={t("triage.grounds")} hint={t("triage.grounds.hint")} value={form.values.grounds} error={form.errors.grounds} onChange={(grounds) => form.set("grounds", grounds)} />
      </FoldedForm>
    </section>
  );
}
