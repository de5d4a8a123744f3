/**
 * What is refused before any route is looked at: the paths and the names of scanners, which a prefix or an expression
 * would let through to the application. A site whose routes are all whole paths has no need of it, because all else is
 * refused there anyway: its requests are not compared with these lists.
 *
 * @example
 * { paths: [...scannerPaths, "/internal/"], userAgents: scannerUserAgents.filter((name) => name !== "masscan") }
 */
export interface Denied {
  /**
   * Words found anywhere in the path, percent signs decoded, in any letter case: answered 404. Each has 3 to 64 characters
   * of letters, digits and `/ . _ ~ + , = : @ -`. @default scannerPaths
   */
  paths: string[];
  /**
   * Words found anywhere in User-Agent, in any letter case: answered 403. Each has 3 to 64 characters of letters, digits,
   * spaces and `/ . _ ~ + , = : @ -`. @default scannerUserAgents
   */
  userAgents: string[];
}

/** What scanners look for and what an application of one's own hardly has: other people's programs, and files left behind. */
export const scannerPaths: readonly string[] = [
  "phpmyadmin",
  "/pma/",
  "/myadmin",
  "/mysqladmin",
  "/dbadmin",
  "adminer.php",
  "w00tw00t",
  "muieblackcat",
  "clientaccesspolicy.xml",
  "/crossdomain.xml",
  "wp-login",
  "wp-admin",
  "wp-content",
  "wp-includes",
  "wlwmanifest.xml",
  "xmlrpc.php",
  "phpunit",
  "phpinfo",
  "/cgi-bin/",
  "/hnap1",
  "/boaform",
  "/.git/",
  "/.svn/",
  "/.hg/",
  "/.env",
  "/.aws/",
  "/.ssh/",
  "/.htaccess",
  "/.htpasswd",
  "/.ds_store",
  "/server-status",
  "/jmx-console",
  "/manager/html",
  "/actuator/env",
  "/actuator/heapdump",
  "/_ignition/",
  "/solr/admin",
  "/telescope/requests",
];

/** What scanners call themselves. Those that lie look like browsers, and meet the allow-list only. */
export const scannerUserAgents: readonly string[] = [
  "zmeu",
  "morfeus",
  "nikto",
  "nessus",
  "openvas",
  "acunetix",
  "netsparker",
  "sqlmap",
  "havij",
  "masscan",
  "zgrab",
  "nmap scripting engine",
  "dirbuster",
  "gobuster",
  "feroxbuster",
  "wpscan",
  "nuclei",
  "jorgee",
  "w3af",
  "arachni",
  "fimap",
  "whatweb",
];

/** Both lists of scanners. */
export const defaultDenied: Denied = { paths: [...scannerPaths], userAgents: [...scannerUserAgents] };
