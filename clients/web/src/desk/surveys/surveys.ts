import type { Schemas } from "../../api/client.ts";
import { all, useGet } from "../../api/queries.ts";

export type Round = Schemas["SurveyRound"];
export type Invited = Schemas["SurveyInvitation"];
export type Question = Exclude<Schemas["SurveyQuestion"], "SURVEY_QUESTION_UNSPECIFIED">;
export type Choice = Exclude<Schemas["SurveyChoice"], "SURVEY_CHOICE_UNSPECIFIED">;

const scale: Choice[] = [
  "SURVEY_CHOICE_NOT_AT_ALL", "SURVEY_CHOICE_HARDLY", "SURVEY_CHOICE_A_BIT", "SURVEY_CHOICE_WELL", "SURVEY_CHOICE_VERY_WELL", "SURVEY_CHOICE_UNKNOWN",
];
const yesNo: Choice[] = ["SURVEY_CHOICE_YES", "SURVEY_CHOICE_NO", "SURVEY_CHOICE_UNKNOWN"];

/** asked are the questions to somebody by phone, with the answers to choose from. */
export const asked: Record<string, { question: Question; choices: Choice[] }[]> = {
  SURVEY_AUDIENCE_RESIDENT: [
    { question: "SURVEY_QUESTION_UNDERSTOOD", choices: scale },
    { question: "SURVEY_QUESTION_SEEN", choices: scale },
    { question: "SURVEY_QUESTION_FITTING", choices: scale },
    { question: "SURVEY_QUESTION_ASK_AGAIN", choices: yesNo },
  ],
  SURVEY_AUDIENCE_SUPPORTER: [
    { question: "SURVEY_QUESTION_MATCHES_FITTED", choices: scale },
    { question: "SURVEY_QUESTION_SUPPORTED", choices: scale },
    { question: "SURVEY_QUESTION_TIME_FITS", choices: scale },
    { question: "SURVEY_QUESTION_GO_ON", choices: yesNo },
  ],
};

/** useRounds reads the rounds, the newest first. */
export function useRounds(municipality: string) {
  return useGet(municipality, ["survey-rounds"], (client) =>
    all((pageToken) => client.GET("/municipalities/{municipality}/survey-rounds", { params: { path: { municipality }, query: { pageSize: 200, pageToken } } }), (page) => page.surveyRounds),
  );
}

/** useResults reads what came of a round. */
export function useResults(municipality: string, surveyRound: string) {
  return useGet(municipality, ["survey-results", surveyRound], (client) =>
    client.GET("/municipalities/{municipality}/survey-rounds/{surveyRound}/results", { params: { path: { municipality, surveyRound } } }),
  );
}

/** useToRing reads who did not answer yet and may be rung. */
export function useToRing(municipality: string, surveyRound: string) {
  return useGet(municipality, ["survey-to-ring", surveyRound], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/survey-invitations", { params: { path: { municipality }, query: { surveyRound, pageSize: 200, pageToken } } }),
      (page) => page.surveyInvitations,
    ),
  );
}
