import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { drawPerson } from '../../core/index.ts';
import { codeOf } from '../../test/support/dmp-desk.ts';
import { envelope, existenceBody } from '../../test/support/dmp-request.ts';
import { DmpDirectory, dmpHandlers } from './index.ts';

const data = resolve(import.meta.dirname, '../../../shared/data');
const present = existsSync(data);
const read = (file: string): string => readFileSync(join(data, file), 'utf8');
const random = { bytes: (length: number): Buffer => crypto.getRandomValues(Buffer.alloc(length)) };

/** Asks TD0.2 of the patient whom a VIHF names, some seconds after it was issued. */
async function existence(assertion: string, seconds = 5): Promise<string> {
  const issued = Date.parse(/IssueInstant="([^"]+)"/.exec(assertion)?.[1] ?? '');
  const clock = { now: (): number => issued + seconds * 1000 };
  const [, matricule = '', cle = '', oid = ''] = /(\d{13})(\d{2})\^\^\^&amp;([\d.]+)&amp;ISO/.exec(assertion) ?? [];
  const person = { ...drawPerson({ seed: 'echantillon' }, 'DMP'), matricule, cle, oid };
  const directory = new DmpDirectory({ clock, random });
  directory.declare({ ...person, etat: 'actif', autorisation: 'VALIDE' });
  const handlers = dmpHandlers({ directory, environment: { clock, random }, signatures: false });
  const body = envelope(existenceBody(person), assertion.replace(/<\?xml.*?\?>/, ''));
  const request = new Request('https://dmp.test/si-dmp-server/v2/services/patients', { method: 'POST', body });
  const text = (await (await getResponse(handlers, request))?.text()) ?? '';
  return codeOf({ text }) || (/queryResponseCode code="(\w+)"/.exec(text)?.[1] ?? '');
}

const reason =
  '<saml2:Attribute Name="Mode_Acces_Raison"><saml2:AttributeValue>Urgence</saml2:AttributeValue></saml2:Attribute></saml2:AttributeStatement>';

describe.skipIf(!present)('VIHF rebuilt from the facts (skipped: ../shared is absent)', () => {
  it.each([
    'dmp/vihf-directe-unsigned.xml',
    'dmp/vihf-indirecte-unsigned.xml',
    'vihf/samples-reconstructed/vihf-3.0-dmp-AIR.xml',
  ])('takes %s', async (file) => {
    expect(await existence(read(file))).toBe('OK');
  });

  it('takes AIR for thirty seconds', async () => {
    expect(await existence(read('vihf/samples-reconstructed/vihf-3.0-dmp-AIR.xml'), 31)).toBe('probant_vihf_perime');
  });

  it('takes the breaking of the glass once it says why', async () => {
    const sample = read('dmp/vihf-bris-de-glace-unsigned.xml');
    expect([await existence(sample), await existence(sample.replace('</saml2:AttributeStatement>', reason))]).toEqual([
      'probant_bris_de_glace_sans_raison',
      'OK',
    ]);
  });

  it('refuses the VIHF of another service', async () => {
    const ror = read('vihf/samples-reconstructed/vihf-2.0-ror-automate.xml');
    expect(await existence(ror)).toMatch(/^probant_vihf_/);
  });
});
