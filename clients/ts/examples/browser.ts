/**
 * Apply, ask where the application stands, and read the worklist, over REST. It runs in Node as it would in a page.
 *
 * OCO_HTTP is the address of the server, OCO_TOKEN a coordinator's token, OCO_MUNICIPALITY a municipality's code.
 */
import { strict as assert } from "node:assert";

import { connect, pages, Refusal } from "../src/rest.js";
import { setting } from "./setting.js";

const address = setting("OCO_HTTP");
const municipality = setting("OCO_MUNICIPALITY", "gm0867");
const path = { municipality };

// Anyone may apply.
const visitor = connect({ address, language: "en" });
const key = crypto.randomUUID();
const application = {
  params: { path, header: { "Idempotency-Key": key } },
  body: {
    resident: { name: "Riet van Dommelen", phone: "06-1193 0142" },
    question: "Ik begrijp de brief over mijn huur niet.",
    residentAgrees: true,
  },
};
const { data: receipt, response } = await visitor.POST("/municipalities/{municipality}/applications", application);
assert.ok(receipt);
assert.equal(response.status, 201);
console.log(`applied: receipt ${receipt.receiptCode}, ${response.headers.get("Location")}`);

// The same key again is the same application, so trying again after a broken connection is safe.
const { data: again } = await visitor.POST("/municipalities/{municipality}/applications", application);
assert.equal(again?.receiptCode, receipt.receiptCode);

// Whoever holds the receipt may ask where it stands.
const { data: status } = await visitor.POST("/municipalities/{municipality}/receipts/_lookup", {
  params: { path },
  body: { receiptCode: receipt.receiptCode },
});
assert.equal(status?.status, "RECEIPT_STATUS_RECEIVED");
console.log(`it stands at ${status.status}`);

// A refusal names every field at once, in the caller's language.
const refusal = await visitor
  .POST("/municipalities/{municipality}/receipts/_lookup", { params: { path }, body: { receiptCode: "" } })
  .then(() => assert.fail("an empty code was taken"), (error: unknown) => error);
assert.ok(refusal instanceof Refusal);
assert.equal(refusal.problem.status, 400);
console.log(`refused: ${refusal.problem.errors?.map((e) => `${e.location?.pointer} ${e.detail}`).join("; ")}`);

// A coordinator reads the worklist, page by page.
const coordinator = connect({ address, token: () => setting("OCO_TOKEN") });
let found = false;
let count = 0;
for await (const page of pages((pageToken) =>
  coordinator.GET("/municipalities/{municipality}/applications", { params: { path, query: { pageSize: 100, pageToken } } }),
)) {
  count += page.applications.length;
  found ||= page.applications.some((a) => a.id === receipt.application);
}
assert.ok(found, "the new application is not on the worklist");
console.log(`${count} applications on the worklist, the new one among them`);
