import { all, useGet } from "../../api/queries.ts";
import { Heading, List, Paragraph, TextLink } from "../../design/text.tsx";
import { spoken } from "../../text/phone.ts";
import { useDeskText } from "../text.ts";

/** Region is what neighbours have places for; without any it says nothing. */
export function Region({ municipality }: { municipality: string }) {
  const { t, moment } = useDeskText();
  const found = useGet(municipality, ["region-meetings"], (client) =>
    all(
      (pageToken) => client.GET("/municipalities/{municipality}/region-meetings", { params: { path: { municipality }, query: { pageToken } } }),
      (page) => page.regionMeetings,
    ),
  ).data;
  if (!found?.length) return null;
  return (
    <section className="oco-stack" aria-labelledby="region">
      <Heading level={2} id="region">
        {t("region.title")}
      </Heading>
      <Paragraph>{t("region.text")}</Paragraph>
      <List>
        {found.map((one) => (
          <li key={one.meeting}>
            <strong>{one.title}</strong>, {one.organiserTitle}: {moment(one.startTime ?? "")}
            {one.location && `, ${one.location}`} · {t("region.left", { count: one.placesLeft })}
            {one.organiserPhone && (
              <>
                {" · "}
                <TextLink href={`tel:${one.organiserPhone}`}>{spoken(one.organiserPhone)}</TextLink>
              </>
            )}
          </li>
        ))}
      </List>
    </section>
  );
}
