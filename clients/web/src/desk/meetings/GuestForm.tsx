import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { TextField } from "../../design/Field.tsx";
import { Paragraph } from "../../design/text.tsx";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { useDeskText, type Key } from "../text.ts";
import type { Guest } from "./guests.ts";

const fields = ["name", "email", "phone"] as const;

type Values = Record<(typeof fields)[number], string>;

const empty: Values = { name: "", email: "", phone: "" };

/** Of what kind an input is. */
const types = { name: "text", email: "email", phone: "tel" } as const;

interface GuestFormProps {
  municipality: string;
  /** Whom it changes; nobody when it writes somebody down. */
  guest?: Guest;
  onSaved?: (guest: Guest) => void;
}

/** GuestForm writes down somebody without an account, or changes what is written of them: how they are called and reached, and no more. */
export function GuestForm({ municipality, guest, onSaved }: GuestFormProps) {
  const { t } = useDeskText();
  const { client } = useSession();
  const queries = useQueryClient();
  const form = useForm<Values>({
    version: guest?.etag ?? "",
    initial: guest ? { name: guest.name, email: guest.email, phone: guest.phone } : empty,
    check: ({ name }): { name?: string } => (name.trim() ? {} : { name: t("wrong.name") }),
    send: async (body, key, version) => {
      const path = { municipality };
      const saved = guest
        ? await client.PATCH("/municipalities/{municipality}/meeting-guests/{meetingGuest}", {
            params: { path: { ...path, meetingGuest: guest.id }, query: { updateMask: fields.join(",") }, header: once(key, version) }, body,
          })
        : await client.POST("/municipalities/{municipality}/meeting-guests", { params: { path, header: once(key) }, body });
      onSaved?.(part(saved));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: (pointer) => fields.find((field) => pointer === `/${field}`),
  });
  const idOf = (field: string) => `guest-${guest?.id ?? "new"}-${field}`;
  return (
    <FoldedForm
      form={form}
      title={t(guest ? "guest.change" : "guest.new")}
      send={t(guest ? "save" : "guest.do")}
      idOf={idOf}
      {...(guest ? { whose: (says: string) => t("guest.whose", { says, name: guest.name }) } : { onDone: () => form.reset(empty) })}
    >
      {!guest && (
        <Paragraph>
          {t("guest.text")} {onSaved && t("guest.then")}
        </Paragraph>
      )}
      {fields.map((field) => (
        <TextField
          key={field}
          id={idOf(field)}
          label={t(`guest.${field}` as Key)}
          type={types[field]}
          autoComplete="off"
          value={form.values[field]}
          error={form.errors[field]}
          onChange={(value) => form.set(field, value)}
          required={field === "name"}
        />
      ))}
    </FoldedForm>
  );
}
