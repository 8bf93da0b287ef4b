import { IconKeyboard } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useLocation } from "wouter";

import { Button } from "../design/Button.tsx";
import { holds } from "../login/doors.ts";
import { useSession } from "../login/Gate.tsx";
import { parts } from "./Frame.tsx";
import { useDeskText } from "./text.ts";

/** How long the second key of a shortcut may take, in milliseconds. */
const patience = 1_500;

/**
 * Shortcuts lead to each part of the desk with two keys, g and a letter, and ? lists them. Two keys, so that no single
 * letter does something by accident (WCAG 2.1.4); none of them works while somebody types.
 */
export function Shortcuts() {
  const { t } = useDeskText();
  const { caller } = useSession();
  const [, navigate] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const mine = parts.filter((part) => holds(caller, part.roles));
  useEffect(() => {
    let begun = 0;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") dialog.current?.showModal();
      const part = Date.now() - begun < patience ? mine.find(({ letter }) => letter === event.key) : undefined;
      begun = event.key === "g" ? Date.now() : 0;
      if (!part) return;
      event.preventDefault();
      dialog.current?.close();
      navigate(part.to);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
  return (
    <>
      <Button purpose="subtle" icon={IconKeyboard} onClick={() => dialog.current?.showModal()}>
        {t("shortcuts.title")}
      </Button>
      <dialog ref={dialog} className="oco-dialog" aria-labelledby="shortcuts">
        <div className="oco-stack">
          <h2 id="shortcuts" className="nl-heading nl-heading--level-2">
            {t("shortcuts.title")}
          </h2>
          <dl className="oco-keys">
            {mine.map((part) => (
              <div key={part.to}>
                <dt>
                  <kbd>g</kbd> <kbd>{part.letter}</kbd>
                </dt>
                <dd>{t(part.title)}</dd>
              </div>
            ))}
            <div>
              <dt>
                <kbd>?</kbd>
              </dt>
              <dd>{t("shortcuts.list")}</dd>
            </div>
          </dl>
          <div>
            <Button purpose="primary" onClick={() => dialog.current?.close()}>
              {t("close")}
            </Button>
          </div>
        </div>
      </dialog>
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
