/** Bounds of a certificate's life. */
export interface Validity {
  from: Date;
  to: Date;
}

const hour = 3_600_000;
const year = 365 * 24 * hour;

/**
 * Valid now by the system clock, as TLS peers judge by theirs (design §5.7). It begins a day ago, because the product's
 * machine may be late.
 */
export function currentValidity(): Validity {
  return { from: new Date(Date.now() - 24 * hour), to: new Date(Date.now() + year) };
}

/** Over since an hour: for the tests of lapsed certificates. */
export function lapsedValidity(): Validity {
  return { from: new Date(Date.now() - 48 * hour), to: new Date(Date.now() - hour) };
}

/** Begins in two days: beyond what a wrong time zone can explain. */
export function futureValidity(): Validity {
  return { from: new Date(Date.now() + 48 * hour), to: new Date(Date.now() + year) };
}
