import { Button as NlButton } from "@nl-design-system-candidate/button-react";
import type { ComponentType, ReactNode } from "react";

interface ButtonProps {
  children: ReactNode;
  /** One primary button on a page: what most people came for. */
  purpose?: "primary" | "secondary" | "subtle";
  /** What it destroys cannot be brought back. */
  negative?: boolean;
  icon?: ComponentType<{ "aria-hidden"?: boolean }>;
  /** It is being done; pressing again does nothing. A button is never disabled: it says what is missing instead. */
  busy?: boolean;
  pressed?: boolean;
  type?: "button" | "submit";
  onClick?: () => void;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-keyshortcuts"?: string;
  /** It folds open what aria-controls names. */
  "aria-expanded"?: boolean;
  "aria-controls"?: string;
  id?: string;
}

/** Button does something; what goes somewhere is a link. */
export function Button({ children, purpose = "secondary", negative, icon: Icon, busy, pressed, type = "button", onClick, ...rest }: ButtonProps) {
  return (
    <NlButton
      {...rest}
      type={type}
      purpose={purpose}
      {...(negative ? { hint: "negative" } : {})}
      {...(pressed === undefined ? {} : { toggle: true, pressed })}
      busy={busy}
      iconStart={Icon && <Icon aria-hidden />}
      onClick={busy ? undefined : onClick}
    >
      {children}
    </NlButton>
  );
}
