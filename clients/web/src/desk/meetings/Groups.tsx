import { useState } from "react";

import { once } from "../../api/client.ts";
import { Heading, Paragraph, TextLink } from "../../design/text.tsx";
import { Act } from "../../form/Act.tsx";
import { Answered, Missing } from "../../form/Answered.tsx";
import { useSupporters } from "../people/people.ts";
import { spoken } from "../../text/phone.ts";
import { useDeskText } from "../text.ts";
import { GroupForm } from "./GroupForm.tsx";
import { GuestForm } from "./GuestForm.tsx";
import { byName, useGroups, useGuests, type Group, type Guest } from "./guests.ts";

/** Groups are those who come together again and again, and the people without an account who belong to them. */
export function Groups({ municipality }: { municipality: string }) {
  const { t } = useDeskText();
  const groups = useGroups(municipality);
  const supporters = useSupporters(municipality);
  const guests = useGuests(municipality);
  const [gone, setGone] = useState("");
  return (
    <>
      <section className="oco-stack" aria-labelledby="groups">
        <Heading level={2} id="groups">
          {t("groups.title")}
        </Heading>
        <Paragraph>{t("groups.text")}</Paragraph>
        <Answered of={groups}>
          {(list) => (
            <>
              {list.length > 0 && <Missing of={[supporters, guests]} />}
              {list.length === 0 && <Paragraph>{t("groups.none")}</Paragraph>}
              {list.map((group) => (
                <Members key={group.id} municipality={municipality} group={group} supporters={supporters.data} guests={guests.data} />
              ))}
            </>
          )}
        </Answered>
        <GroupForm municipality={municipality} />
      </section>
      <section className="oco-stack" aria-labelledby="guests">
        <Heading level={2} id="guests">
          {t("guests.title")}
        </Heading>
        <Paragraph>{t("guests.text")}</Paragraph>
        <Answered of={guests}>
          {(list) => {
            const writtenDown = list.filter(({ id }) => id).sort(byName);
            return (
              <>
                {writtenDown.length === 0 && <Paragraph>{t("guests.none")}</Paragraph>}
                {writtenDown.map((guest) => (
                  <WrittenDown key={guest.id} municipality={municipality} guest={guest} onGone={() => setGone(guest.name)} />
                ))}
              </>
            );
          }}
        </Answered>
        <div role="status">{gone && <Paragraph>{t("around.gone.done", { name: gone })}</Paragraph>}</div>
        <GuestForm municipality={municipality} />
      </section>
    </>
  );
}

interface MembersProps {
  municipality: string;
  group: Group;
  /** Who they are, once that was read. */
  supporters: Person[] | undefined;
  guests: Person[] | undefined;
}

interface Person {
  id: string;
  name: string;
}

/** Members are who belongs to a group; while not all of their names were read, it names nobody. */
function Members({ municipality, group, supporters, guests }: MembersProps) {
  const { t } = useDeskText();
  const named = (ids: string[], people: Person[]) => ids.map((id) => people.find((one) => one.id === id)?.name ?? t("nameless"));
  const names = supporters && guests && [...named(group.supporters, supporters), ...named(group.guests, guests)];
  return (
    <div className="oco-card oco-stack">
      <Heading level={3}>{group.title}</Heading>
      {names && <Paragraph>{names.length > 0 ? names.join(", ") : t("group.empty")}</Paragraph>}
      <GroupForm municipality={municipality} group={group} />
    </div>
  );
}

/** WrittenDown is somebody without an account, and how they are reached. Removing somebody cannot be undone, so it is asked first. */
function WrittenDown({ municipality, guest, onGone }: { municipality: string; guest: Guest; onGone: () => void }) {
  const { t } = useDeskText();
  const { id, name, email, phone, etag } = guest;
  return (
    <div className="oco-card oco-stack">
      <Heading level={3}>{name}</Heading>
      {phone && (
        <Paragraph>
          <TextLink href={`tel:${phone}`}>{spoken(phone)}</TextLink>
        </Paragraph>
      )}
      {email && <Paragraph>{email}</Paragraph>}
      <GuestForm municipality={municipality} guest={guest} />
      <details>
        <summary aria-label={t("guest.whose", { says: t("guest.gone"), name })}>{t("guest.gone")}</summary>
        <div className="oco-stack">
          <Paragraph>{t("guest.gone.sure")}</Paragraph>
          <div className="oco-row">
            <Act
              municipality={municipality}
              negative
              change={async (client, _none, key) => {
                await client.DELETE("/municipalities/{municipality}/meeting-guests/{meetingGuest}", { params: { path: { municipality, meetingGuest: id }, header: once(key, etag) } });
                onGone();
              }}
            >
              {t("guest.gone.do", { name })}
            </Act>
          </div>
        </div>
      </details>
    </div>
  );
}
