import type { Assertion } from './assertion.ts';

/** A client recorded that the service takes an assertion for one hour (facts, INSi §1.4); nothing official says it. */
const longestLife = 3_600_000;

/** How late the service's clock may be (facts, INSi §1.14: inferred). */
const skew = 5 * 60_000;

/** True when an assertion has what every one has (facts, INSi §1.4). */
export function isFilled({ id, version, issueInstant, issuer, nameId }: Assertion): boolean {
  return id !== '' && version === '2.0' && !Number.isNaN(Date.parse(issueInstant)) && issuer !== '' && nameId !== '';
}

/** Says in French why an assertion is too old, or not of its time yet. */
export function freshnessRefusal({ issueInstant }: Assertion, now: number): string | undefined {
  const age = now - Date.parse(issueInstant);
  if (age > longestLife) return `IssueInstant « ${issueInstant} » a plus d’une heure.`;
  return age < -skew ? `IssueInstant « ${issueInstant} » est dans le futur.` : undefined;
}

/** Names the first of those attributes that is absent or empty. */
export function attributeRefusal({ attributes }: Assertion, names: readonly string[]): string | undefined {
  const missing = names.find((name) => (attributes.get(name) ?? '') === '');
  return missing === undefined ? undefined : `Il manque « ${missing} ».`;
}
