import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { paced } from "./paced.ts";

describe("what is paced", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is done at once, and what comes in a burst once more when the time is over", () => {
    const act = vi.fn();
    const { ask } = paced(1_000, act);
    for (let n = 0; n < 300; n++) ask();
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(999);
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(10_000);
    expect(act).toHaveBeenCalledTimes(2);
  });

  it("is never done more often, whenever it is asked, and the last that was asked is done", () => {
    const times: number[] = [];
    const { ask } = paced(1_000, () => times.push(Date.now()));
    for (let n = 0; n < 100; n++) {
      ask();
      vi.advanceTimersByTime(70);
    }
    const lastAsked = Date.now() - 70;
    vi.advanceTimersByTime(1_000);
    expect(times.every((time, n) => n === 0 || time - times[n - 1]! >= 1_000)).toBe(true);
    expect(times.at(-1)).toBeGreaterThanOrEqual(lastAsked);
    expect(times).toHaveLength(8);
  });

  it("is done at once again after a quiet time, and not after its end", () => {
    const act = vi.fn();
    const { ask, end } = paced(1_000, act);
    ask();
    vi.advanceTimersByTime(1_000);
    ask();
    ask();
    expect(act).toHaveBeenCalledTimes(2);
    end();
    vi.advanceTimersByTime(10_000);
    expect(act).toHaveBeenCalledTimes(2);
  });
});
