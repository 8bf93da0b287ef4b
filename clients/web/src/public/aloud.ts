import type { Language } from "../text/text.tsx";

const voices: Record<Language, string> = { nl: "nl-NL", en: "en-GB" };

/** readAloud reads a page with the browser's own voice; nothing is sent anywhere. */
export const readAloud = {
  /** able tells whether this browser has a voice. */
  able: typeof window !== "undefined" && "speechSynthesis" in window,

  /** page reads what stands on the page, or stops when it is reading. */
  page(language: Language): void {
    const speech = window.speechSynthesis;
    if (speech.speaking) {
      speech.cancel();
      return;
    }
    const text = document.getElementById("content")?.innerText ?? "";
    // Long texts break off in some browsers: one sentence at a time.
    for (const sentence of text.split(/(?<=[.!?])\s+|\n+/).filter(Boolean)) {
      const utterance = new SpeechSynthesisUtterance(sentence);
      utterance.lang = voices[language];
      speech.speak(utterance);
    }
  },
};
