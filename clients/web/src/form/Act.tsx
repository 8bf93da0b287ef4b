import type { ReactNode } from "react";

import { useDo, type Do } from "../api/queries.ts";
import { Alert } from "../design/Alert.tsx";
import { Button } from "../design/Button.tsx";
import { useSession } from "../login/Gate.tsx";
import { TroubleText } from "./ErrorSummary.tsx";
import { troubleOf, type Trouble } from "./form.ts";

interface ActProps {
  municipality: string;
  /** What the button says. */
  children: ReactNode;
  purpose?: "primary" | "secondary" | "subtle";
  negative?: boolean;
  /** The button's name for a screen reader, when what it says needs the row that it stands in. */
  label?: string;
  change: Do<void>;
  onDone?: () => void;
  /** What is shown while it is being done, where that takes long. */
  meanwhile?: ReactNode;
  /** What is said besides when it was not done. */
  further?: (trouble: Trouble) => ReactNode;
}

/** Act is a button that changes something: it shows that it is busy, and says beside it why something was not done. */
export function Act({ municipality, children, purpose = "secondary", negative, label, change, onDone, meanwhile, further }: ActProps) {
  const { renew } = useSession();
  const doing = useDo(municipality, change);
  return (
    <>
      <Button
        purpose={purpose}
        busy={doing.isPending}
        {...(negative ? { negative } : {})}
        {...(label ? { "aria-label": label } : {})}
        onClick={() => doing.mutate(undefined, { onSuccess: () => onDone?.() })}
      >
        {children}
      </Button>
      {doing.isPending && meanwhile}
      {doing.error && (
        <Alert type="error" live>
          <TroubleText trouble={troubleOf(doing.error)} onSignIn={() => void renew()} />
          {further?.(troubleOf(doing.error))}
        </Alert>
      )}
    </>
  );
}
