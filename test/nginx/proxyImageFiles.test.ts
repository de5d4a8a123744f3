import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, it } from "mocha";
import {
  defaultConnections,
  type ProxySettings,
  proxyImageFiles,
  renderProxy,
  staticFolders,
  type Upstream,
} from "../../nginx";
import { s1Settings } from "./s1Settings";
import { s3Settings } from "./s3Settings";

describe("the build context of the proxy's image", () => {
  const files = proxyImageFiles(s1Settings);
  const instructions = (files.Dockerfile ?? "").split("\n").filter((line) => /^[A-Z]+ /.test(line));

  it("is three files, and the configuration among them is the rendered one", () => {
    assert.deepEqual(Object.keys(files).sort(), [".dockerignore", "Dockerfile", "nginx.conf"]);
    assert.equal(files["nginx.conf"], renderProxy(s1Settings));
    assert.equal(files[".dockerignore"], "*\n!.dockerignore\n!Dockerfile\n!nginx.conf\n");
  });

  it("takes the folders of static files along, and nothing else of the folder", () => {
    const routes = ["web", "docs", "web"].map((folder, index) => ({
      prefix: `/${index}`,
      methods: ["GET" as const],
      files: { folder },
    }));
    const withFiles = { ...s1Settings, sites: [{ routes }], filesRoot: "/var/www" };
    assert.deepEqual(staticFolders(withFiles), ["docs", "web"]);
    const { Dockerfile, ".dockerignore": ignored } = proxyImageFiles(withFiles);
    assert.match(Dockerfile ?? "", /^COPY files \/var\/www$/m);
    assert.match(ignored ?? "", /^\*\n[\s\S]*\n!files\/docs\n!files\/web\n$/);
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
    const order = ["RUN mkdir -p /gate && chown 101:101 /gate", "USER 101", "RUN sed", "VOLUME /gate"];
    const places = order.map((start) => instructions.findIndex((line) => line.startsWith(start)));
    assert.ok(places.every((place) => place >= 0));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });

  it("tries it with an address where a linked container's name stands, and with nothing else changed", () => {
    const [, expression] =
      /^RUN sed -E '(.+)' \/etc\/nginx\/nginx\.conf > \/gate\/tried\.conf/m.exec(files.Dockerfile ?? "") ?? [];
    assert.match(files.Dockerfile ?? "", /&& nginx -t -p \/gate -c \/gate\/tried\.conf -e stderr \\\n/);
    const tried = (settings: ProxySettings) =>
      execFileSync("sed", ["-E", expression ?? ""], { input: renderProxy(settings), encoding: "utf8" });
    const linked = (host: string) => ({ kind: "linked" as const, host, port: 3000, ...defaultConnections });
    const settings = (app: Upstream) => ({ ...s3Settings, upstreams: { ...s3Settings.upstreams, shop: app } });
    const expected = renderProxy(settings(linked("shop-1"))).replace("server shop-1:3000 ", "server 127.0.0.1:3000 ");
    assert.equal(tried(settings(linked("shop-1"))), expected);
    assert.equal(tried(s3Settings), renderProxy(s3Settings));
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
