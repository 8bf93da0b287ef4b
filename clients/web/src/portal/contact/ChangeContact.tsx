import { useQueryClient } from "@tanstack/react-query";

import { once, part } from "../../api/client.ts";
import { FoldedForm } from "../../form/FoldedForm.tsx";
import { useForm } from "../../form/form.ts";
import { useSession } from "../../login/Gate.tsx";
import { dayOf } from "../../support/days.ts";
import { usePortalText } from "../text.ts";
import { ContactFields, fieldOfContact } from "./ContactFields.tsx";
import { bodyOf, valuesOf, wrongOf, type Moment, type Values } from "./told.ts";

/** The fields that this form changes. */
const mask = "kind,contactDate,minutes,withWhom,ownNetworkPresent,note";

/** ChangeContact changes what its writer wrote down of a contact. */
export function ChangeContact({ moment, which }: { moment: Moment; which: (says: string) => string }) {
  const { t } = usePortalText();
  const { client } = useSession();
  const queries = useQueryClient();
  const { municipality, id, etag } = moment;
  const form = useForm<Values>({
    version: etag,
    initial: valuesOf(moment),
    check: (values) => Object.fromEntries(Object.entries(wrongOf(values, dayOf(new Date()))).map(([field, key]) => [field, t(key)])),
    send: async (values, key, version) => {
      if (values.kind === "") return;
      const params = { path: { municipality, contactMoment: id }, query: { updateMask: mask }, header: once(key, version) };
      part(await client.PATCH("/municipalities/{municipality}/contact-moments/{contactMoment}", { params, body: { ...bodyOf(moment.case, values), kind: values.kind } }));
    },
    renew: () => queries.invalidateQueries({ queryKey: [municipality] }),
    fieldOf: fieldOfContact,
  });
  const idOf = (field: string) => `change-${field}-${id}`;
  return (
    <FoldedForm form={form} idOf={idOf} title={t("contact.change")} send={t("contact.change.send")} whose={which}>
      <ContactFields form={form} idOf={idOf} />
    </FoldedForm>
  );
}
