import { Paragraph } from "../../design/text.tsx";
import { holds } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useConsultations } from "../../support/colleagues/colleagues.ts";
import { Questions } from "../../support/colleagues/Questions.tsx";
import { AskForm } from "../colleagues/AskForm.tsx";
import { Place } from "../Place.tsx";
import { consulted } from "../routes.tsx";
import { usePortalText } from "../text.ts";

/** Colleagues is what supporters ask one another, without names of residents. Contact persons answer, and do not ask. */
export function Colleagues() {
  return (
    <Place title="colleagues.title" roles={consulted}>
      {(municipality) => <Parts key={municipality} municipality={municipality} />}
    </Place>
  );
}

function Parts({ municipality }: { municipality: string }) {
  const { t } = usePortalText();
  const { caller } = useSession();
  const asks = holds(caller, ["ROLE_SUPPORTER"], municipality);
  return (
    <>
      <Paragraph>{t(asks ? "colleagues.text" : "colleagues.text.answers")}</Paragraph>
      {asks && <AskForm municipality={municipality} />}
      <Questions found={useConsultations(municipality)} asks={asks} />
    </>
  );
}
