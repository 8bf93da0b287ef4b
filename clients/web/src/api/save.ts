/** How long a file stays to be fetched by the browser, in milliseconds. */
const kept = 60_000;

/** File is a file as an answer of the platform has it. */
export interface File {
  name: string;
  type: string;
  content: BlobPart;
}

/** save gives a file to the browser, which keeps it where its user keeps files. */
export function save({ name, type, content }: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), kept);
}

/** bytesOf are the bytes that stand in an answer as base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
