import { Heading, Paragraph } from "../../design/text.tsx";
import { useGet } from "../../api/queries.ts";
import { CloseCase } from "../../support/CloseCase.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";

/** useCase reads the support case of an application, undefined when there is none. */
export function useCase({ municipality, id }: Application) {
  return useGet(municipality, ["case", id], async (client) => {
    const { data } = await client.GET("/municipalities/{municipality}/cases", { params: { path: { municipality }, query: { application: id, pageSize: 1 } } });
    return { data: data?.cases[0] ?? null };
  });
}

/** Running is the support case: who supports, and how to close it. */
export function Running({ application }: { application: Application }) {
  const { t, day } = useDeskText();
  const support = useCase(application).data;
  if (!support) return null;
  const closed = support.state === "CASE_STATE_CLOSED";
  return (
    <section className="oco-stack" aria-labelledby="case">
      <Heading level={2} id="case">
        {t("case.title")}
      </Heading>
      <Paragraph>{t("case.since", { day: day(support.openDate) })}</Paragraph>
      {closed ? (
        <>
          <Paragraph>{t("case.closed", { day: day(support.closeDate) })}</Paragraph>
          <p className="oco-said" dir="auto">
            {support.need}
          </p>
        </>
      ) : (
        <details>
          <summary>{t("case.close")}</summary>
          <CloseCase support={support} />
        </details>
      )}
    </section>
  );
}
