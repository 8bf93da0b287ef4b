import { useQueryClient } from "@tanstack/react-query";

import { once, part, type Schemas } from "../../api/client.ts";
import { Checks, Select, type Option } from "../../design/Field.tsx";
import { Missing } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useSupporters } from "../people/people.ts";
import { useDeskText, type Key } from "../text.ts";
import { useDue } from "./Due.tsx";
import { GuestForm } from "./GuestForm.tsx";
import { byName, useGroups, useGuests } from "./guests.ts";
import type { Invitation } from "./Invited.tsx";
import type { Meeting } from "./meetings.ts";

type SupportKind = Exclude<Schemas["SupportKind"], "SUPPORT_KIND_UNSPECIFIED">;

const kinds: SupportKind[] = ["SUPPORT_KIND_INFORMAL", "SUPPORT_KIND_FORMAL"];

const empty = { kinds: [] as SupportKind[], meetingGroup: "", supporters: [] as string[], guests: [] as string[], accounts: [] as string[] };

type Values = typeof empty;

const fields = ["kinds", "meetingGroup", "supporters", "guests", "accounts"] as const;

/** Whether somebody is invited at all. */
const somebody = ({ kinds: all, meetingGroup, supporters, guests, accounts }: Values) => meetingGroup !== "" || [all, supporters, guests, accounts].some((list) => list.length > 0);

/**
 * Invite invites supporters, all of a kind or one by one, for whom such a meeting is due first; a group at once; and who is
 * no supporter: people without an account, of whom somebody new is written down, the access team, contact persons, planners.
 */
export function Invite({ meeting, invited }: { meeting: Meeting; invited: Invitation[] }) {
  const { t, day } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, kind } = meeting;
  const foundDue = useDue(municipality);
  const foundSupporters = useSupporters(municipality);
  const foundGroups = useGroups(municipality);
  const foundGuests = useGuests(municipality);
  const due = new Map((foundDue.data ?? []).filter((one) => one.kind === kind).map((one) => [one.supporter, one.dueDate]));
  const others = (foundSupporters.data ?? [])
    .filter(({ id: one, state, stub }) => !stub && state !== "SUPPORTER_STATE_LEFT" && state !== "SUPPORTER_STATE_SUSPENDED" && !invited.some(({ supporter }) => supporter === one))
    .sort((a, b) => (due.get(a.id) ?? "9999").localeCompare(due.get(b.id) ?? "9999") || a.name.localeCompare(b.name, "nl"));
  const groups = foundGroups.data ?? [];
  const guests = (foundGuests.data ?? [])
    .filter((guest) => !invited.some((one) => (guest.id ? one.guest === guest.id : one.account === guest.account)))
    .sort(byName);
  const form = useForm<Values>({
    initial: empty,
    check: (who): { kinds?: string } => (somebody(who) ? {} : { kinds: t("wrong.invite") }),
    send: async (who, key) => {
      const params = { path: { municipality, meeting: id }, header: once(key) };
      part(await client.POST("/municipalities/{municipality}/meetings/{meeting}/_invite", { params, body: who }));
      await queries.invalidateQueries({ queryKey: [municipality] });
    },
    fieldOf: (pointer) => fields.find((field) => pointer.startsWith(`/${field}`)),
  });
  const list = (field: "supporters" | "guests" | "accounts", options: Option<string>[]) =>
    options.length > 0 && (
      <Checks id={`invite-${field}`} label={t(`invite.${field}`)} options={options} values={form.values[field]} error={form.errors[field]} onChange={(values) => form.set(field, values)} />
    );
  return (
    <>
      <FoldedForm form={form} title={t("invite.title")} send={t("invite.do")} idOf={(field) => `invite-${field}`} onDone={() => form.reset(empty)}>
        <Checks id="invite-kinds" label={t("invite.kinds")} options={kinds.map((value) => ({ value, label: t(`invite.${value}`) }))} values={form.values.kinds} error={form.errors.kinds} onChange={(values) => form.set("kinds", values)} />
        <Missing of={[foundDue, foundSupporters, foundGroups, foundGuests]} />
        {groups.length > 0 && (
          <Select
            id="invite-meetingGroup"
            label={t("invite.group")}
            options={[{ value: "", label: t("invite.group.none") }, ...groups.map(({ id: value, title }) => ({ value, label: title }))]}
            value={form.values.meetingGroup}
            error={form.errors.meetingGroup}
            onChange={(value) => form.set("meetingGroup", value)}
          />
        )}
        {list("supporters", others.map(({ id: value, name }) => ({ value, label: name, hint: due.has(value) && t("invite.due", { day: day(due.get(value) ?? "", "short") }) })))}
        {list("guests", guests.flatMap(({ id: value, name }) => (value ? [{ value, label: name }] : [])))}
        {list("accounts", guests.flatMap(({ account: value, name, roles }) => (value ? [{ value, label: name, hint: roles.map((role) => t(`role.${role}` as Key)).join(", ") }] : [])))}
      </FoldedForm>
      <GuestForm municipality={municipality} onSaved={(guest) => form.set("guests", [...form.values.guests, guest.id])} />
    </>
  );
}
