import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

import type { Visit } from "./browser.ts";

const { resolve } = createRequire(import.meta.url);

/** Sheet is the first page of a PDF as somebody sees it who opens or prints it. */
export interface Sheet {
  /** Its size in points. */
  width: number;
  height: number;
  /** What the QR codes say, of each quarter: left and right above, left and right below. */
  codes: string[][];
  /** Which part of the height, and of the width, is inked along the middle from above to below, and from left to right. */
  down: number;
  across: number;
}

/** rendered is the first page of a PDF, drawn by one program (PDF.js) and read by another (ZXing), neither of which made it. */
export async function rendered({ page }: Visit, pdf: Buffer): Promise<Sheet> {
  const build = "pdfjs-dist/legacy/build";
  const [library, worker] = await Promise.all([`${build}/pdf.min.mjs`, `${build}/pdf.worker.min.mjs`].map((path) => readFile(resolve(path), "utf8")));
  await page.addScriptTag({ type: "module", content: library! });
  await page.waitForFunction(() => "pdfjsLib" in globalThis);
  const drawn = await page.evaluate(draw, [worker!, pdf.toString("base64")] as const);
  prepareZXingModule({ overrides: { wasmBinary: (await readFile(resolve("zxing-wasm/reader/zxing_reader.wasm"))).buffer as ArrayBuffer } });
  const codes = await Promise.all(
    drawn.quarters.map(async (picture) => (await readBarcodes(Buffer.from(picture, "base64"), { formats: ["QRCode"] })).map(({ text }) => text)),
  );
  return { width: drawn.width, height: drawn.height, codes, down: drawn.down, across: drawn.across };
}

/** draw runs in the page: it draws the first page of a PDF at three pixels a point, and cuts it in four. */
async function draw([worker, pdf]: readonly [string, string]) {
  const pdfjs = (globalThis as unknown as { pdfjsLib: typeof import("pdfjs-dist") }).pdfjsLib;
  pdfjs.GlobalWorkerOptions.workerSrc = URL.createObjectURL(new Blob([worker], { type: "text/javascript" }));
  const sheet = await (await pdfjs.getDocument({ data: Uint8Array.from(atob(pdf), (c) => c.charCodeAt(0)) }).promise).getPage(1);
  const { width, height } = sheet.getViewport({ scale: 1 });
  const viewport = sheet.getViewport({ scale: 3 });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [viewport.width, viewport.height];
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  await sheet.render({ canvasContext: context, viewport }).promise;
  const [w, h] = [canvas.width / 2, canvas.height / 2];
  const quarter = (x: number, y: number) => {
    const part = document.createElement("canvas");
    [part.width, part.height] = [w, h];
    part.getContext("2d")!.drawImage(canvas, x, y, w, h, 0, 0, w, h);
    return part.toDataURL("image/png").split(",")[1]!;
  };
  // A line may lie a pixel beside the middle.
  const inked = (x: number, y: number, across: number, down: number) => {
    const { data } = context.getImageData(x, y, across, down);
    const dark = (at: number) => data[at * 4]! < 200;
    const length = Math.max(across, down);
    const wide = Math.min(across, down);
    return Array.from({ length }, (_, i) => Array.from({ length: wide }, (_, j) => (across > down ? j * across + i : i * across + j)).some(dark)).filter(Boolean).length / length;
  };
  return {
    width, height, quarters: [quarter(0, 0), quarter(w, 0), quarter(0, h), quarter(w, h)],
    down: inked(Math.floor(w) - 3, 0, 7, canvas.height), across: inked(0, Math.floor(h) - 3, canvas.width, 7),
  };
}
