import type { Schemas } from "../api/client.ts";

/** Application is an application as the desk reads it. */
export type Application = Schemas["Application"];
/** State is where an application stands. */
export type State = Exclude<Application["state"], "APPLICATION_STATE_UNSPECIFIED">;
