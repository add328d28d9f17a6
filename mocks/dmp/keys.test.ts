import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { drawPerson } from '../../core/index.ts';
import { professional } from '../../test/support/dmp-desk.ts';
import {
  cda,
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  existenceBody,
  member,
  mtom,
  retrieveBody,
  submission,
} from '../../test/support/dmp-request.ts';
import { bindContext } from '../host/exchange-context.ts';
import { dmpHandlers } from './index.ts';

const { matricule, cle, nomNaissance } = dmpPerson;
const stranger = drawPerson({ seed: 'dmp' }, 'DMP', 1);
const handlers = dmpHandlers({ signatures: false });

/** The keys that the DMP gives the journal. */
async function keysOf(path: string, text: string, type = 'application/soap+xml'): Promise<readonly string[]> {
  const url = `https://dmp.test/si-dmp-server/v2/services/${path}`;
  const body = Buffer.from(text);
  const request = new Request(url, { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(body) });
  let found: readonly string[] = [];
  bindContext(request, {
    body,
    tls: { version: 'TLSv1.2', cipher: '', authorized: true },
    commonNames: [],
    attribute: (keys) => {
      found = keys;
    },
    relayed: () => undefined,
  });
  await getResponse(handlers, request);
  return found;
}

describe('what attributes an exchange', () => {
  it('is the matricule of the patient, without and with its key', async () => {
    expect(await keysOf('patients', envelope(existenceBody()))).toEqual([matricule, matricule + cle]);
  });

  it('is that of the VIHF when the body names nobody', async () => {
    expect(await keysOf('repository', envelope(retrieveBody('2.25.1'), professional()))).toEqual([
      matricule,
      matricule + cle,
    ]);
  });

  it('is there when the VIHF is missing', async () => {
    expect(await keysOf('patients', envelope(existenceBody(), ''))).toEqual([matricule, matricule + cle]);
  });

  it('holds the birth name of the metadata, and the person of a document that is another’s', async () => {
    const root = envelope(depositBody(submission(documentXml() + member())));
    const { body, type } = mtom(root, { 'doc@lps': cda('2.25.100', stranger) });
    const expected = [matricule, matricule + cle, nomNaissance];
    const others = [stranger.nomNaissance, stranger.matricule, stranger.matricule + stranger.cle];
    expect(await keysOf('repository', body, type)).toEqual([...expected, ...others]);
  });
});
