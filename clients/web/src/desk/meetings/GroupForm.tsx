import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { Checks, TextField } from "../../design/Field.tsx";
import { Missing } from "../../form/Answered.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useSupporters } from "../people/people.ts";
import { useDeskText } from "../text.ts";
import { byName, useGuests, type Group } from "./guests.ts";

const empty = { title: "", supporters: [] as string[], guests: [] as string[] };

type Values = typeof empty;

const fields = ["title", "supporters", "guests"] as const;

/** The most characters of a title; the contract says so too. */
const most = 120;

/** GroupForm makes a group, or changes what it is called and who belongs to it. Who left can only be taken out. */
export function GroupForm({ municipality, group }: { municipality: string; group?: Group }) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const foundSupporters = useSupporters(municipality);
  const foundGuests = useGuests(municipality);
  const supporters = foundSupporters.data
    ?.filter(({ id, state, stub }) => group?.supporters.includes(id) || (!stub && state !== "SUPPORTER_STATE_LEFT" && state !== "SUPPORTER_STATE_SUSPENDED"))
    .sort(byName);
  const guests = foundGuests.data?.filter(({ id }) => id).sort(byName);
  // Who was erased meanwhile stands nowhere to be taken out, and of those not read yet nobody knows.
  const left = (ids: string[], people: { id: string }[] | undefined) => (people ? ids.filter((id) => people.some((one) => one.id === id)) : ids);
  const form = useForm<Values>({
    version: group?.etag ?? "",
    initial: group ? { title: group.title, supporters: group.supporters, guests: group.guests } : empty,
    check: ({ title }): { title?: string } => (title.trim() ? {} : { title: t("wrong.group") }),
    send: async ({ title, ...members }, key, version) => {
      const body = { title, supporters: left(members.supporters, supporters), guests: left(members.guests, guests) };
      const path = { municipality };
      part(
        group
          ? await client.PATCH("/municipalities/{municipality}/meeting-groups/{meetingGroup}", {
              params: { path: { ...path, meetingGroup: group.id }, query: { updateMask: fields.join(",") }, header: once(key, version) }, body,
            })
          : await client.POST("/municipalities/{municipality}/meeting-groups", { params: { path, header: once(key) }, body }),
      );
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fields.find((field) => pointer.startsWith(`/${field}`)),
  });
  const idOf = (field: string) => `group-${group?.id ?? "new"}-${field}`;
  const members = (field: "supporters" | "guests", people: { id: string; name: string }[] = []) =>
    people.length > 0 && (
      <Checks
        id={idOf(field)}
        label={t(`group.${field}`)}
        options={people.map(({ id: value, name: label }) => ({ value, label }))}
        values={form.values[field]}
        error={form.errors[field]}
        onChange={(values) => form.set(field, values)}
      />
    );
  return (
    <FoldedForm
      form={form}
      title={t(group ? "group.change" : "group.new")}
      send={t(group ? "save" : "group.do")}
      idOf={idOf}
      {...(group ? { whose: (says: string) => t("guest.whose", { says, name: group.title }) } : { onDone: () => form.reset(empty) })}
    >
      <TextField id={idOf("title")} label={t("group.title")} most={most} autoComplete="off" value={form.values.title} error={form.errors.title} onChange={(title) => form.set("title", title)} required />
      <Missing of={[foundSupporters, foundGuests]} />
      {members("supporters", supporters)}
      {members("guests", guests)}
    </FoldedForm>
  );
}
