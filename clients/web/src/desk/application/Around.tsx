import type { Schemas } from "../../api/client.ts";
import { HouseholdOf } from "./HouseholdOf.tsx";
import { Representatives } from "./Representatives.tsx";

/** AroundProps say around whom. */
export interface AroundProps {
  municipality: string;
  resident: Schemas["Resident"];
}

/** Around is who belongs to a resident: those who act for them, and who else lives there. */
export function Around(props: AroundProps) {
  return (
    <>
      <Representatives {...props} />
      <HouseholdOf {...props} />
    </>
  );
}
