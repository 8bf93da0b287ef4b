/**
 * Apply, ask where the application stands, and read the worklist, over gRPC.
 *
 * OCO_GRPC is the address of the server, OCO_TOKEN a coordinator's token, OCO_MUNICIPALITY a municipality's code.
 */
import { strict as assert } from "node:assert";
import { randomUUID } from "node:crypto";

import { Code, ConnectError } from "@connectrpc/connect";

import { ReceiptStatus } from "../../../gen/ts/oco/intake/v1/submission_pb.js";
import { connect } from "../src/grpc.js";
import { setting } from "./setting.js";

const given = setting("OCO_GRPC");
const address = given.includes("://") ? given : `http://${given}`; // the example runs against a server on this machine
const municipality = setting("OCO_MUNICIPALITY", "gm0867");

// Anyone may apply; the same requestId again is the same application.
const visitor = connect({ address, language: "en" });
const application = {
  municipality,
  resident: { name: "Joop van Dommelen", phone: "06-1193 0143" },
  question: "Ik begrijp de brief over mijn huur niet.",
  residentAgrees: true,
  requestId: randomUUID(),
};
const receipt = await visitor.intake.submitApplication(application);
const again = await visitor.intake.submitApplication(application);
assert.equal(again.receiptCode, receipt.receiptCode);
console.log(`applied: receipt ${receipt.receiptCode}`);

const status = await visitor.intake.lookupReceipt({ municipality, receiptCode: receipt.receiptCode });
assert.equal(status.status, ReceiptStatus.RECEIVED);
console.log(`it stands at ${ReceiptStatus[status.status]}`);

// Without a token the worklist stays closed.
const refusal = await visitor.intake
  .listApplications({ municipality })
  .then(() => assert.fail("the worklist was open"), (error: unknown) => ConnectError.from(error));
assert.equal(refusal.code, Code.Unauthenticated);
console.log(`refused: ${refusal.rawMessage}`);

// A coordinator reads the worklist, page by page.
const coordinator = connect({ address, token: () => setting("OCO_TOKEN") });
let found = false;
let count = 0;
let pageToken = "";
do {
  const page = await coordinator.intake.listApplications({ municipality, pageSize: 100, pageToken });
  count += page.applications.length;
  found ||= page.applications.some((a) => a.id === receipt.application);
  pageToken = page.nextPageToken;
} while (pageToken !== "");
assert.ok(found, "the new application is not on the worklist");
console.log(`${count} applications on the worklist, the new one among them`);
