import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";

import type { Client } from "../api/client.ts";
import { save, type File } from "../api/save.ts";
import { Alert } from "../design/Alert.tsx";
import { Button } from "../design/Button.tsx";
import { useSession } from "../login/Gate.tsx";
import { TroubleText } from "./ErrorSummary.tsx";
import { troubleOf } from "./form.ts";

/** Download is a button that fetches a file and gives it to the browser; why it did not come stands beside it. */
export function Download({ children, label, fetch }: { children: ReactNode; label?: string; fetch: (client: Client) => Promise<File> }) {
  const { client, renew } = useSession();
  const fetching = useMutation({ networkMode: "always", mutationFn: async () => save(await fetch(client)) });
  return (
    <>
      <Button icon={IconDownload} busy={fetching.isPending} {...(label ? { "aria-label": label } : {})} onClick={() => fetching.mutate()}>
        {children}
      </Button>
      {fetching.error && (
        <Alert type="error" live>
          <TroubleText trouble={troubleOf(fetching.error)} onSignIn={() => void renew()} />
        </Alert>
      )}
    </>
  );
}
