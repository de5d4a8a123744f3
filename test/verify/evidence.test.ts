import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { logPlace } from "../../verify/evidence/logStream";
import { printer } from "../../verify/evidence/printable";
import { groupTasks } from "../../verify/evidence/taskGroups";
import { stoppedTask } from "./answers";

describe("The place of a container's log", () => {
  const options = { "awslogs-group": "/ecs/web", "awslogs-stream-prefix": "ecs" };

  it("is the stream of prefix, container and task", () => {
    const place = logPlace({ name: "app", logConfiguration: { logDriver: "awslogs", options } }, "0f", {});
    assert.deepEqual(place, { kind: "stream", at: { group: "/ecs/web", stream: "ecs/app/0f", region: undefined } });
  });

  it("is named by the container's runtime id without a prefix, as on EC2", () => {
    const logConfiguration = { logDriver: "awslogs" as const, options: { "awslogs-group": "/ecs/web" } };
    const place = logPlace({ name: "app", logConfiguration }, "0f", { runtimeId: "d0cker" });
    assert.equal(place.kind === "stream" && place.at.stream, "d0cker");
    assert.equal(logPlace({ name: "app", logConfiguration }, "0f", {}).kind, "notRead");
  });

  it("is not read where it is not in CloudWatch Logs, and the reason is named", () => {
    const why = (logConfiguration?: { logDriver: "awsfirelens" | "awslogs" }) => {
      const place = logPlace(logConfiguration ? { name: "app", logConfiguration } : { name: "app" }, "0f", {});
      return place.kind === "notRead" ? place.why : "";
    };
    assert.equal(why({ logDriver: "awsfirelens" }), "app logs by awsfirelens, not to CloudWatch Logs");
    assert.equal(why({ logDriver: "awslogs" }), "app names no awslogs-group");
    assert.equal(why(), "app has no log configuration");
  });
});

describe("Tasks that ended alike", () => {
  it("are one group whatever their own target and address were", () => {
    const failed = (address: string) =>
      `Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/0123456789abcdef) for ${address}`;
    const groups = groupTasks([
      stoppedTask(1, { stoppedReason: failed("10.0.0.7") }),
      stoppedTask(2, { stoppedReason: failed("10.0.1.9") }),
      stoppedTask(3, { containers: [{ name: "app", exitCode: 1 }] }),
    ]);
    assert.deepEqual(
      groups.map(({ count }) => count),
      [1, 2],
    );
  });

  it("come before those that are alive, and those before what ECS scaled away", () => {
    const order = groupTasks([
      stoppedTask(3, { stoppedReason: "Scaling activity initiated by (deployment ecs-svc/3)" }),
      stoppedTask(2, { lastStatus: "RUNNING" }),
      stoppedTask(1),
    ]).map(({ newest }) => newest.taskArn?.at(-1));
    assert.deepEqual(order, ["1", "2", "3"]);
  });
});

describe("What a container wrote", () => {
  const environment = [
    { name: "API_TOKEN", value: "sesame-sesame" },
    { name: "API_TOKEN_LONG", value: "sesame-sesame-street" },
    { name: "TOKEN", value: "1" },
    { name: "HOST", value: "127.0.0.1" },
  ];
  const print = printer({ containerDefinitions: [{ name: "app", environment }] });

  it("is shown without the values of secret-looking environment variables, long ones whole", () => {
    assert.equal(print("got sesame-sesame-street, sesame-sesame"), "got [hidden], [hidden]");
    assert.equal(print("127.0.0.1 has 1 user"), "127.0.0.1 has 1 user");
  });

  it("is shown without what looks like a credential", () => {
    assert.equal(print("postgres://web:hunter2@db:5432/web"), "postgres://web:[hidden]@db:5432/web");
    assert.equal(print("redis://:hunter2@cache"), "redis://:[hidden]@cache");
    assert.equal(print("Authorization: Bearer eyJhbGciOi.x-y_z"), "Authorization: Bearer [hidden]");
    assert.equal(print("key AKIAIOSFODNN7EXAMPLE used"), "key [hidden] used");
    assert.equal(print("GET http://10.0.0.1:8080/?at=me@example.com"), "GET http://10.0.0.1:8080/?at=me@example.com");
  });

  it("is one line without colours, control characters and commands of a CI runner", () => {
    assert.equal(print("\u001b[31mred\u001b[0m\u0007\u202e and\tblue\r\n"), "red and blue");
    assert.equal(print("GET /##[add-mask]x"), "GET /# #[add-mask]x");
  });

  it("is cut where it is too long to be read", () => {
    assert.equal(print("x".repeat(9000)).length, 501);
  });
});
