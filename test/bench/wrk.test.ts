import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseWrk } from "../../bench/proxy/wrk";

/** What wrk 4.1.0 prints. */
const printed = `Running 1s test @ http://127.0.0.1:8080/api/users/1
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.14ms  190.11us   4.47ms   94.50%
    Req/Sec    14.07k   601.04    15.11k    72.73%
  Latency Distribution
     50%  816.00us
     75%    1.19ms
     90%    1.30ms
     99%    1.02s
  15387 requests in 1.10s, 3.08MB read
Requests/sec:  13995.17
Transfer/sec:      2.80MB
`;

describe("What wrk prints", () => {
  it("becomes numbers, all times in microseconds", () => {
    assert.deepEqual(parseWrk(printed), {
      requests: 15387,
      requestsPerSecond: 13995.17,
      p50: 816,
      p99: 1_020_000,
    });
  });

  it("is refused where a request was not answered, or not well", () => {
    const failed = printed.replace("Requests/sec", "  Non-2xx or 3xx responses: 12\nRequests/sec");
    assert.throws(() => parseWrk(failed), /not every request was answered: Non-2xx or 3xx responses: 12/);
    const cut = printed.replace("Requests/sec", "  Socket errors: connect 0, read 3, write 0, timeout 0\nRequests/sec");
    assert.throws(() => parseWrk(cut), /Socket errors: connect 0, read 3/);
  });

  it("is refused where there is nothing to count, or something is missing", () => {
    assert.throws(() => parseWrk(printed.replace("15387 requests", "0 requests")), /not a single request/);
    assert.throws(() => parseWrk(""), /wrk did not print/);
    assert.throws(() => parseWrk(printed.replace("816.00us", "soon")), /no time of wrk: soon/);
  });
});
