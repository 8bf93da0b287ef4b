import { Alert } from "../design/Alert.tsx";
import { Button } from "../design/Button.tsx";
import { Paragraph } from "../design/text.tsx";
import { TroubleText } from "../form/ErrorSummary.tsx";
import type { Trouble as Why } from "../form/form.ts";
import { usePublicText } from "./text.ts";

/** Waiting says that something is on its way. Nothing stands under it that what comes would push aside. */
export function Waiting() {
  const { t } = usePublicText();
  return (
    <div className="oco-wide oco-main oco-waiting" role="status">
      <Paragraph>{t("waiting")}</Paragraph>
    </div>
  );
}

/** Trouble says why a page could not be fetched, and offers to try again. */
export function Trouble({ trouble, again }: { trouble: Why; again: () => void }) {
  const { t } = usePublicText();
  return (
    <main className="oco-wide oco-main">
      <Alert type="error" live>
        <TroubleText trouble={trouble} of="read" />
        <div>
          <Button purpose="primary" onClick={again}>
            {t("again")}
          </Button>
        </div>
      </Alert>
    </main>
  );
}
