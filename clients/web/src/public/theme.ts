/** The themes that there are, by their path: a token file and a logo for a municipality that wants its own. */
const sheets = import.meta.glob<string>("../../themes/*.css", { query: "?url", import: "default", eager: true });
const logos = import.meta.glob<string>("../../themes/*.svg", { query: "?url", import: "default", eager: true });

/** logoOf is where the logo of a municipality is; undefined when it has none. */
export function logoOf(municipality: string): string | undefined {
  return logos[`../../themes/${municipality}.svg`];
}

/**
 * wear puts the colours of a municipality over the neutral ones, and those of the one before it away. It waits until
 * they are there, so that nobody sees a page change its colours; without them the neutral ones are good.
 */
export async function wear(municipality: string): Promise<void> {
  const address = sheets[`../../themes/${municipality}.css`];
  const worn = document.querySelector<HTMLLinkElement>("link[data-theme]");
  if (worn?.dataset.theme === municipality) return;
  worn?.remove();
  if (!address) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  link.dataset.theme = municipality;
  await new Promise<void>((resolve) => {
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
