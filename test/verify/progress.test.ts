import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { progressOn } from "../../verify/progress";

function written(isTTY: boolean, say: (line: (text: string, seconds: number) => void) => void): string {
  let [output, now] = ["", 0];
  const progress = progressOn({ isTTY, columns: 20, write: (text: string) => (output += text) }, () => now);
  say((text, seconds) => {
    now = seconds * 1000;
    progress.say(text);
  });
  progress.end();
  return output;
}

describe("Progress", () => {
  it("is one line in place on a terminal, gone at the end", () => {
    const output = written(true, (say) => say("waiting for what is longer than the line", 0));
    assert.equal(output, "\r\u001b[2Kwaiting for what is\r\u001b[2K");
  });

  it("is a line in a log when something changed, and a sign of life every half minute", () => {
    const output = written(false, (say) => {
      for (let seconds = 0; seconds <= 60; seconds += 5) {
        say(`${seconds < 20 ? "0" : "1"} of 2 (${seconds} s of at most 1200)`, seconds);
      }
    });
    const times = [...output.matchAll(/\((\d+) s/g)].map(([, time]) => Number(time));
    assert.deepEqual(times, [0, 20, 50]);
  });
});
