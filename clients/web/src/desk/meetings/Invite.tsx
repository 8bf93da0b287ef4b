import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Checks } from "../../design/Field.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useSupporters } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";
import { useDue } from "./Due.tsx";
import { useGuests, type Invitation } from "./Invited.tsx";
import type { Meeting } from "./meetings.ts";

type SupportKind = Exclude<Schemas["SupportKind"], "SUPPORT_KIND_UNSPECIFIED">;

const kinds: SupportKind[] = ["SUPPORT_KIND_INFORMAL", "SUPPORT_KIND_FORMAL"];

const empty = { kinds: [] as SupportKind[], supporters: [] as string[], accounts: [] as string[] };

/**
 * Invite invites supporters, all of a kind or one by one, for whom such a meeting is due first; and who is no supporter:
 * the access team, contact persons, planners.
 */
export function Invite({ meeting, invited }: { meeting: Meeting; invited: Invitation[] }) {
  const { t, day } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, kind } = meeting;
  const due = new Map((useDue(municipality).data ?? []).filter((one) => one.kind === kind).map((one) => [one.supporter, one.dueDate]));
  const others = (useSupporters(municipality).data ?? [])
    .filter(({ id: one, state, stub }) => !stub && state !== "SUPPORTER_STATE_LEFT" && state !== "SUPPORTER_STATE_SUSPENDED" && !invited.some(({ supporter }) => supporter === one))
    .sort((a, b) => (due.get(a.id) ?? "9999").localeCompare(due.get(b.id) ?? "9999") || a.name.localeCompare(b.name, "nl"));
  const guests = (useGuests(municipality).data ?? []).filter((guest) => !invited.some(({ account }) => account === guest.account)).sort((a, b) => a.name.localeCompare(b.name, "nl"));
  const form = useForm({
    initial: empty,
    check: ({ kinds: all, supporters, accounts }): { kinds?: string } => (all.length + supporters.length + accounts.length > 0 ? {} : { kinds: t("wrong.invite") }),
    send: async (who, key) => {
      const params = { path: { municipality, meeting: id }, header: once(key) };
      part(await client.POST("/municipalities/{municipality}/meetings/{meeting}/_invite", { params, body: who }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => (["kinds", "supporters", "accounts"] as const).find((field) => pointer.startsWith(`/${field}`)),
  });
  return (
    <FoldedForm form={form} title={t("invite.title")} send={t("invite.do")} idOf={(field) => `invite-${field}`} onDone={() => form.reset(empty)}>
      <Checks id="invite-kinds" label={t("invite.kinds")} options={kinds.map((value) => ({ value, label: t(`invite.${value}`) }))} values={form.values.kinds} error={form.errors.kinds} onChange={(values) => form.set("kinds", values)} />
      {others.length > 0 && (
        <Checks
          id="invite-supporters"
          label={t("invite.supporters")}
          options={others.map(({ id: value, name }) => ({ value, label: name, hint: due.has(value) && t("invite.due", { day: day(due.get(value) ?? "", "short") }) }))}
          values={form.values.supporters}
          error={form.errors.supporters}
          onChange={(values) => form.set("supporters", values)}
        />
      )}
      {guests.length > 0 && (
        <Checks
          id="invite-accounts"
          label={t("invite.accounts")}
          options={guests.map(({ account: value, name, roles }) => ({ value, label: name, hint: roles.map((role) => t(`role.${role}` as Key)).join(", ") }))}
          values={form.values.accounts}
          error={form.errors.accounts}
          onChange={(values) => form.set("accounts", values)}
        />
      )}
    </FoldedForm>
  );
}
