import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useLive } from "../live.ts";
import { useDeskText, type Key } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { Clocks } from "./Clocks.tsx";

export type Complaint = Schemas["Complaint"];

/** ComplaintsPage is what people are not content with, as far as the reader may know. */
export function ComplaintsPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COMPLAINTS_OFFICER", "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  useLive([municipality]);
  const found = useGet(municipality, ["complaints"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/complaints", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }),
      (page) => page.complaints,
    ),
  );
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("complaints.title")}</Heading>
      <Paragraph>{t("complaints.intro")}</Paragraph>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <Answered of={found}>
        {(complaints) => {
          const open = complaints.filter(({ state }) => state !== "COMPLAINT_STATE_SETTLED");
          const settled = complaints.filter(({ state }) => state === "COMPLAINT_STATE_SETTLED");
          return (
            <>
              <Group title="complaints.open" none="complaints.none" complaints={open} />
              {settled.length > 0 && <Group title="complaints.settled" none="complaints.none" complaints={settled} />}
            </>
          );
        }}
      </Answered>
    </div>
  );
}

function Group({ title, none, complaints }: { title: Key; none: Key; complaints: Complaint[] }) {
  const { t, moment } = useDeskText();
  return (
    <section className="oco-stack" aria-labelledby={title}>
      <Heading level={2} id={title}>
        {t(title)}
      </Heading>
      {complaints.length === 0 && <Paragraph>{t(none)}</Paragraph>}
      <div className="oco-columns oco-columns--wide">
        {complaints.map((complaint) => (
          <div key={complaint.id} className="oco-card">
            <Heading level={3}>
              <TextLink to={`/${complaint.municipality}/complaints/${complaint.id}`}>
                {t("complaints.of", { about: t(`complaint.${complaint.about}` as Key), moment: moment(complaint.createTime ?? "") })}
              </TextLink>
            </Heading>
            <Paragraph>{t(`complaint.${complaint.state}` as Key)}</Paragraph>
            {complaint.state === "COMPLAINT_STATE_SETTLED" ? <Paragraph>{t(`complaint.${complaint.outcome}` as Key)}</Paragraph> : <Clocks clocks={complaint.clocks} />}
          </div>
        ))}
      </div>
    </section>
  );
}
