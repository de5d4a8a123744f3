import { type Directive, directive } from "../conf/directive";
import type { SitePlan } from "../plan/sitePlan";

/** Room in nginx's hash tables, which do not grow by themselves: it refuses to start with one that is too small. */
export function hashSizeDirectives(sites: SitePlan[]): Directive[] {
  const names = sites.flatMap(({ site: { hosts = [] } }) => hosts).length;
  return [
    directive("map_hash_bucket_size", [512], "keys as long as a host name with a scheme"),
    ...(hasLongHeaders(sites)
      ? [directive("proxy_headers_hash_bucket_size", [512], "responseHeaders: long names, or many")]
      : []),
    directive("variables_hash_max_size", [powerOfTwo(1024 + 8 * sites.length)], "sites: each has variables of its own"),
    ...(names === 0
      ? []
      : [
          directive("variables_hash_bucket_size", [512], "their names hold the site's"),
          directive("server_names_hash_bucket_size", [512], "sites[].hosts: names of up to 253 characters"),
          directive("server_names_hash_max_size", [powerOfTwo(512 + 4 * names)]),
        ]),
  ];
}

/** A slot of nginx's own size, 64 bytes, has room for one name of 46 characters, and few slots for many. */
function hasLongHeaders(sites: SitePlan[]): boolean {
  const tables = sites.flatMap(({ places }) => places.map(({ treatment }) => treatment.headers));
  return tables.some((table) => table.length > 16 || table.some(([name]) => name.length > 46));
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(atLeast));
}
