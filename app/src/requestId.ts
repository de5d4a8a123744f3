import { randomUUID } from "node:crypto";
import type { Request } from "express";

const made = new WeakMap<Request, string>();

/** The id that the proxy gave the request, or one made here for a request that came without; the same at every call. */
export function requestId(request: Request): string {
  const given = request.get("X-Request-Id");
  if (given) return given;
  const id = made.get(request) ?? randomUUID();
  made.set(request, id);
  return id;
}
