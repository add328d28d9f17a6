/** How long things live, in milliseconds. */
export interface Lifetimes {
  code: number;
  access: number;
  refresh: number;
  /** Longest idle time of a session, and its longest life. */
  idle: number;
  session: number;
  /** A CIBA request, and the least time between two polls of it. */
  ciba: number;
  cibaInterval: number;
  /** A pushed authorization request. */
  pushed: number;
  /** Tokens that an API's authorization server gives in exchange. */
  apiAccess: number;
  apiRefresh: number;
}

/**
 * Facts, PSC §3.3 and §3.5: access 2 min, refresh 30 min, session 30 min idle and 4 h at most, CIBA 120 s; API access
 * 1 h (text of the CI-SIS; the ANS's own proxy says 4 h), API refresh 1800 s. Inferred, Keycloak's own defaults: the code's
 * minute, the pushed request's minute, 5 s between two polls.
 */
export const defaultLifetimes: Lifetimes = {
  code: 60_000,
  access: 120_000,
  refresh: 30 * 60_000,
  idle: 30 * 60_000,
  session: 4 * 3_600_000,
  ciba: 120_000,
  cibaInterval: 5_000,
  pushed: 60_000,
  apiAccess: 3_600_000,
  apiRefresh: 1_800_000,
};

/** Whole seconds, as tokens count. */
export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
