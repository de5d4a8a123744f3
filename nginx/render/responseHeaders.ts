import { type Directive, directive } from "../conf/directive";

/**
 * Headers of every answer. nginx forgets inherited `add_header` in a location that has its own, so each location takes
 * the list from here.
 */
export function responseHeaderDirectives(): Directive[] {
  return [directive("add_header", ["X-Content-Type-Options", "nosniff", "always"])];
}

/** What the application says about itself stays inside; nosniff is hidden so that it is there once. */
export function hiddenHeaderDirectives(): Directive[] {
  return ["X-Powered-By", "X-Content-Type-Options"].map((name) => directive("proxy_hide_header", [name]));
}
