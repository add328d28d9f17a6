import { expect, test } from 'vitest';
import type { Finding } from '../../core/index.ts';
import { replaced } from '../pieces/testing.ts';
import { allRules } from '../registry.ts';
import { cdaText, er7, mdm, oru } from './testing.ts';

const traits = { nomNaissance: 'A', prenoms: 'B', dateNaissance: '2000-01-01', sexe: 'F' };
const megabytes = 1024 * 1024;

/** What all the rules of messages say of one. */
async function findingsOf(text: string): Promise<Finding[]> {
  const inputs = { message: Buffer.from(text) };
  const rules = allRules().filter(({ id }) => id.startsWith('hl7.'));
  const all = await Promise.all(rules.map(({ id, check }) => check(inputs, id === 'hl7.patient' ? traits : {})));
  return all.flat();
}

const changed = (piece: string | RegExp, by: string): string => replaced(mdm(), piece, by);
const document = /(?<=\^Base64\^)PD94[^|]*/;

test.each<[string, () => string]>([
  ['a name of eight megabytes', () => changed('PAT-TROIS', 'é'.repeat(4 * megabytes))],
  ['an OID of eight megabytes', () => changed('1.2.250.1.213.9.2.7|', `1${'.1'.repeat(4 * megabytes)}*|`)],
  ['an address of eight megabytes', () => changed('confrere@test', 'confrere@'.repeat(megabytes))],
  ['a matricule of eight megabytes', () => changed('279035121518989^^^', `${'2'.repeat(8 * megabytes)}^^^`)],
  [
    'a message code of eight megabytes',
    () => changed('^MDM_T02', `^${'MDM_T02^'.repeat(200)}${'A'.repeat(8 * megabytes)}`),
  ],
  ['a document of eight megabytes that is none', () => changed(document, 'A'.repeat(8 * megabytes))],
  ['base64 of eight megabytes that ends badly', () => changed(document, `${'A'.repeat(8 * megabytes)}*`)],
  [
    'a document of a hundred thousand names and identifiers',
    () =>
      mdm({
        cda: cdaText().replace(
          '<patient>',
          `${'<id root="1" extension="2"/>'.repeat(100_000)}<patient>${'<name><family>A</family></name>'.repeat(100_000)}`,
        ),
      }),
  ],
  ['a document nested ten thousand deep', () => mdm({ cda: '<a>'.repeat(10_000) })],
  ['a document of entities', () => mdm({ cda: '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><a>&b;</a>' })],
  ['a million segments', () => mdm() + 'NTE|1\r'.repeat(1_000_000)],
  ['a million patients', () => mdm() + 'PID|1\r'.repeat(1_000_000)],
  ['a million identifiers', () => changed('0042^^^', `${'~'.repeat(1_000_000)}0042^^^`)],
  ['a million fields', () => changed('PID|1|', `PID|1${'|'.repeat(1_000_000)}`)],
  ['a million escapes', () => changed('PAT-TROIS', '\\F\\'.repeat(1_000_000))],
  ['an escape without end', () => changed('PAT-TROIS', `\\X${'41'.repeat(megabytes)}`)],
  ['null bytes', () => changed('PAT-TROIS', '\u0000'.repeat(megabytes))],
  ['a name of segment of a megabyte', () => `${mdm()}${'A'.repeat(megabytes)}\r`],
  ['delimiters alone', () => `MSH${'|'.repeat(100_000)}`],
  ['what objects inherit, for codes', () => mdm().replaceAll(/NW|MDM|T02|LN|VALI|UTF-8|SB|AU/g, '__proto__')],
  [
    'what objects inherit, for names',
    () => er7(mdm().split('\r')[0] ?? '', 'constructor|1', 'toString|1', '__proto__|1'),
  ],
  ['a character set that is none', () => oru().replace('UNICODE UTF-8', 'constructor')],
])('a message with %s is judged, and blamed', async (_, text) => {
  const findings = await findingsOf(text());
  expect(findings.some(({ severity }) => severity === 'bloquant')).toBe(true);
  expect(findings.filter(({ where, message, remedy }) => where === '' || message === '' || remedy === '')).toEqual([]);
  expect(JSON.stringify(findings).length).toBeLessThan(5 * megabytes);
});
