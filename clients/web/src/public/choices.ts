import {
  IconBriefcase, IconCoinEuro, IconFirstAidKit, IconFriends, IconHome, IconMoodKid, IconSchool, IconShieldHeart, IconWheelchair,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

import type { Domain, Haste, Unsafe } from "./draft.ts";
import type { Key } from "./text.ts";

/** Icon is a pictogram. */
export type Icon = ComponentType<{ className?: string; "aria-hidden"?: boolean }>;

/** domains are the nine life domains of the law, each with its pictogram, those that people ask about most first. */
export const domains: { value: Domain; key: Key; icon: Icon }[] = [
  { value: "LIFE_DOMAIN_WMO", key: "domain.wmo", icon: IconWheelchair },
  { value: "LIFE_DOMAIN_CARE", key: "domain.care", icon: IconFirstAidKit },
  { value: "LIFE_DOMAIN_INCOME", key: "domain.income", icon: IconCoinEuro },
  { value: "LIFE_DOMAIN_HOUSING", key: "domain.housing", icon: IconHome },
  { value: "LIFE_DOMAIN_YOUTH", key: "domain.youth", icon: IconMoodKid },
  { value: "LIFE_DOMAIN_EDUCATION", key: "domain.education", icon: IconSchool },
  { value: "LIFE_DOMAIN_WORK", key: "domain.work", icon: IconBriefcase },
  { value: "LIFE_DOMAIN_WELFARE", key: "domain.welfare", icon: IconFriends },
  { value: "LIFE_DOMAIN_PREVENTIVE_CARE", key: "domain.preventive", icon: IconShieldHeart },
];

/** hastes are the reasons why it cannot wait. */
export const hastes: { value: Exclude<Haste, "">; key: Key }[] = [
  { value: "no", key: "haste.no" },
  { value: "URGENCY_REASON_EVICTION", key: "haste.eviction" },
  { value: "URGENCY_REASON_CUT_OFF", key: "haste.cutoff" },
  { value: "URGENCY_REASON_OBJECTION_TERM", key: "haste.objection" },
  { value: "URGENCY_REASON_APPOINTMENT", key: "haste.appointment" },
  { value: "URGENCY_REASON_OTHER", key: "haste.other" },
];

/** unsafes are the ways of contact that can put somebody in danger. */
export const unsafes: { value: Unsafe; key: Key }[] = [
  { value: "noPhone", key: "unsafe.phone" },
  { value: "noVoicemail", key: "unsafe.voicemail" },
  { value: "noEmail", key: "unsafe.email" },
  { value: "noPost", key: "unsafe.post" },
  { value: "noCalendar", key: "unsafe.calendar" },
];

/** interpreters are the languages that are offered by name; any other is arranged by phone. */
export const interpreters: { value: string; name: string }[] = [
  { value: "ar", name: "العربية (Arabisch)" },
  { value: "en", name: "English (Engels)" },
  { value: "fr", name: "Français (Frans)" },
  { value: "pl", name: "Polski (Pools)" },
  { value: "so", name: "Soomaali (Somalisch)" },
  { value: "ti", name: "ትግርኛ (Tigrinya)" },
  { value: "tr", name: "Türkçe (Turks)" },
  { value: "uk", name: "Українська (Oekraïens)" },
  { value: "dse", name: "Nederlandse Gebarentaal" },
];
