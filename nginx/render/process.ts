import { block, type Directive, directive } from "../conf/directive";
import type { ProxySettings } from "../settings/proxySettings";

/** Idle and busy connections, to the balancer and to the application together, that one worker can hold. */
export const workerConnections = 4096;

/**
 * Worker processes and their limits. No `user`: nginx starts as the user it stays, and no `daemon`: the container's
 * command says that. Every written path is relative to the prefix (`nginx -p`), so one file serves a container with a
 * read-only root and a developer's folder.
 */
export function processDirectives(settings: ProxySettings): Directive[] {
  return [
    directive("worker_processes", [settings.workers], "workers: one a vCPU of the task (auto would count the host's)"),
    directive(
      "worker_rlimit_nofile",
      [2 * workerConnections],
      "a proxied request holds two connections, so two descriptors",
    ),
    directive("pcre_jit", ["on"], "the checks of every request are regular expressions, here compiled to machine code"),
    directive("pid", ["nginx.pid"], "relative to the prefix (nginx -p), the only place that is written"),
    directive(
      "worker_shutdown_timeout",
      [`${settings.shutdownSeconds}s`],
      "shutdownSeconds: after SIGQUIT, requests in flight get this long",
    ),
    block("events", [], [directive("worker_connections", [workerConnections])]),
  ];
}

/** Where nginx puts bodies that outgrow its buffers; all five, because each is created at start. */
export function tempPathDirectives(): Directive[] {
  return ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind, index) =>
    directive(`${kind}_temp_path`, [kind], index === 0 ? "relative to the prefix, as the pid" : undefined),
  );
}
