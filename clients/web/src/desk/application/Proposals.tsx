import { once, type Schemas } from "../../api/client.ts";
import { useGet } from "../../api/queries.ts";
import { Heading, Paragraph } from "../../design/text.tsx";
import { Answered } from "../../form/Answered.tsx";
import { Act } from "../../form/Act.tsx";
import type { Application } from "../application.ts";
import { useDeskText } from "../text.ts";
import { Organisations, Several } from "./AskMore.tsx";
import { Misses } from "./Misses.tsx";
import { Explained } from "./Explained.tsx";
import { Neighbours } from "./Neighbours.tsx";

/** useProposals reads who can be asked for an application, and who just misses. */
export function useProposals({ municipality, id }: Pick<Application, "municipality" | "id">, pageSize = 10) {
  return useGet<Schemas["ProposeMatchesResponse"]>(municipality, ["proposals", id, pageSize], (client) =>
    client.GET("/municipalities/{municipality}/applications/{application}/proposals", { params: { path: { municipality, application: id }, query: { pageSize } } }),
  );
}

interface ProposalsProps {
  application: Application;
  /** The offers that wait for an answer; while nobody knows them, nobody can be asked: somebody might be asked twice. */
  standing: Schemas["Offer"][] | undefined;
}

/** Proposals are who can be asked for an application; they are read while the offers are. */
export function Proposals({ application, standing }: ProposalsProps) {
  const found = useProposals(application);
  if (!standing) return null;
  return <Answered of={found}>{(told) => <Told application={application} standing={standing} told={told} />}</Answered>;
}

/**
 * Told are the supporters who can be asked, the best first, each with what speaks for them; the organisations that can be
 * asked as a whole; neighbours whom to call; and who just misses.
 */
function Told({ application, standing, told }: { application: Application; standing: Schemas["Offer"][]; told: Schemas["ProposeMatchesResponse"] }) {
  const { t } = useDeskText();
  const { municipality, id } = application;
  const { proposals, nearestMisses, organisations, waves, regionalProposals } = told;
  const asked = standing.map((offer) => offer.supporter);
  const askedWhole = standing.filter((offer) => offer.toOrganisation).map((offer) => offer.organisation);
  const free = proposals.filter((proposal) => !asked.includes(proposal.supporter));
  if (standing.length > 0 && !waves) return <Others proposals={free} />;
  return (
    <div className="oco-stack">
      <Paragraph>{t("matching.decide")}</Paragraph>
      {free.length === 0 && <Paragraph>{t("matching.nobody")}</Paragraph>}
      <ol className="oco-plain oco-stack">
        {free.map((proposal) => (
          <li key={proposal.supporter} className="oco-card">
            <Heading level={3}>{proposal.name}</Heading>
            <Explained proposal={proposal} />
            <div className="oco-row">
              <Act
                municipality={municipality}
                label={t("matching.ask.whom", { name: proposal.name })}
                change={(client, _none, key) =>
                  client.POST("/municipalities/{municipality}/offers", {
                    params: { path: { municipality }, header: once(key) },
                    body: { application: id, supporter: proposal.supporter },
                  })
                }
              >
                {t("matching.ask")}
              </Act>
            </div>
          </li>
        ))}
      </ol>
      {waves && free.length > 1 && <Several application={application} />}
      <Organisations application={application} organisations={organisations.filter(({ organisation }) => !askedWhole.includes(organisation))} />
      <Neighbours proposals={regionalProposals} />
      <Misses application={application} misses={nearestMisses} asked={asked} />
    </div>
  );
}

/** Others are who fits too, while one is asked: nobody else is, until that one answers or the question is withdrawn. */
function Others({ proposals }: { proposals: Schemas["Proposal"][] }) {
  const { t } = useDeskText();
  return (
    <>
      <Paragraph>{t("matching.one")}</Paragraph>
      {proposals.length > 0 && (
        <details>
          <summary>{t("matching.others", { count: proposals.length })}</summary>
          <ol className="oco-plain oco-stack">
            {proposals.map((proposal) => (
              <li key={proposal.supporter} className="oco-card">
                <Heading level={3}>{proposal.name}</Heading>
                <Explained proposal={proposal} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
