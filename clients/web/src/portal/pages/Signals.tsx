import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { dayOf } from "../../support/days.ts";
import { Matter, ReleasedText } from "../../support/signals.tsx";
import { Own } from "../Own.tsx";
import type { Supporter } from "../self.ts";
import { SignalForm } from "../signals/SignalForm.tsx";
import { usePortalText, type Key } from "../text.ts";

/** Signals is what a supporter told, and what came of it. */
export function Signals() {
  return <Own title="signals.title">{(own) => <Told key={own.id} own={own} />}</Own>;
}

function Told({ own }: { own: Supporter }) {
  const { t } = usePortalText();
  const { municipality } = own;
  const found = useGet(municipality, ["signals", own.id], (client) =>
    all((pageToken) => client.GET("/municipalities/{municipality}/signals", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }), (page) => page.signals),
  );
  return (
    <>
      <Paragraph>{t("signals.text")}</Paragraph>
      <SignalForm own={own} />
      <section className="oco-stack" aria-labelledby="told" aria-busy={found.isPending}>
        <Heading level={2} id="told">
          {t("signals.told")}
        </Heading>
        <Answered of={found}>{(signals) => (signals.length > 0 ? signals.map((signal) => <One key={signal.id} signal={signal} />) : <Paragraph>{t("signals.none")}</Paragraph>)}</Answered>
      </section>
    </>
  );
}

/** One is a signal, and what came of it: nothing of others. */
function One({ signal }: { signal: Schemas["Signal"] }) {
  const { t, day } = usePortalText();
  const { followUp, state, setAsideReason } = signal;
  const released = followUp?.releasedPattern;
  return (
    <div className="oco-card oco-stack">
      <Matter of={signal} />
      <p className="oco-said" dir="auto">
        {signal.description}
      </p>
      <Paragraph>
        <strong>{t(followUp ? (`followed.${followUp.state}` as Key) : (`signal.${state}` as Key))}</strong>
        <span className="oco-line oco-muted">{t("signal.told", { day: day(dayOf(new Date(signal.createTime ?? ""))) })}</span>
      </Paragraph>
      {setAsideReason && (
        <p className="oco-said" dir="auto">
          {setAsideReason}
        </p>
      )}
      {released && (
        <details>
          <summary aria-label={t("followed.whose", { title: released.title })}>{t("followed.read")}</summary>
          <div className="oco-stack">
            <Heading level={3}>{released.title}</Heading>
            <ReleasedText of={released} />
          </div>
        </details>
      )}
    </div>
  );
}
