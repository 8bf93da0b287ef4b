/**
 * paced is a function that does something at once, and at most once in so many milliseconds: what is asked in between is
 * done once, when they are over. `end` drops what still waits.
 */
export function paced(apart: number, act: () => void): { ask: () => void; end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = false;
  const turn = () => {
    timer = undefined;
    if (!asked) return;
    asked = false;
    timer = setTimeout(turn, apart);
    act();
  };
  return {
    ask: () => {
      asked = true;
      if (timer === undefined) turn();
    },
    end: () => {
      asked = false;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
