import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../core/index.ts';
import { apiCalls } from '../examples/annuaire.ts';
import { cle } from './cle.rule.ts';
import { erreurs } from './erreurs.rule.ts';
import { identifiants } from './identifiants.rule.ts';
import { pages } from './pages.rule.ts';
import { requetes } from './requetes.rule.ts';
import { version } from './version.rule.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/annuaire');
const read = (name: string): string => readFileSync(join(samples, name), 'utf8');
const guides = ['organization.md', 'practitioner-role.md', 'practitioner.md', 'uc-bal-mss.md', 'uc-call-type.md'];

/** The calls that the guides of the API give as examples, but those that name a technical id. */
function documented(): string[] {
  return (
    guides
      .flatMap((guide) => [...read(guide).matchAll(/^GET \[base\](\/\S+)\s*$/gm)])
      // An update goes back thirty days at most: the dates of the guides are those of their writing.
      .map(([, path = '']) => `/fhir/v2${path.replace(/(_lastUpdated=ge)[\d-]+/, '$12026-02-20')}`)
      .filter((path) => !path.includes('_id='))
  );
}

function judged(inputs: ReturnType<typeof apiCalls>): Finding[] {
  return [cle, pages, erreurs, identifiants, requetes, version].flatMap((rule) => rule.check(inputs, {}));
}

describe.skipIf(!existsSync(samples))('calls and answers of the Annuaire Santé (skipped: ../shared is absent)', () => {
  it('the calls of the guides are right', () => {
    const calls = documented();
    expect(calls.length).toBeGreaterThan(30);
    expect(judged(apiCalls(...calls.map((path) => ({ path }))))).toEqual([]);
  });

  it.each(['bundle-practitioner-revinclude.json', 'bundle-empty.json'])('%s has no next page', (name) => {
    expect(judged(apiCalls({ answer: JSON.parse(read(`samples-reconstructed/${name}`)) }))).toEqual([]);
  });

  it('the technical ids of an answer may be read after it', () => {
    const answer = JSON.parse(read('samples-reconstructed/bundle-practitioner-revinclude.json'));
    const after = { path: '/fhir/v2/PractitionerRole/005-5087586-6923328' };
    expect(judged(apiCalls({ answer }, after))).toEqual([]);
    expect(judged(apiCalls(after)).map(({ code }) => code)).toEqual(['identifiant-technique']);
  });
});
