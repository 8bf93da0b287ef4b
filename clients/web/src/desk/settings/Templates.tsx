import { useState } from "react";

import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Select } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { useDeskText, type Key } from "../text.ts";
import { TemplateForm } from "./TemplateForm.tsx";

export type Template = Required<Schemas["MessageTemplate"]>;

/** Templates are the texts of what is sent: the platform's own, or what the municipality made of them. */
export function Templates({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const [chosen, setChosen] = useState("");
  const found = useGet(municipality, ["templates"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/message-templates", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.messageTemplates as Template[],
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="templates" aria-busy={found.isPending}>
      <Heading level={2} id="templates">
        {t("templates.title")}
      </Heading>
      <Paragraph>{t("templates.text")}</Paragraph>
      <Answered of={found}>
        {(templates) => {
          const template = templates.find(({ id }) => id === chosen) ?? templates[0];
          const nameOf = ({ kind, channel, language, standard }: Template) =>
            t(standard ? "templates.name" : "templates.name.own", { kind: t(`sending.${kind}` as Key), way: t(`sending.${channel}` as Key), language: t(`templates.language.${language}` as Key) });
          return (
            <>
              <div className="oco-text">
                <Select id="template" label={t("templates.which")} value={template?.id ?? ""} onChange={setChosen} options={templates.map((one) => ({ value: one.id, label: nameOf(one) }))} />
              </div>
              {template && <TemplateForm key={template.id} template={template} />}
            </>
          );
        }}
      </Answered>
    </section>
  );
}
