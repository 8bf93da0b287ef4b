import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Alert } from "../../design/Alert.tsx";
import { Choices, Select, TextArea } from "../../design/Field.tsx";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered, Missing } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import type { Application } from "../application.ts";
import { stands } from "../../support/offer.ts";
import { useSupporters } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";
import { useOffers } from "./Matching.tsx";

type Tie = Schemas["Tie"];
type Kind = Exclude<Tie["kind"], "TIE_KIND_UNSPECIFIED">;

const kinds: Kind[] = ["TIE_KIND_FAMILY", "TIE_KIND_ACQUAINTED", "TIE_KIND_NEIGHBOUR", "TIE_KIND_OTHER_ROLE", "TIE_KIND_OTHER"];

/** Ties are the supporters who belong to this resident in another way, and are not proposed therefore. */
export function Ties({ application }: { application: Application }) {
  const { t } = useDeskText();
  const { municipality, id } = application;
  const found = useGet(municipality, ["ties", id], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/ties", { params: { path: { municipality }, query: { application: id, pageToken } } }),
      (page) => page.ties,
    ),
  );
  return (
    <section className="oco-stack" aria-labelledby="ties">
      <Heading level={2} id="ties">
        {t("ties.title")}
      </Heading>
      <Answered of={found}>
        {(ties) => (
          <>
            {ties.length === 0 && <Paragraph>{t("ties.none")}</Paragraph>}
            {ties.map((tie) => (
              <Known key={tie.id} tie={tie} />
            ))}
            <NewTie application={application} taken={ties.map(({ supporter }) => supporter)} />
          </>
        )}
      </Answered>
    </section>
  );
}

/** Known is one who belongs to the resident. Whose tie is over can be proposed again. */
function Known({ tie: { municipality, id, supporterName, kind, note, etag } }: { tie: Tie }) {
  const { t } = useDeskText();
  return (
    <div className="oco-card">
      <Paragraph>
        <strong>{supporterName}</strong> · {t(`ties.${kind}` as Key)}
      </Paragraph>
      {note && <p dir="auto">{note}</p>}
      <div className="oco-row">
        <Act
          municipality={municipality}
          label={t("ties.end.whose", { name: supporterName })}
          change={(client, _none, key) => client.POST("/municipalities/{municipality}/ties/{tie}/_end", { params: { path: { municipality, tie: id }, header: once(key, etag) }, body: {} })}
        >
          {t("ties.end")}
        </Act>
      </div>
    </div>
  );
}

interface Values {
  supporter: string;
  kind: Kind;
  note: string;
}

const empty: Values = { supporter: "", kind: "TIE_KIND_FAMILY", note: "" };

/** NewTie records one more. */
function NewTie({ application, taken }: { application: Application; taken: string[] }) {
  const { municipality, id } = application;
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const supporters = useSupporters(municipality);
  const offers = useOffers(application);
  const others = (supporters.data ?? []).filter((one) => one.state !== "SUPPORTER_STATE_LEFT" && !taken.includes(one.id));
  const form = useForm<Values>({
    initial: empty,
    check: ({ supporter }): { supporter?: string } => (supporter ? {} : { supporter: t("wrong.tie") }),
    send: async ({ note, ...said }, key) => {
      part(await client.POST("/municipalities/{municipality}/ties", { params: { path: { municipality }, header: once(key) }, body: { application: id, ...said, note: note.trim() } }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (["supporter", "kind", "note"] as const).find((field) => pointer === `/${field}`),
  });
  const chosen = form.values.supporter;
  const asked = chosen && offers.data?.some((offer) => stands(offer) && offer.supporter === chosen);
  return (
    <FoldedForm form={form} title={t("ties.new")} send={t("ties.do")} idOf={(field) => `tie-${field}`} onDone={() => form.reset(empty)}>
      <Paragraph>{t("ties.why")}</Paragraph>
      <Missing of={[supporters, offers]} />
      <Select
        id="tie-supporter"
        required
        label={t("ties.supporter")}
        options={[{ value: "", label: t("choose") }, ...others.map(({ id: value, name }) => ({ value, label: name }))]}
        value={form.values.supporter}
        error={form.errors.supporter}
        onChange={(supporter) => form.set("supporter", supporter)}
      />
      <Choices id="tie-kind" label={t("ties.kind")} options={kinds.map((value) => ({ value, label: t(`ties.${value}`) }))} value={form.values.kind} error={form.errors.kind} onChange={(kind) => form.set("kind", kind)} />
      <TextArea id="tie-note" label={t("ties.note")} hint={t("ties.note.hint")} most={500} value={form.values.note} error={form.errors.note} onChange={(note) => form.set("note", note)} />
      {asked && (
        <Alert type="warning" live>
          <Paragraph>{t("ties.asked")}</Paragraph>
        </Alert>
      )}
    </FoldedForm>
  );
}
