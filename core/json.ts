import canonicalize from 'canonicalize';

/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Canonical JSON (RFC 8785): one value, one text, so that digests can be compared. */
export function canonicalJson(value: Json): string {
  return canonicalize(value) as string;
}

/** True when both values have the same canonical JSON. */
export function sameJson(left: Json, right: Json): boolean {
  return canonicalJson(left) === canonicalJson(right);
}
