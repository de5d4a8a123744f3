import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { proxyImageFiles, renderProxy } from "../../nginx";
import { s1Settings } from "./s1Settings";

describe("the build context of the proxy's image", () => {
  const files = proxyImageFiles(s1Settings);
  const instructions = (files.Dockerfile ?? "").split("\n").filter((line) => /^[A-Z]+ /.test(line));

  it("is three files, and the configuration among them is the rendered one", () => {
    assert.deepEqual(Object.keys(files).sort(), [".dockerignore", "Dockerfile", "nginx.conf"]);
    assert.equal(files["nginx.conf"], renderProxy(s1Settings));
    assert.equal(files[".dockerignore"], "*\n!.dockerignore\n!Dockerfile\n!nginx.conf\n");
  });

  it("writes where no link leads: Fargate mounts a volume on a link's path with another owner", () => {
    const [volume] = instructions.flatMap((line) => /^VOLUME (\S+)$/.exec(line)?.[1] ?? []);
    assert.match(volume ?? "", /^\/(?!var\/run|var\/lock|run|tmp)/);
  });

  it("starts from a pinned image of ECR Public that an argument can replace", () => {
    assert.match(instructions[0] ?? "", /^ARG NGINX_IMAGE=public\.ecr\.aws\/nginx\/nginx:\d+\.\d+\.\d+-alpine-slim$/);
    assert.ok(/^FROM \$\{NGINX_IMAGE\}$/.test(instructions[1] ?? ""));
  });

  it("tries the configuration as the user that will run it, after the folder is that user's and before it is a volume", () => {
    const order = ["RUN mkdir -p /gate && chown 101:101 /gate", "USER 101", "RUN nginx -t", "VOLUME /gate"];
    const places = order.map((start) => instructions.findIndex((line) => line.startsWith(start)));
    assert.ok(places.every((place) => place >= 0));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });

  it("stops gracefully, starts nothing but nginx, and writes only below the prefix", () => {
    assert.ok(instructions.includes("STOPSIGNAL SIGQUIT"));
    assert.ok(instructions.includes("ENTRYPOINT []"));
    const command = JSON.parse((instructions.at(-1) ?? "").replace(/^CMD /, ""));
    assert.deepEqual(command, [
      "nginx",
      "-p",
      "/gate",
      "-c",
      "/etc/nginx/nginx.conf",
      "-e",
      "stderr",
      "-g",
      "daemon off;",
    ]);
  });
});
