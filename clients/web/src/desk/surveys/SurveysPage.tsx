import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { placesOf } from "../../login/doors.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText } from "../text.ts";
import { useWhere, Where } from "../Where.tsx";
import { NewRound } from "./NewRound.tsx";
import { RoundCard } from "./RoundCard.tsx";
import { useRounds } from "./surveys.ts";

/** SurveysPage is what people say of how it was: the rounds, whom to ring, and what all of them said. */
export function SurveysPage() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const coordinated = placesOf(caller, "ROLE_COORDINATOR");
  const rung = placesOf(caller, "ROLE_COORDINATOR", "ROLE_DESK");
  const read = placesOf(caller, "ROLE_COORDINATOR", "ROLE_POLICY_ADVISER", "ROLE_FOUNDATION_BOARD");
  const municipalities = [...new Set([...rung, ...read])];
  const [municipality, setMunicipality] = useWhere(municipalities);
  const found = useRounds(municipality);
  const coordinates = coordinated.includes(municipality);
  return (
    <div className="oco-stack oco-stack--wide">
      <Heading level={1}>{t("surveys.title")}</Heading>
      <Where municipalities={municipalities} value={municipality} onChange={setMunicipality} />
      <Paragraph>{t("surveys.text")}</Paragraph>
      {coordinates && <NewRound key={municipality} municipality={municipality} />}
      <div className="oco-stack" aria-busy={found.isPending}>
        <Answered of={found}>
          {(rounds) =>
            rounds.length > 0 ? (
              rounds.map((round) => <RoundCard key={round.id} round={round} coordinates={coordinates} rings={rung.includes(municipality)} reads={read.includes(municipality)} />)
            ) : (
              <Paragraph>{t("surveys.none")}</Paragraph>
            )
          }
        </Answered>
      </div>
    </div>
  );
}
