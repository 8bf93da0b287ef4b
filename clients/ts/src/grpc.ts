/**
 * The client for Node: the same services over gRPC, with types made from the contracts.
 */
import type { DescService } from "@bufbuild/protobuf";
import { type Client, createClient, type Interceptor, type Transport } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";

import { AdminService } from "../../../gen/ts/oco/admin/v1/admin_service_pb.js";
import { ComplaintService } from "../../../gen/ts/oco/complaint/v1/complaint_service_pb.js";
import { SafetyConcernService } from "../../../gen/ts/oco/complaint/v1/safety_concern_service_pb.js";
import { IncidentService } from "../../../gen/ts/oco/complaint/v1/incident_service_pb.js";
import { EventService } from "../../../gen/ts/oco/events/v1/event_service_pb.js";
import { WebhookService } from "../../../gen/ts/oco/events/v1/webhook_service_pb.js";
import { ExpenseService } from "../../../gen/ts/oco/expense/v1/expense_service_pb.js";
import { HandoverService } from "../../../gen/ts/oco/intake/v1/handover_service_pb.js";
import { ImportService } from "../../../gen/ts/oco/intake/v1/import_service_pb.js";
import { IncomingHandoverService } from "../../../gen/ts/oco/intake/v1/incoming_handover_service_pb.js";
import { IntakeService } from "../../../gen/ts/oco/intake/v1/intake_service_pb.js";
import { ReferrerService } from "../../../gen/ts/oco/intake/v1/referrer_service_pb.js";
import { ResidentService } from "../../../gen/ts/oco/intake/v1/resident_service_pb.js";
import { MatchingService } from "../../../gen/ts/oco/matching/v1/matching_service_pb.js";
import { MatchingPolicyService } from "../../../gen/ts/oco/matching/v1/matching_policy_service_pb.js";
import { TieService } from "../../../gen/ts/oco/matching/v1/tie_service_pb.js";
import { MatchPlanService } from "../../../gen/ts/oco/matching/v1/match_plan_service_pb.js";
import { MeetingService } from "../../../gen/ts/oco/meeting/v1/meeting_service_pb.js";
import { MessageService } from "../../../gen/ts/oco/message/v1/message_service_pb.js";
import { PrivacyService } from "../../../gen/ts/oco/privacy/v1/privacy_service_pb.js";
import { ReportingService } from "../../../gen/ts/oco/reporting/v1/reporting_service_pb.js";
import { SignalService } from "../../../gen/ts/oco/signal/v1/signal_service_pb.js";
import { CaseService } from "../../../gen/ts/oco/support/v1/case_service_pb.js";
import { AccessQuestionService } from "../../../gen/ts/oco/support/v1/access_question_service_pb.js";
import { ContactService } from "../../../gen/ts/oco/support/v1/contact_service_pb.js";
import { CaseGoalService } from "../../../gen/ts/oco/support/v1/case_goal_service_pb.js";
import { ConsultationService } from "../../../gen/ts/oco/support/v1/consultation_service_pb.js";
import { TransferService } from "../../../gen/ts/oco/support/v1/transfer_service_pb.js";
import { AppointmentService } from "../../../gen/ts/oco/support/v1/appointment_service_pb.js";
import { CardService } from "../../../gen/ts/oco/support/v1/card_service_pb.js";
import { SurveyService } from "../../../gen/ts/oco/survey/v1/survey_service_pb.js";
import { VolunteerService } from "../../../gen/ts/oco/volunteer/v1/volunteer_service_pb.js";
import { RequirementService } from "../../../gen/ts/oco/volunteer/v1/requirement_service_pb.js";
import { BuddyService } from "../../../gen/ts/oco/volunteer/v1/buddy_service_pb.js";
import { RolePurityService } from "../../../gen/ts/oco/volunteer/v1/role_purity_service_pb.js";

/** Options of a client. */
export interface Options {
  /** Where the server is: "oco.example:443" with TLS, or "http://127.0.0.1:9090" without, for a machine of one's own. */
  address: string;
  /** Gives the token of the moment; leave it out for what anyone may call. */
  token?: () => string | Promise<string>;
  /** The language of texts in answers; Dutch when left out. */
  language?: "nl" | "en";
  /** How long a call may take, in milliseconds; 30 seconds when left out. Streams last until they are left. */
  timeout?: number;
  /** Client certificate and authorities, as node:tls takes them. */
  tls?: { ca?: string; cert?: string; key?: string };
}

const services = {
  admin: AdminService,
  complaints: ComplaintService,
  safetyConcerns: SafetyConcernService,
  incidents: IncidentService,
  events: EventService,
  expenses: ExpenseService,
  signals: SignalService,
  handovers: HandoverService,
  imports: ImportService,
  incomingHandovers: IncomingHandoverService,
  intake: IntakeService,
  matching: MatchingService,
  matchingPolicies: MatchingPolicyService,
  ties: TieService,
  matchPlans: MatchPlanService,
  meetings: MeetingService,
  messages: MessageService,
  privacy: PrivacyService,
  referrers: ReferrerService,
  reporting: ReportingService,
  residents: ResidentService,
  cases: CaseService,
  accessQuestions: AccessQuestionService,
  contacts: ContactService,
  caseGoals: CaseGoalService,
  consultations: ConsultationService,
  transfers: TransferService,
  appointments: AppointmentService,
  cards: CardService,
  surveys: SurveyService,
  volunteers: VolunteerService,
  requirements: RequirementService,
  buddies: BuddyService,
  rolePurity: RolePurityService,
  webhooks: WebhookService,
} satisfies Record<string, DescService>;

/** Oco has one client per service. */
export type Oco = { [Name in keyof typeof services]: Client<(typeof services)[Name]> };

/** connect makes clients of all services over one connection. A refusal is thrown as a ConnectError. */
export function connect(options: Options): Oco {
  const transport = createGrpcTransport({
    baseUrl: /^https?:\/\//.test(options.address) ? options.address : `https://${options.address}`,
    interceptors: [headers(options)],
    ...(options.tls ? { nodeOptions: options.tls } : {}),
  });
  const bounded = patient(transport, options.timeout ?? 30_000);
  const clients = Object.entries(services).map(([name, service]) => [name, createClient(service as DescService, bounded)]);
  return Object.fromEntries(clients) as Oco;
}

/** headers signs in and asks for a language. */
function headers(options: Options): Interceptor {
  return (next) => async (request) => {
    if (options.token) request.header.set("Authorization", `Bearer ${await options.token()}`);
    if (!request.header.has("Accept-Language")) request.header.set("Accept-Language", options.language ?? "nl");
    return next(request);
  };
}

/** patient bounds every call but the streams, which last until they are left. */
function patient(transport: Transport, milliseconds: number): Transport {
  return {
    unary: (method, signal, timeout, ...rest) => transport.unary(method, signal, timeout ?? milliseconds, ...rest),
    stream: (...all) => transport.stream(...all),
  };
}
