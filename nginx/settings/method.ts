/** Request methods that a route can allow. TRACE and CONNECT are never passed on, so they are not in the list. */
export const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof methods)[number];
