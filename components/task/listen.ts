import type { Problem } from "../../nginx";
import { checkChoice } from "../choice";
import type { Compute } from "./compute";

/** How the application is reached inside of its task. */
export const ListenKind = { Port: "port", Socket: "socket" } as const;
export type ListenKind = (typeof ListenKind)[keyof typeof ListenKind];

/**
 * Where the application listens: on the loopback that the containers of a task share, on a Unix socket in a volume of the
 * two containers, or, in network mode bridge, on its container's own address, which the proxy knows by the link's name.
 */
export type Listen =
  | { kind: "loopback"; host: "127.0.0.1"; port: number }
  | { kind: "socket"; path: string }
  | { kind: "linked"; host: "0.0.0.0"; port: number };

/** The volume of the socket. The application's image has a VOLUME there that belongs to its user. */
export const socketVolume = { name: "socket", containerPath: "/run/app" } as const;

/** The plain part of an application's arguments that decides where it listens. */
export interface ListenSettings {
  listen?: ListenKind;
  port?: number;
}

/** Fills in the defaults; judges nothing. */
export function planListen({ listen, port = 3000 }: ListenSettings, compute: Compute): Listen {
  if (listen === ListenKind.Socket) return { kind: "socket", path: `${socketVolume.containerPath}/http.sock` };
  const linked = compute.kind === "hosts" && compute.networkMode === "bridge";
  return linked ? { kind: "linked", host: "0.0.0.0", port } : { kind: "loopback", host: "127.0.0.1", port };
}

/** Problems of the choice. */
export function checkListen(where: string, { listen, port }: ListenSettings): Problem[] {
  const kind = listen ?? ListenKind.Port;
  const choice = checkChoice(`${where}.listen`, kind, Object.values(ListenKind));
  if (choice.length > 0 || kind === ListenKind.Port || port === undefined) return choice;
  const legal = "nothing: an application that listens on a socket has no port";
  return [{ where: `${where}.port`, given: String(port), legal, fix: "leave it out, or use listen port" }];
}

/** The variables that tell the application where to listen. HOST and PORT beside SOCKET would be a contradiction. */
export function listenEnvironment(listen: Listen): Record<string, string> {
  if (listen.kind === "socket") return { SOCKET: listen.path };
  return { HOST: listen.host, PORT: String(listen.port) };
}
