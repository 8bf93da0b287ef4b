import { Heading as NlHeading } from "@nl-design-system-candidate/heading-react";
import { Link as NlLink } from "@nl-design-system-candidate/link-react";
import { Paragraph } from "@nl-design-system-candidate/paragraph-react";
import type { ReactNode } from "react";
import { useLocation, useRouter } from "wouter";

export { Paragraph };

/** Heading is a heading of a page; every page has one of level 1. */
export function Heading({ level, id, children }: { level: 1 | 2 | 3; id?: string; children: ReactNode }) {
  return (
    <NlHeading level={level} id={id}>
      {children}
    </NlHeading>
  );
}

/** TextLink goes to another page of this door (`to`) or elsewhere (`href`). */
export function TextLink({ to, href, children, ...rest }: { to?: string; href?: string; children: ReactNode; download?: boolean; lang?: string; "aria-current"?: "page" }) {
  const [, navigate] = useLocation();
  const { base } = useRouter();
  if (to === undefined) {
    return (
      <NlLink href={href} {...rest}>
        {children}
      </NlLink>
    );
  }
  const address = to.startsWith("~") ? to.slice(1) : base + to;
  return (
    <NlLink
      href={address || "/"}
      {...rest}
      onClick={(event: React.MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </NlLink>
  );
}

/** List is a list of points. */
export function List({ children }: { children: ReactNode }) {
  return <ul className="utrecht-unordered-list">{children}</ul>;
}

/** Steps is a list in which the order matters. */
export function Steps({ children }: { children: ReactNode }) {
  return <ol className="utrecht-ordered-list">{children}</ol>;
}
