import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { contextFile, readDockerfile } from "../../local/dockerfile";
import { imageKind } from "../../local/imageKind";

const root = join(__dirname, "../..");
const read = (...lines: string[]) => readDockerfile(lines.join("\n"), {});

describe("A Dockerfile", () => {
  it("gives what its last stage leaves, and nothing of stages that it only copies from", () => {
    const image = read(
      "FROM node:22 AS build",
      "ENV SECRET=1",
      'CMD ["build"]',
      "FROM node:22",
      "WORKDIR /srv",
      "WORKDIR app",
      "COPY --from=build /srv/dist ./dist",
      'CMD ["node", "my server.js"]',
    );
    assert.deepEqual(image.environment, {});
    assert.equal(image.workingDirectory, "/srv/app");
    assert.deepEqual(image.command, ["node", "my server.js"]);
    assert.deepEqual(image.copies, []);
  });

  it("inherits from a stage that it is made FROM, down to the image under it", () => {
    const image = read(
      "ARG BASE=node:22",
      "FROM $BASE AS base",
      "ENV A=1",
      "STOPSIGNAL SIGINT",
      "FROM base",
      "ENV B=$A$A",
    );
    assert.deepEqual(image.environment, { A: "1", B: "11" });
    assert.equal(image.stopSignal, "SIGINT");
    assert.equal(image.from, "$BASE");
    assert.equal(image.fromImage, "node:22");
  });

  it("drops an inherited CMD with a new ENTRYPOINT, and keeps one of its own", () => {
    assert.deepEqual(read("FROM a AS b", 'CMD ["x"]', "FROM b", 'ENTRYPOINT ["y"]').command, []);
    assert.deepEqual(read("FROM a", 'CMD ["x"]', 'ENTRYPOINT ["y"]').command, ["x"]);
  });

  it("hands a line that is no JSON to the shell, variables untouched", () => {
    assert.deepEqual(read("FROM a", "ENV PORT=1", "CMD node server.js $PORT").command, [
      "/bin/sh",
      "-c",
      "node server.js $PORT",
    ]);
  });

  it("takes build arguments before the defaults of ARG", () => {
    const image = readDockerfile("ARG NODE_IMAGE=node:20\nFROM $NODE_IMAGE", { NODE_IMAGE: "mirror/node:22" });
    assert.equal(image.fromImage, "mirror/node:22");
  });

  it("tells which file of the build context lies at a path of the image", () => {
    const isFolder = (path: string) => path === "pages";
    const { copies } = read("FROM a", "WORKDIR /srv", "COPY nginx.conf /etc/nginx/", "COPY pages html", "COPY a b ./");
    assert.equal(contextFile(copies, "/etc/nginx/nginx.conf", isFolder), "nginx.conf");
    assert.equal(contextFile(copies, "/srv/html/errors/404.html", isFolder), "pages/errors/404.html");
    assert.equal(contextFile(copies, "/srv/b", isFolder), "b");
    assert.equal(contextFile(copies, "/etc/passwd", isFolder), undefined);
  });

  it("of the proxy and of the sample application can be run here", () => {
    const proxy = readDockerfile(readFileSync(join(root, "nginx/Dockerfile"), "utf8"), {});
    const application = readDockerfile(readFileSync(join(root, "app/Dockerfile"), "utf8"), {});
    assert.equal(imageKind(proxy), "nginx");
    assert.equal(proxy.stopSignal, "SIGQUIT");
    assert.equal(proxy.command[0], "nginx");
    assert.equal(imageKind(application), "node");
    assert.equal(application.command[0], "node");
  });
});

describe("The kind of an image", () => {
  it("comes from the ARG or from the repository's name", () => {
    assert.equal(imageKind({ from: "$NGINX_IMAGE", fromImage: "" }), "nginx");
    assert.equal(imageKind({ from: "$BASE", fromImage: "mirror:5000/docker/library/node:22@sha256:ab" }), "node");
    assert.equal(imageKind({ from: "nginx/nginx-unprivileged:1.31", fromImage: "" }), "nginx");
  });

  it("is unknown for anything else", () => {
    assert.equal(imageKind({ from: "python:3", fromImage: "" }), undefined);
    assert.equal(imageKind({ from: "nginx/agent", fromImage: "" }), undefined);
  });
});
