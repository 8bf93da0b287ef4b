import { Button } from "../design/Button.tsx";
import { Group, Select, TextField } from "../design/Field.tsx";
import { useText } from "../text/text.tsx";
import type { Referral, ReferralReason } from "./ending.ts";

const reasons: ReferralReason[] = ["CASE_REFERRAL_REASON_STRUCTURAL", "CASE_REFERRAL_REASON_EXPERTISE", "CASE_REFERRAL_REASON_COMPANY", "CASE_REFERRAL_REASON_OTHER"];

/** most is how many of them one case holds. */
const most = 10;

interface ReferralsProps {
  id: string;
  referrals: readonly Referral[];
  error: string | undefined;
  onChange: (referrals: Referral[]) => void;
}

/** Referrals asks to whom the resident was referred on. */
export function Referrals({ id, referrals, error, onChange }: ReferralsProps) {
  const { t } = useText();
  const change = (at: number, to: Partial<Referral>) => onChange(referrals.map((referral, index) => (index === at ? { ...referral, ...to } : referral)));
  return (
    <Group id={id} label={t("case.referrals")} hint={t("case.referrals.hint")} error={error}>
      <div className="oco-stack">
        {referrals.map(({ organisation, reason }, index) => (
          <div key={index} className="oco-card">
            <TextField id={`${id}-${index}-organisation`} required most={200} label={t("case.referral.organisation")} value={organisation} onChange={(name) => change(index, { organisation: name })} />
            <Select
              id={`${id}-${index}-reason`} required label={t("case.referral.reason")} value={reason} onChange={(why) => change(index, { reason: why })}
              options={[{ value: "", label: t("choose") }, ...reasons.map((value) => ({ value, label: t(`referral.${value}`) }))]}
            />
            <div>
              <Button purpose="subtle" aria-label={t("case.referral.away.which", { number: index + 1 })} onClick={() => onChange(referrals.filter((_, at) => at !== index))}>
                {t("case.referral.away")}
              </Button>
            </div>
          </div>
        ))}
        {referrals.length < most && (
          <div>
            <Button onClick={() => onChange([...referrals, { organisation: "", reason: "" }])}>{t("case.referral.add")}</Button>
          </div>
        )}
      </div>
    </Group>
  );
}
