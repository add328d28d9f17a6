/** `AAAAMMJJhhmmss±hhmm`: local time to the second, with its offset (CI-SIS, effectiveTime). */
export function localInstant(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const local = new Date(at.getTime() + minutes * 60_000);
  const offset = `${two(Math.abs(Math.trunc(minutes / 60)))}${two(Math.abs(minutes % 60))}`;
  return `${digits(local)}${minutes < 0 ? '-' : '+'}${offset}`;
}

/** `AAAAMMJJhhmmss` in UTC: the dates of XDS metadata. */
export function utcInstant(at: Date): string {
  return digits(at);
}

/** `AAAAMMJJ`, local. */
export function compactDay(at: Date): string {
  return localInstant(at).slice(0, 8);
}

/** `JJ/MM/AAAA`, local. */
export function frenchDay(at: Date): string {
  const day = compactDay(at);
  return `${day.slice(6)}/${day.slice(4, 6)}/${day.slice(0, 4)}`;
}

function digits(at: Date): string {
  return at.toISOString().replaceAll(/[-:TZ]|\..*/g, '');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
