/** The most characters that a long answer has; the contract says so too (max_len of a question and of an instruction). */
export const longest = { question: 4000, instruction: 500 } as const;

/** From so much of the room that there is, a field says how much is left. */
const nearly = 0.9;

/** lengthOf counts characters as the server does: an emoji is one where JavaScript counts two. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** roomLeft is how many characters may still be typed, below zero when there are too many; undefined while there is room enough. */
export function roomLeft(text: string, most: number): number | undefined {
  const length = lengthOf(text);
  return length >= most * nearly ? most - length : undefined;
}
