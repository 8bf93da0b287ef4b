import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useLive } from "../live.ts";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { NewSignal } from "./NewSignal.tsx";
import { PatternCard } from "./PatternCard.tsx";
import { useNewSignals, usePatterns } from "./signals.ts";

/** SignalsPage is what goes wrong outside, and what the coordinator makes of it. */
export function SignalsPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const municipalities = placesOf(caller, "ROLE_COORDINATOR");
  const [municipality, setMunicipality] = useWhere(municipalities);
  useLive([municipality]);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("signals.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <Paragraph>{t("signals.text")}</Paragraph>
      <Fresh key={`new ${municipality}`} municipality={municipality} />
      <Patterns key={`patterns ${municipality}`} municipality={municipality} />
    </div>
  );
}

function Fresh({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const found = useNewSignals(municipality);
  const count = found.data?.length ?? 0;
  return (
    <section className="oco-stack" aria-labelledby="new-signals" aria-busy={found.isPending}>
      <Heading level={2} id="new-signals">
        {t("signals.new")} {count > 0 && <span className="oco-count">{count}</span>}
      </Heading>
      <Answered of={found}>
        {(signals) =>
          signals.length > 0 ? (
            <div className="oco-columns oco-columns--wide">
              {signals.map((signal) => (
                <NewSignal key={signal.id} signal={signal} />
              ))}
            </div>
          ) : (
            <Paragraph>{t("signals.new.none")}</Paragraph>
          )
        }
      </Answered>
    </section>
  );
}

function Patterns({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const found = usePatterns(municipality);
  return (
    <section className="oco-stack" aria-labelledby="patterns" aria-busy={found.isPending}>
      <Heading level={2} id="patterns">
        {t("patterns.title")}
      </Heading>
      <Paragraph>{t("patterns.text")}</Paragraph>
      <Answered of={found}>
        {(patterns) =>
          patterns.length > 0 ? (
            <div className="oco-columns oco-columns--wide">
              {patterns.map((pattern) => (
                <PatternCard key={pattern.id} pattern={pattern} />
              ))}
            </div>
          ) : (
            <Paragraph>{t("patterns.none")}</Paragraph>
          )
        }
      </Answered>
    </section>
  );
}
