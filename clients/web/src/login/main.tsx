import { arrive } from "./session.ts";

// The issuer sends people back to this page, which holds nothing but what is needed to go on.
const next = await arrive().catch(() => "/desk");
if (next !== undefined) window.location.replace(next);
