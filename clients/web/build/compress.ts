import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import type { Plugin } from "vite";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** compress writes a .br and a .gz beside each text file, so that no server has to compress what never changes. */
export function compress(): Plugin {
  return {
    name: "oco-compress",
    apply: "build",
    async writeBundle({ dir: folder = "." }) {
      const files = await readdir(folder, { recursive: true });
      await Promise.all(
        files.filter((name) => /\.(css|html|js|json|svg|webmanifest)$/.test(name)).map((name) => squeeze(join(folder, name))),
      );
    },
  };
}

async function squeeze(path: string): Promise<void> {
  const content = await readFile(path);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await Promise.all([
    brotli(content, best).then((small) => writeFile(`${path}.br`, small)),
    zip(content, { level: constants.Z_BEST_COMPRESSION }).then((small) => writeFile(`${path}.gz`, small)),
  ]);
}
