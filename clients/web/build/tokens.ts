import type { Plugin } from "vite";

// A declaration stands behind a brace or a semicolon; the dashes of a class name (.card--wide:hover) do not.
const declaration = /(?<=[{;]\s*)(--[\w-]+)\s*:\s*((?:[^;{}"']|"[^"]*"|'[^']*')+);?/g;
const use = /var\(\s*(--[\w-]+)/g;

/**
 * usedTokens leaves out the design tokens that no style uses, directly or through another token. A theme of the NL
 * Design System has some five thousand, for every component there is; a page needs a few hundred.
 */
export function usedTokens(): Plugin {
  return {
    name: "oco-used-tokens",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const sheets = Object.values(bundle).flatMap((file) =>
        file.type === "asset" && file.fileName.endsWith(".css") ? [file] : [],
      );
      const kept = reachable(sheets.map((sheet) => String(sheet.source)));
      for (const sheet of sheets) sheet.source = prune(String(sheet.source), kept);
    },
  };
}

/** reachable returns the custom properties that some property which is no custom property needs. */
export function reachable(sheets: string[]): Set<string> {
  const needs = new Map<string, string[]>();
  const wanted: string[] = [];
  for (const sheet of sheets) {
    for (const [, name, value] of sheet.matchAll(declaration)) {
      needs.set(name!, [...(needs.get(name!) ?? []), ...[...value!.matchAll(use)].map((found) => found[1]!)]);
    }
    for (const found of sheet.replace(declaration, "").matchAll(use)) wanted.push(found[1]!);
  }
  const kept = new Set<string>();
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (kept.has(name)) continue;
    kept.add(name);
    wanted.push(...(needs.get(name) ?? []));
  }
  return kept;
}

/** prune returns a sheet without the custom properties that are not kept. */
export function prune(sheet: string, kept: ReadonlySet<string>): string {
  return sheet.replace(declaration, (whole, name: string) => (kept.has(name) ? whole : ""));
}
