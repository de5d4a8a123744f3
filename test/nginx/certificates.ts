import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../../local/findProgram";

/** A certificate authority of one test, and what it signs. */
export interface Authority {
  /** Its certificate as a file that everybody may read. */
  file: string;
  /** @param days how long it is good for from now on; 0 or less: no longer */
  issue(name: string, days?: number): ServerCertificate;
  remove(): void;
}

/** As Node's TLS takes them. */
export interface ServerCertificate {
  key: string;
  cert: string;
}

/** Why no certificates can be made here; undefined if they can. */
export function certificatesMissing(): string | undefined {
  return findProgram("openssl", [], process.env) === undefined ? "needs openssl to make certificates" : undefined;
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Node's crypto reads certificates but makes none; the openssl command does. */
export function makeAuthority(name = "Authority of a test"): Authority {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-authority-"));
  chmodSync(folder, 0o755);
  const file = (ending: string) => join(folder, ending);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: ["ignore", "ignore", "pipe"] });
  const subject = ["-subj", `/CN=${name}`, "-days", "1"];
  openssl("req", "-x509", ...newKey, "-keyout", file("ca.key"), "-out", file("ca.pem"), ...subject);
  chmodSync(file("ca.pem"), 0o644);
  return {
    file: file("ca.pem"),
    issue: (host, days = 1) => {
      const request = ["-keyout", file("key"), "-out", file("csr"), "-subj", "/CN=server"];
      openssl("req", ...newKey, ...request);
      writeFileSync(file("extensions"), `subjectAltName=DNS:${host}\n`);
      const signer = ["-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial"];
      const what = ["-in", file("csr"), "-out", file("cert"), "-extfile", file("extensions"), "-days", String(days)];
      openssl("x509", "-req", ...what, ...signer);
      return { key: readFileSync(file("key"), "utf8"), cert: readFileSync(file("cert"), "utf8") };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
